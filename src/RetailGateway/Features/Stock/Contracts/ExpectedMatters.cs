using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Stock.Expected;

namespace RetailGateway.Features.Stock.Contracts;

/// <summary>A person's word on an expected movement, given at the conflict that asks for it. The audit log is the caller's.</summary>
internal sealed class ExpectedMatters(ExpectedDecisions decisions)
{
    /// <summary>It happened: what remains is posted in the name of the system of record, and the conflict is closed.</summary>
    /// <returns>What it did to the position; nothing where nothing remained, for the till's own word stands.</returns>
    /// <exception cref="Http.Refusal">There is no such movement.</exception>
    internal async Task<IReadOnlyList<PositionEffect>> Accept(Work work, Caller caller, long expected, string reason, CancellationToken cancel)
    {
        var before = await Read(work, expected);
        return await decisions.Post(work, caller, expected, reason, cancel) is null ? [] : Effect(before, await Read(work, expected));
    }

    /// <summary>It never happened: what remains is let go, no stock moves, and the conflict is closed.</summary>
    /// <returns>What it did to the position; nothing where nothing remained.</returns>
    /// <exception cref="Http.Refusal">There is no such movement.</exception>
    internal async Task<IReadOnlyList<PositionEffect>> Dismiss(Work work, Caller caller, long expected, string reason, CancellationToken cancel)
    {
        var before = await Read(work, expected);
        return await decisions.LetGo(work, caller, expected, reason, cancel) is null ? [] : Effect(before, await Read(work, expected));
    }

    private static IReadOnlyList<PositionEffect> Effect(Stand? before, Stand? after) => before is null || after is null
        ? []
        : [new PositionEffect(before.Location, before.Product, before.OnHand, after.OnHand, before.Available, after.Available)];

    private static Task<Stand?> Read(Work work, long expected) => work.Connection.QuerySingleOrDefaultAsync<Stand>(
        """
        select l.code as location, g.code as product, trim_scale(p.on_hand) as on_hand,
            trim_scale(greatest(p.on_hand - p.reserved - p.expected_out - p.safety_stock, 0)) as available
        from expected_movement e
        join stock_position p on p.owner_id = e.owner_id and p.location_id = e.location_id and p.product_id = e.product_id
        join location l on l.owner_id = e.owner_id and l.location_id = e.location_id
        join product g on g.owner_id = e.owner_id and g.product_id = e.product_id
        where e.expected_id = @expected
        """,
        new { expected });

    private sealed record Stand(string Location, string Product, decimal OnHand, decimal Available);
}
