using System.Globalization;
using System.Text.Json;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.Contracts;

namespace RetailGateway.Hosting.Demo;

/// <summary>
/// <c>seed demo</c>: writes the demo's parties, goods and opening stock, and a key for each till. A second run
/// changes nothing and writes the same keys' file only where it is missing.
/// </summary>
internal static class DemoSeed
{
    private const string Environment = "live";

    internal static async Task Run(Store store, string[] args, CancellationToken cancel)
    {
        if (store.IsEmbedded)
        {
            await store.Migrate(cancel);
        }

        var keysFile = Store.Option(args, "--keys") ?? throw new Misconfigured("seed demo needs --keys FILE: where the demo's keys are written.");
        await using var database = new GatewayDb(store.Gateway, requestConnections: 4);
        if (File.Exists(keysFile))
        {
            Console.WriteLine("the demo is seeded");
            return;
        }

        await using (var work = await database.BeginJob(cancel))
        {
            await new DemoRegister(work.Connection, Environment).Write();
            await work.Commit(cancel);
        }

        await Open(database, cancel);
        await WriteKeys(database, keysFile, cancel);
        Console.WriteLine("the demo is seeded: Kota Probolinggo, its cooperatives, Toko Basmalah, Anggur Mart and nine UMKM producers");
    }

    /// <summary>Each shop was counted this morning; the chain's own stock comes from the chain.</summary>
    private static async Task Open(GatewayDb database, CancellationToken cancel)
    {
        var ledger = new StockLedger(new PartyBooks(database, TimeProvider.System));
        foreach (var shop in DemoFiles.Read("opening").Where(row => row["party"] != "BASMALAH").GroupBy(row => row["party"]))
        {
            await using var work = await database.BeginJob(cancel);
            var (owner, till, registeredAt) = await work.Connection.QuerySingleAsync<(int, int, DateTime)>(
                "select c.owner_id, c.connection_id, p.registered_at from connection c join party p on p.owner_id = c.owner_id where p.code = @Key and p.environment = @Environment and c.code = 'kasir'",
                new { shop.Key, Environment });
            var countedAt = new DateTimeOffset(registeredAt).AddHours(-3);
            var results = await ledger.Record(
                work,
                new PartyId(owner),
                new ConnectionId(till),
                [.. shop.Select(row => new NewEntry(
                    $"opening/{row["location"]}/{row["product"]}", row["location"], row["product"], EntryKind.Count,
                    Quantity.FromDecimal(decimal.Parse(row["quantity"], CultureInfo.InvariantCulture)), countedAt, "stok awal"))],
                cancel);
            if (results.FirstOrDefault(result => result.Problem is not null)?.Problem is { } problem)
            {
                throw new InvalidOperationException($"The demo's opening stock of {shop.Key} was refused: {problem.Detail}");
            }

            await work.Commit(cancel);
        }
    }

    private static async Task WriteKeys(GatewayDb database, string file, CancellationToken cancel)
    {
        // Keys whose file was lost serve nobody any more.
        await using (var revoke = database.Jobs.CreateCommand("update api_key set revoked_at = now() where name in ('demo', 'demo reader') and revoked_at is null"))
        {
            await revoke.ExecuteNonQueryAsync(cancel);
        }

        var keys = new Dictionary<string, string>();
        foreach (var party in DemoFiles.Read("parties").Where(row => row["kind"] is "cooperative" or "chain" or "authority"))
        {
            var connection = party["kind"] == "cooperative" ? "kasir" : party["code"] == "ANGGUR" ? "pusat" : "console";
            keys[party["code"]] = (await KeysCreate.Create(database, Environment, party["code"], connection, "demo", Scope.All, cancel)).ToString();
        }

        keys["reader"] = (await KeysCreate.Create(database, Environment, "KPN-SEJAHTERA", "console", "demo reader", Scope.All, cancel)).ToString();

        // Whole or not at all: its presence says that the demo is seeded.
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        await File.WriteAllTextAsync(file + ".part", JsonSerializer.Serialize(keys), cancel);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file + ".part", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.Move(file + ".part", file, overwrite: true);
    }
}
