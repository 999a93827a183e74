using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Demo;

/// <summary>What a person does with the demo: starts it, tries what it says, starts another, ends it, comes back.</summary>
[SupportedOSPlatform("linux")]
public sealed partial class DemoByHandTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Trait("Length", "long")]
    [Fact]
    public async Task A_person_starts_it_tries_what_it_says_starts_another_beside_it_ends_it_and_comes_back()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/curl") && File.Exists("/bin/bash"), "The lines that the demo prints are for bash and curl, and one of them is not here.");
        var folders = Directory.CreateTempSubdirectory("rg-demo-test-");
        // PostgreSQL runs as another user where we are root.
        folders.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        try
        {
            var (first, second) = (folders.CreateSubdirectory("satu").FullName, folders.CreateSubdirectory("dua").FullName);
            await using (var one = await DemoProcess.Start(first))
            {
                await EveryLineWorks(one, folders);
                await using var two = await DemoProcess.Start(second);
                await EveryLineWorks(two, folders);
                Assert.NotEqual(Addresses(one), Addresses(two));
                await EveryLineAnswers(one, folders);
                Assert.True(one.IsAlive && two.IsAlive);

                await EndsWhole(two);
                await EveryLineAnswers(one, folders);
                await EndsWhole(one);
            }

            await using var again = await DemoProcess.Start(first);
            await EveryLineWorks(again, folders);
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"With data already there: {Ready().Match(again.Printed).Value}; {again.Age.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture)} s from the command to the last of the answers.");
            await EndsWhole(again);
        }
        finally
        {
            foreach (var elsewhere in folders.EnumerateDirectories().Select(folder => new DirectoryInfo(Path.Combine(folder.FullName, "postgres", "server")).LinkTarget).OfType<string>())
                Directory.Delete(elsewhere, recursive: true);
            folders.Delete(recursive: true);
        }
    }

    /// <summary>Each printed call once, as printed: what it promises is in the answer.</summary>
    private static async Task EveryLineWorks(DemoProcess demo, DirectoryInfo folder)
    {
        Assert.Equal(5, demo.Calls.Count);
        foreach (var line in demo.Calls)
        {
            var (status, body) = await Run(demo, line, folder);
            if (line.Contains("/v1/stock/changes", StringComparison.Ordinal))
            {
                Assert.Equal((line, 207), (line, status));
                Assert.Equal("applied", (string?)body["results"]![0]!["status"]);
            }
            else
            {
                Assert.Equal((line, 200), (line, status));
                Assert.NotEmpty((body["items"] ?? body["events"] ?? body["connections"])!.AsArray());
            }
        }
    }

    /// <summary>Again, after something else happened: every call is still answered well.</summary>
    private static async Task EveryLineAnswers(DemoProcess demo, DirectoryInfo folder)
    {
        foreach (var line in demo.Calls)
            Assert.InRange((await Run(demo, line, folder)).Status, 200, 299);
    }

    /// <summary>The line in a bash that knows the names above it. Curl's own settings file keeps the status, the line being as it is.</summary>
    private static async Task<(int Status, JsonNode Body)> Run(DemoProcess demo, string line, DirectoryInfo folder)
    {
        var headers = Path.Combine(folder.FullName, "headers");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, ".curlrc"), $"dump-header = \"{headers}\"\n", Cancel);
        var start = new ProcessStartInfo("bash", ["-c", string.Join('\n', [.. demo.Names, line])]) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["CURL_HOME"] = folder.FullName;
        using var shell = Process.Start(start)!;
        var answer = await shell.StandardOutput.ReadToEndAsync(Cancel);
        await shell.WaitForExitAsync(Cancel);
        Assert.True(shell.ExitCode == 0, $"{line} ended with {shell.ExitCode}: {answer}");
        var status = (await File.ReadAllLinesAsync(headers, Cancel)).Last(header => header.StartsWith("HTTP/", StringComparison.Ordinal));
        return (int.Parse(status.Split(' ')[1], CultureInfo.InvariantCulture), JsonNode.Parse(answer)!);
    }

    private static async Task EndsWhole(DemoProcess demo)
    {
        var family = demo.Family();
        Assert.Contains(family, member => ProcessFamily.CommandLine(member.Id).Contains("RetailGateway.dll serve", StringComparison.Ordinal));
        Assert.Contains(family, member => ProcessFamily.CommandLine(member.Id).Contains("postgres", StringComparison.Ordinal));

        var exitCode = await demo.Interrupt();

        Assert.True(exitCode == 0, demo.Printed);
        Assert.Empty(await Eventually.See(() => Task.FromResult(ProcessFamily.Left(family)), left => left.Count == 0));
    }

    private static string Addresses(DemoProcess demo) => string.Join(' ', demo.Calls.Select(line => Address().Match(line).Value).Distinct(StringComparer.Ordinal));

    [GeneratedRegex(@"http://localhost:\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"The gateway was ready after \d+\.\d s", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ready();
}
