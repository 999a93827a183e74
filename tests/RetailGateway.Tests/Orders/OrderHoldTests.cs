using System.Globalization;
using System.Net;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Orders.OrderTown;

namespace RetailGateway.Tests.Orders;

/// <summary>What orders hold of a seller's stock: never more than there is, and given back to the last piece.</summary>
public sealed class OrderHoldTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Differences =
        """
        select p.product_id, p.reserved, coalesce(h.held, 0) + coalesce(r.remaining, 0)
        from stock_position p
        left join (select product_id, sum(held) as held from order_hold where owner_id = $1 group by 1) h using (product_id)
        left join (
            select s.product_id, sum(o.remaining) as remaining
            from stock_reservation_open o join stock_reservation s using (owner_id, reservation_id) where owner_id = $1 group by 1) r using (product_id)
        where p.owner_id = $1 and p.reserved <> coalesce(h.held, 0) + coalesce(r.remaining, 0)
        """;

    [Fact]
    public async Task Two_hundred_orders_at_once_for_the_last_ten_hold_exactly_ten_and_the_rest_are_short()
    {
        var town = await OrderTown.Create(fixture.Gateway);
        await town.Console.Given(Count(10, Beras, "07:00"));

        var made = await Task.WhenAll(Enumerable.Range(1, 200).Select(number => town.Partner.Orders(town, $"PO-{number}", ("1", Beras, 1))));

        Assert.All(made, reply => Assert.Equal(HttpStatusCode.Created, reply.Status));
        var held = made.Select(reply => reply.Json.Figures("1", "held", "short")).ToList();
        Assert.Equal(10, held.Count(line => line is [1, 0]));
        Assert.Equal(190, held.Count(line => line is [0, 1]));
        Assert.Equal(0, await town.Till.Available(Beras));
        Assert.Equal(10, await town.Database.Ask<decimal>("select reserved from stock_position where owner_id = $1 and reserved > 0", town.Coop));
    }

    [Fact]
    public async Task Lines_of_one_product_take_their_turn_and_a_reservation_leaves_them_the_rest()
    {
        var town = await OrderTown.Create(fixture.Gateway);
        await town.Console.Given(Count(10, Beras, "07:00"));
        (await town.Partner.Reserve(3, Beras, "PO-0", owner: town.Coop)).Must(HttpStatusCode.Created);

        var made = (await town.Partner.Orders(town, "PO-1", ("1", Beras, 5), ("2", Beras, 5))).Must(HttpStatusCode.Created).Json;

        Assert.Equal([5, 0], made.Figures("1", "held", "short"));
        Assert.Equal([2, 3], made.Figures("2", "held", "short"));
    }

    /// <summary>Orders live at random, many at once; after each the sum of what is held is what is reserved.</summary>
    [Fact]
    public async Task Whatever_becomes_of_orders_what_is_reserved_is_what_they_hold()
    {
        var town = await OrderTown.Create(fixture.Gateway);
        await town.Console.Given(Count(40, Beras, "07:00"), Count(25, Minyak, "07:00"));
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(lane => Live(town, new Random(seed + lane), lane)));

        Assert.Empty(await town.Database.Jobs.All(Differences, row => $"{row.GetInt32(0)}: reserved {row.GetDecimal(1)}, held {row.GetDecimal(2)}", town.Coop));
        Assert.Empty(await LedgerCheck.Differences(town.Database, town.Coop));
        var open = await town.Database.Jobs.All(
            "select h.line_id from order_hold h join trade_order o on o.owner_id = h.order_owner_id and o.order_id = h.order_id where h.owner_id = $1 and h.held > 0 and o.turn is null",
            row => row.GetString(0),
            town.Coop);
        Assert.Empty(open);
    }

    private static async Task Live(Town town, Random random, int lane)
    {
        for (var number = 0; number < 6; number++)
        {
            var order = (await town.Partner.Orders(town, $"PO-{lane}-{number}", ("1", Beras, random.Next(1, 9)), ("2", Minyak, random.Next(1, 9)))).Must(HttpStatusCode.Created).Id();
            for (var step = 0; step < 8; step++)
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"D-{step}");
                var reply = await (random.Next(9) switch
                {
                    0 => town.Console.Answers(order, "rejected", id),
                    1 or 2 => town.Console.Answers(order, "accepted", id),
                    3 => town.Console.Answers(order, "accepted_with_changes", id, null, Line("1", "changed", random.Next(0, 9)), Line("2", "refused")),
                    4 => Change(town, order, id, random),
                    5 => Cancel(town, order, id, random),
                    6 => town.Partner.Receives(order, id, null, ("1", random.Next(0, 5), 0)),
                    _ => town.Console.Despatches(order, id, ("1", random.Next(0, 6), random.Next(2) == 0 ? null : random.Next(0, 4)), ("2", random.Next(0, 4), null)),
                });
                Assert.True(reply.Status == HttpStatusCode.OK || reply.Problem is "step-refused" or "not-found" or "already-exists", reply.Text);
            }
        }
    }

    private static async Task<Reply> Change(Town town, long order, string id, Random random)
    {
        var asked = await town.Partner.AsksFor(order, $"U{id}", random.Next(3) == 0 ? Line("2", "deleted") : Line("1", "changed", random.Next(1, 9)));
        return asked.Status == HttpStatusCode.OK
            ? await town.Console.Answers(order, random.Next(2) == 0 ? "accepted" : "rejected", $"RU{id}", About("order_change", $"U{id}"))
            : asked;
    }

    private static async Task<Reply> Cancel(Town town, long order, string id, Random random)
    {
        var asked = await town.Partner.Cancels(order, $"B{id}");
        return asked.Status == HttpStatusCode.OK
            ? await town.Console.Answers(order, random.Next(2) == 0 ? "accepted" : "rejected", $"RB{id}", About("order_cancellation", $"B{id}"))
            : asked;
    }
}
