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
/// <c>seed demo</c>: writes the demo's parties, goods and opening stock, and a key for each till. Another run adds what
/// is missing, in the database as in the keys' file, and changes nothing that is there.
/// </summary>
internal static class DemoSeed
{
    private const string Environment = "live";
    private const string Reader = "reader";
    private const string Buyer = "buyer";

    internal static async Task Run(Store store, string[] args, CancellationToken cancel)
    {
        if (store.IsEmbedded)
        {
            await store.Migrate(cancel);
        }

        var keysFile = Store.Option(args, "--keys") ?? throw new Misconfigured("seed demo needs --keys FILE: where the demo's keys are written.");
        await using var database = new GatewayDb(store.Gateway, requestConnections: 4);
        await using (var work = await database.BeginJob(cancel))
        {
            await new DemoRegister(work.Connection, Environment).Write();
            await work.Commit(cancel);
        }

        await Open(database, cancel);
        await DemoPeople.Write(database, Environment, Path.Combine(Path.GetDirectoryName(Path.GetFullPath(keysFile))!, "people.json"), cancel);
        await DemoByHand.Write(database, Environment, cancel);
        await WriteKeys(database, keysFile, cancel);
        Console.WriteLine("the demo is seeded: Kota Probolinggo, its cooperatives, Toko Basmalah, Anggur Mart, Mangga Swalayan and ten UMKM producers");
    }

    /// <summary>Each shop was counted this morning; the chain's own stock comes from the chain. What was counted stays so.</summary>
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
            var counted = (await work.Connection.QueryAsync<string>(
                "select change_id from stock_entry where owner_id = @owner and connection_id = @till and change_id like 'opening/%'",
                new { owner, till })).ToHashSet(StringComparer.Ordinal);
            var results = await ledger.Record(
                work,
                new PartyId(owner),
                new ConnectionId(till),
                [.. shop.Where(row => !counted.Contains(ChangeId(row))).Select(row => new NewEntry(
                    ChangeId(row), row["location"], row["product"], EntryKind.Count,
                    Quantity.FromDecimal(decimal.Parse(row["quantity"], CultureInfo.InvariantCulture)), countedAt, "stok awal"))],
                cancel);
            if (results.FirstOrDefault(result => result.Problem is not null)?.Problem is { } problem)
            {
                throw new InvalidOperationException($"The demo's opening stock of {shop.Key} was refused: {problem.Detail}");
            }

            await work.Commit(cancel);
        }
    }

    private static string ChangeId(DemoRow opening) => $"opening/{opening["location"]}/{opening["product"]}";

    private static async Task WriteKeys(GatewayDb database, string file, CancellationToken cancel)
    {
        var keys = File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(file, cancel))! : [];
        var missing = Wanted().Where(wanted => !keys.ContainsKey(wanted.Name)).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        foreach (var (name, party, connection) in missing)
        {
            var label = name is Reader or Buyer ? $"demo {name}" : "demo";
            await Revoke(database, party, label, cancel);
            keys[name] = (await KeysCreate.Create(database, Environment, party, connection, label, Scope.All, cancel)).ToString();
        }

        // Whole or not at all: its presence says that the demo is seeded.
        await PrivateFile.Write(file, JsonSerializer.Serialize(keys), cancel);
    }

    /// <summary>Each key of the file, by its name there: whose it is, and of which connection.</summary>
    private static IEnumerable<(string Name, string Party, string Connection)> Wanted() => DemoFiles.Read("parties")
        .Where(row => row["kind"] is "cooperative" or "chain" or "authority")
        .Select(row => (row["code"], row["code"], row["kind"] == "cooperative" ? "kasir" : row["code"] == "ANGGUR" ? "pusat" : "console"))
        .Append((Reader, "KPN-SEJAHTERA", "console"))
        // Whoever orders is another than the system that copies the stock, and so that system is told of it.
        .Append((Buyer, "ANGGUR", "console"));

    /// <summary>A key that the file has lost serves nobody any more.</summary>
    private static async Task Revoke(GatewayDb database, string party, string label, CancellationToken cancel)
    {
        await using var connection = await database.Jobs.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            update api_key k set revoked_at = now() from party p
            where p.owner_id = k.owner_id and p.code = @party and p.environment = @Environment and k.name = @label and k.revoked_at is null
            """,
            new { party, Environment, label },
            cancellationToken: cancel));
    }
}
