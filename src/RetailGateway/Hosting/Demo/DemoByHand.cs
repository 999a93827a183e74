using System.Collections.Frozen;
using System.Globalization;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.ByHand;
using RetailGateway.Features.Stock.Contracts;

namespace RetailGateway.Hosting.Demo;

/// <summary>
/// The demo's shop without a till, as its keeper finds it: some goods counted yesterday, some weeks ago, some delivered and
/// never counted, one sold below zero. It is recorded as the console's forms would have done, and once.
/// </summary>
internal static class DemoByHand
{
    internal static async Task Write(GatewayDb database, string environment, CancellationToken cancel)
    {
        var ledger = new StockLedger(new PartyBooks(database, TimeProvider.System));
        foreach (var shop in DemoFiles.Read("by_hand").GroupBy(row => (Party: row["party"], Location: row["location"])))
        {
            var keeper = await Keeper(database, environment, shop.Key.Party, cancel);
            await using var work = await database.BeginJob(cancel);
            var (owner, console, registeredAt) = await work.Connection.QuerySingleAsync<(int, int, DateTime)>(
                """
                select c.owner_id, c.connection_id, p.registered_at
                from connection c join party p on p.owner_id = c.owner_id
                where p.code = @Party and p.environment = @environment and c.kind = 'console'
                """,
                new { shop.Key.Party, environment });
            var caller = new Caller(new PartyId(owner), PartyKind.Cooperative, new ConnectionId(console), environment, "", FrozenSet<string>.Empty) { Person = keeper };
            var recorded = (await work.Connection.QueryAsync<string>(
                "select change_id from stock_entry where owner_id = @owner and connection_id = @console and change_id = any (@ids)",
                new { owner, console, ids = shop.Select(row => ChangeId(row, caller)).ToArray() })).ToHashSet(StringComparer.Ordinal);
            var results = await ledger.Record(
                work,
                caller.Party,
                caller.Connection,
                [.. shop.Where(row => !recorded.Contains(ChangeId(row, caller))).Select(row => new NewEntry(
                    ChangeId(row, caller), row["location"], row["product"], Names.Read<EntryKind>(row["kind"]), Quantity.FromDecimal(Number(row["quantity"])),
                    new DateTimeOffset(registeredAt).AddHours(-(double)Number(row["hours_ago"])), row.Maybe("document")))],
                cancel);
            if (results.FirstOrDefault(result => result.Problem is not null)?.Problem is { } problem)
            {
                throw new InvalidOperationException($"The demo's stock of {shop.Key.Location} was refused: {problem.Detail}");
            }

            await work.Commit(cancel);
        }
    }

    /// <summary>The party's shopkeeper of the demo's own, wherever they work by now.</summary>
    private static async Task<int> Keeper(GatewayDb database, string environment, string party, CancellationToken cancel)
    {
        await using var identity = await database.Identity.OpenConnectionAsync(cancel);
        return await identity.QuerySingleAsync<int>(new CommandDefinition(
            """
            select min(k.person_id)
            from person k join party p on p.owner_id = k.party_id
            where p.code = @party and p.environment = @environment and k.email = @Shopkeeper
            """,
            new { environment, party, DemoPeople.Shopkeeper },
            cancellationToken: cancel));
    }

    /// <summary>As of a form of its own, so that the ledger says who recorded it.</summary>
    private static string ChangeId(DemoRow row, Caller keeper) =>
        HandIds.Form(new Guid(int.Parse(row["number"], CultureInfo.InvariantCulture), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), keeper);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
