using Microsoft.Extensions.DependencyInjection;
using RetailGateway.Features.Orders.Deadlines;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Orders;

/// <summary>
/// Orders whose time goes by as a test says: the clock is the store's, so what they are dated is moved back. The job keeps a
/// calendar on which every day is a business day, for a test is run on any.
/// </summary>
internal static class DeadlineTown
{
    /// <summary>One run of the job.</summary>
    internal static Task KeepsDeadlines(this GatewayUnderTest gateway, CancellationToken? cancel = null) =>
        ActivatorUtilities.CreateInstance<KeepDeadlines>(gateway.Services, new OrderDeadlines(new BusinessCalendars([], [])))
            .Run(cancel ?? TestContext.Current.CancellationToken);

    /// <summary>The deadline that runs for an order begins now, and is over in a day; the steps after it are a day apart.</summary>
    internal static Task Begins(this Town town, long order) => town.Database.Run(
        "update trade_order set deadline_from = now(), due_at = now() + interval '24 hours', next_step_at = now() + interval '12 hours' where order_id = $1", order);

    /// <summary>Hours go by for an order, and the job runs.</summary>
    internal static async Task Passes(this GatewayUnderTest gateway, long order, int hours)
    {
        await using var owner = Npgsql.NpgsqlDataSource.Create(gateway.Store.Owner);
        await using var moved = owner.CreateCommand(
            $"""
            update trade_order set deadline_from = deadline_from - interval '{hours} hours', due_at = due_at - interval '{hours} hours',
                next_step_at = next_step_at - interval '{hours} hours'
            where order_id = {order};
            update order_deadline_step set deadline_from = deadline_from - interval '{hours} hours', taken_at = taken_at - interval '{hours} hours'
            where order_id = {order}
            """);
        await moved.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await gateway.KeepsDeadlines();
    }

    /// <summary>The steps taken about an order, oldest first.</summary>
    internal static Task<List<string>> Steps(this Town town, long order) => town.Database.Jobs.All(
        "select step from order_deadline_step where order_id = $1 order by taken_at, step", row => row.GetString(0), order);

    /// <summary>What people were told of orders: who, and what.</summary>
    internal static Task<List<(int Person, string What)>> Told(this Town town) => town.Database.Jobs.All(
        "select person_id, arguments ->> 'detail' from message where owner_id in ($1, $2) and kind = 'order' order by message_id",
        row => (row.GetInt32(0), row.GetString(1)),
        town.Coop,
        town.Chain);

    /// <summary>The chain gets a connector for the cooperative's goods, which is down, or answers again.</summary>
    internal static async Task IsDown(this Town town, bool isDown)
    {
        await town.Database.Run(
            "insert into connection (owner_id, code, name, kind, dialect) values ($1, 'sistem', 'Sistem', 'connector', 'uji') on conflict do nothing", town.Chain);
        await town.Database.Run(
            """
            insert into sync_stream (owner_id, connection_id, kind, counterparty_id, last_error)
            select owner_id, connection_id, 'stock_out', $2, $3 from connection where owner_id = $1 and code = 'sistem'
            on conflict on constraint sync_stream_pkey do update set last_error = excluded.last_error
            """,
            town.Chain, town.Coop, isDown ? "putus" : null);
    }
}
