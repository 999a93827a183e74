using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Deadlines;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;

namespace RetailGateway.Features.Orders.Deadlines;

/// <summary>An order whose deadline is to be looked at now, or was never reckoned, with what a step needs of it.</summary>
internal sealed record DueOrder(
    int OwnerId, long OrderId, int PartnerId, int BuyerId, int SellerId, string Number, int ShipToId, int? ShipFromId, string TimeZone, long Version, string State,
    string? Turn, string? Deadline, DateTime? DeadlineFrom, DateTime? DueAt, string Currency, decimal Amount, int ResponseHours, int DeliveryDays, int StepHours,
    string EscalatesTo, string Owner, string Partner, string Environment, int BuyerConsole, bool IsReachable, bool WasSent)
{
    private const string Due =
        """
        select o.owner_id, o.order_id, o.partner_id, o.buyer_id, o.seller_id, o.number, o.ship_to_id, o.ship_from_id, o.time_zone, o.version, o.state,
            o.turn, o.deadline, o.deadline_from, o.due_at, o.currency, o.amount, t.response_hours, t.delivery_days, t.step_hours,
            t.escalates_to, w.name as owner, p.name as partner, w.environment, c.connection_id as buyer_console, r.is_reachable, r.was_sent
        from trade_order o
        join terms t on t.owner_id = o.owner_id and t.partnership_id = o.partnership_id and t.valid_from = o.terms_from
        join party w on w.owner_id = o.owner_id
        join party p on p.owner_id = o.partner_id
        join connection c on c.owner_id = o.buyer_id and c.kind = 'console'
        join order_reach r on r.owner_id = o.owner_id and r.order_id = o.order_id
        where o.next_step_at <= now()
        order by o.next_step_at, o.owner_id, o.order_id
        limit @most
        for update of o skip locked
        """;

    private const string Taken =
        """
        select s.order_id, s.step, s.taken_at
        from unnest(@owners, @orders) d (owner_id, order_id)
        join trade_order o on o.owner_id = d.owner_id and o.order_id = d.order_id
        join order_deadline_step s
            on s.owner_id = o.owner_id and s.order_id = o.order_id and s.deadline = o.deadline and s.deadline_from = o.deadline_from
        """;

    internal OrderDeadline Running => new(Names.Read<DeadlineKind>(Deadline!), LateSide, DeadlineFrom!.Value, DueAt!.Value);

    internal DeadlineTerms Terms => new(ResponseHours, DeliveryDays, StepHours);

    /// <summary>Who must act.</summary>
    internal TradeSide LateSide => Names.Read<TradeSide>(Turn!);

    /// <summary>The party that must act.</summary>
    internal PartyId Late => new(LateSide == TradeSide.Buyer ? BuyerId : SellerId);

    /// <summary>The buyer, as the gateway sends in its name.</summary>
    internal Caller Buyer => new(
        new PartyId(BuyerId), BuyerId == OwnerId ? PartyKind.Cooperative : PartyKind.Chain, new ConnectionId(BuyerConsole), Environment, KeyId: "", new HashSet<string>());

    /// <summary>Locks those that are due, the longest due first; what somebody works on just now is passed over.</summary>
    /// <returns>Each with the steps that were taken for the deadline that runs.</returns>
    internal static async Task<List<(DueOrder Order, List<TakenStep> Taken)>> Lock(Work work, int most)
    {
        var due = (await work.Connection.QueryAsync<DueOrder>(Due, new { most })).AsList();
        var taken = (await work.Connection.QueryAsync<(long Order, string Step, DateTime At)>(Taken, Keys(due)))
            .ToLookup(row => row.Order, row => new TakenStep(Names.Read<DeadlineStep>(row.Step), row.At));
        return [.. due.Select(order => (order, taken[order.OrderId].ToList()))];
    }

    /// <summary>Says when each is looked at next.</summary>
    internal static Task LookAgain(Work work, IReadOnlyCollection<(DueOrder Order, DateTimeOffset? At, bool AwaitsPartner)> later) => work.Connection.ExecuteAsync(
        """
        update trade_order o set next_step_at = n.at, awaits_partner = n.awaits
        from unnest(@owners, @orders, @ats, @awaits) n (owner_id, order_id, at, awaits)
        where o.owner_id = n.owner_id and o.order_id = n.order_id
        """,
        new
        {
            owners = later.Select(one => one.Order.OwnerId).ToArray(),
            orders = later.Select(one => one.Order.OrderId).ToArray(),
            ats = later.Select(one => one.At?.ToUniversalTime()).ToArray(),
            awaits = later.Select(one => one.AwaitsPartner).ToArray(),
        });

    /// <summary>Notes steps as taken.</summary>
    /// <returns>How many had not been.</returns>
    internal static Task<int> Take(Work work, IReadOnlyCollection<(DueOrder Order, DeadlineStep Step)> steps) => work.Connection.ExecuteAsync(
        """
        insert into order_deadline_step (owner_id, order_id, partner_id, deadline, deadline_from, step)
        select o.owner_id, o.order_id, o.partner_id, o.deadline, o.deadline_from, n.step
        from unnest(@owners, @orders, @steps) n (owner_id, order_id, step)
        join trade_order o on o.owner_id = n.owner_id and o.order_id = n.order_id
        on conflict on constraint order_deadline_step_pkey do nothing
        """,
        new
        {
            owners = steps.Select(one => one.Order.OwnerId).ToArray(),
            orders = steps.Select(one => one.Order.OrderId).ToArray(),
            steps = steps.Select(one => Names.Of(one.Step)).ToArray(),
        });

    private static object Keys(IReadOnlyCollection<DueOrder> due) =>
        new { owners = due.Select(order => order.OwnerId).ToArray(), orders = due.Select(order => order.OrderId).ToArray() };
}
