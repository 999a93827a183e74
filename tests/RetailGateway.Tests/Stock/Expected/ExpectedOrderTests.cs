using System.Net;
using CsCheck;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock;
using RetailGateway.Domain.Stock.Expected;
using RetailGateway.Features.Stock.Positions;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Stock.Expected;

/// <summary>Whatever the order of arrival of documents, entries, counts and reversals, what is expected is the same.</summary>
public sealed class ExpectedOrderTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Gudang = "GDG-01";
    private const int Documents = 2;
    private const int Things = 9;

    [Fact]
    public async Task Any_order_of_arrival_gives_the_same_state_and_the_rule_agrees_with_the_store()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Database.Run("insert into location (owner_id, code, name, format) values ($1, $2, 'Gudang', 'warehouse')", town.Coop, Gudang);
        var orders = Gen.Shuffle(Enumerable.Range(0, Things).ToArray()).Array[60].Single();
        var products = await town.SellsMany("P", orders.Length);

        for (var step = 0; step < Things; step++)
        {
            var next = products.Zip(orders, (product, order) => (Product: product, Which: order[step])).ToList();
            await town.Till.Given([.. next.Select(thing => Entry(thing.Which, thing.Product)).OfType<Change>()]);
            foreach (var (product, document) in next.Where(thing => thing.Which < Documents))
                (await town.Console.Transfer($"SJ-{document}/{product}", Shop, Gudang, (product, document == 0 ? 4 : 6))).Must(HttpStatusCode.Created);
        }

        var states = await town.Database.Jobs.All(
            """
            select e.reference, g.code, s.told, s.taken_up, s.remaining, e.quantity, e.occurred_at, p.expected_out, p.on_hand, e.location_id, e.product_id
            from expected_movement e join expected_state s using (owner_id, expected_id)
            join product g on g.owner_id = e.owner_id and g.product_id = e.product_id
            join stock_position p on p.owner_id = e.owner_id and p.location_id = e.location_id and p.product_id = e.product_id
            where e.owner_id = $1
            """,
            row => (
                Reference: row.GetString(0), Product: row.GetString(1), Told: row.GetDecimal(2), TakenUp: row.GetBoolean(3), Remaining: row.GetDecimal(4),
                Quantity: row.GetDecimal(5), At: row.GetDateTime(6), ExpectedOut: row.GetDecimal(7), OnHand: row.GetDecimal(8), Key: new PositionKey(row.GetInt32(9), row.GetInt32(10))),
            town.Coop);

        Assert.Equal(2 * orders.Length, states.Count);
        Assert.Equal(
            [("SJ-0", 3m, false, 1m, 3m, 2m), ("SJ-1", 4m, false, 2m, 3m, 2m)],
            states.Select(state => (state.Reference.Split('/')[0], state.Told, state.TakenUp, state.Remaining, state.ExpectedOut, state.OnHand)).Distinct().Order());
        var ledger = await Ledger(town);
        Assert.All(states, state =>
        {
            var rule = Expectation.Of(
                new ExpectedMovement(Quantity.FromDecimal(state.Quantity), state.Reference, state.At), [.. ledger[state.Key]], Quantity.Zero);
            Assert.Equal((state.Told, state.TakenUp, state.Remaining), (rule.Told.ToDecimal(), rule.TakenUp, rule.Remaining.ToDecimal()));
        });
    }

    /// <summary>
    /// What happens to a product: documents of four and of six at noon; the first told short, the second told, taken back
    /// and told short; a count before noon, and one at noon that was wrong and is taken back. Null for a document.
    /// </summary>
    private static Change? Entry(int which, string product) => which switch
    {
        2 => Sale(3, product, at: "11:30", id: $"{product}/a").Of($"SJ-0/{product}"),
        3 => Sale(6, product, at: "12:01", id: $"{product}/b").Of($"SJ-1/{product}"),
        4 => Reversal($"{product}/b", product, at: "12:05", id: $"{product}/b-batal"),
        5 => Sale(4, product, at: "12:10", id: $"{product}/c").Of($"SJ-1/{product}"),
        6 => Count(6, product, at: "11:59", id: $"{product}/opname"),
        7 => Count(0, product, at: "12:00", id: $"{product}/salah"),
        8 => Reversal($"{product}/salah", product, at: "12:20", id: $"{product}/salah-batal"),
        _ => null,
    };

    private static async Task<ILookup<PositionKey, DocumentedEntry>> Ledger(Town town) => (await town.Database.Jobs.All(
        "select location_id, product_id, connection_id, change_id, kind::text, quantity, occurred_at, reverses, document from stock_entry where owner_id = $1",
        row => (
            At: new PositionKey(row.GetInt32(0), row.GetInt32(1)),
            Entry: new DocumentedEntry(
                new StockEntry(
                    new EntryKey(new ConnectionId(row.GetInt32(2)), row.GetString(3)),
                    StockRows.KindOf(row.GetString(4)),
                    Quantity.FromDecimal(row.GetDecimal(5)),
                    row.GetFieldValue<DateTimeOffset>(6),
                    row.IsDBNull(7) ? null : row.GetString(7)),
                row.IsDBNull(8) ? null : row.GetString(8))),
        town.Coop)).ToLookup(row => row.At, row => row.Entry);
}
