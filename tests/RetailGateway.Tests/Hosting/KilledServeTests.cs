using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Hosting;

/// <summary>Kill -9 of either process of <c>serve --embedded</c>, the gateway or its PostgreSQL: what was answered is there, and nothing is left over.</summary>
public sealed class KilledServeTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rg-killed-");

    [Fact]
    public async Task A_killed_gateway_that_is_started_again_answers_with_its_data_over_one_server()
    {
        var key = await Founded();
        HashSet<(int Id, string Since)> killed;
        await using (var first = await EmbeddedGateway.Start(folder.FullName))
        {
            using var authority = first.Client(key);
            (await Register(authority, "KPN-SEBELUM")).Must(HttpStatusCode.Created);
            killed = ProcessFamily.Of(first.Id);
            Assert.Single(killed, ProcessFamily.IsPostmaster);

            await first.Kill();
        }

        await using var second = await EmbeddedGateway.Start(folder.FullName);
        using (var authority = second.Client(key))
        {
            Assert.True(await Has(authority, "KPN-SEBELUM"));
            (await Register(authority, "KPN-SESUDAH")).Must(HttpStatusCode.Created);
        }

        Assert.Empty(await Eventually.See(() => Task.FromResult(ProcessFamily.Left(killed)), left => left.Count == 0));
        await StopsWhole(second);
    }

    [Fact]
    public async Task A_killed_server_comes_back_under_the_gateway_that_goes_on_and_nothing_is_lost()
    {
        var key = await Founded();
        await using var gateway = await EmbeddedGateway.Start(folder.FullName);
        using var authority = gateway.Client(key);
        (await Register(authority, "KPN-SEBELUM")).Must(HttpStatusCode.Created);
        var killed = ProcessFamily.Of(gateway.Id).Where(member => member.Id != gateway.Id).ToList();

        using (var server = Process.GetProcessById(Assert.Single(killed, ProcessFamily.IsPostmaster).Id))
            server.Kill();
        Assert.Empty(await Eventually.See(() => Task.FromResult(ProcessFamily.Left(killed)), left => left.Count == 0));

        // A request may meet a connection of before: it is told so, and sent again as it was.
        Assert.True(await Eventually.See(() => Has(authority, "KPN-SEBELUM"), has => has, TimeSpan.FromSeconds(60)));
        (await Eventually.See(() => Register(authority, "KPN-SESUDAH"), reply => reply.Problem != "unavailable")).Must(HttpStatusCode.Created);
        await StopsWhole(gateway);
    }

    public void Dispose()
    {
        TestCluster.Delete(new DirectoryInfo(Path.Combine(folder.FullName, "postgres")));
        folder.Delete(recursive: true);
    }

    /// <summary>One server while it is at work; after Ctrl-C none of its processes, and exit code 0.</summary>
    private static async Task StopsWhole(EmbeddedGateway gateway)
    {
        Assert.True(gateway.IsAlive);
        var family = ProcessFamily.Of(gateway.Id);
        Assert.Single(family, ProcessFamily.IsPostmaster);

        var exitCode = await gateway.Interrupt();

        Assert.True(exitCode == 0, $"{exitCode} {gateway.Said}");
        Assert.Empty(await Eventually.See(() => Task.FromResult(ProcessFamily.Left(family)), left => left.Count == 0));
    }

    /// <summary>A folder with an authority in it, whose key is given back.</summary>
    private async Task<string> Founded()
    {
        await Verb("migrate");
        await Verb("parties", "create", "--code", "DINAS", "--name", "Dinas Koperasi", "--kind", "authority");
        return (await Verb("keys", "create", "--party", "DINAS", "--name", "Dinas")).Trim();
    }

    private async Task<string> Verb(params string[] arguments)
    {
        var run = await VerbRun.Of(database: null, [.. arguments, "--embedded", "--data", folder.FullName]);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output;
    }

    private static Task<Reply> Register(ApiClient authority, string code) => authority.Post(
        "/v1/parties",
        new JsonObject { ["code"] = code, ["name"] = code, ["kind"] = "cooperative", ["cooperativeKind"] = "civil_servants", ["pkp"] = false },
        key: code);

    private static async Task<bool> Has(ApiClient authority, string code) =>
        await authority.Get($"/v1/parties?code={code}") is { Status: HttpStatusCode.OK } reply && reply.Json["items"]!.AsArray().Count == 1;
}
