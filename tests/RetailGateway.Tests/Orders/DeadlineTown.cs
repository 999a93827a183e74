using Microsoft.Extensions.DependencyInjection;
using Npgsql;
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

    /// <summary>Hours go by for orders.</summary>
    internal static async Task TimePasses(this GatewayUnderTest gateway, int hours, params long[] orders)
    {
        await using var owner = NpgsqlDataSource.Create(gateway.Store.Owner);
        await owner.One<long>(
            """
            with passed as (select make_interval(hours => $1) as by),
            taken as (
                update order_deadline_step s set deadline_from = s.deadline_from - p.by, taken_at = s.taken_at - p.by
                from passed p where s.order_id = any ($2)),
            moved as (
                update trade_order o set deadline_from = o.deadline_from - p.by, due_at = o.due_at - p.by, next_step_at = o.next_step_at - p.by
                from passed p where o.order_id = any ($2)
                returning 1)
            select count(*) from moved
            """,
            hours,
            orders);
    }

    /// <summary>Hours go by for an order, and the job runs.</summary>
    internal static async Task Passes(this GatewayUnderTest gateway, long order, int hours)
    {
        await gateway.TimePasses(hours, order);
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
            select owner_id, connection_id, 'orders_out', $2, $3 from connection where owner_id = $1 and code = 'sistem'
            on conflict on constraint sync_stream_pkey do update set last_error = excluded.last_error
            """,
            town.Chain, town.Coop, isDown ? "putus" : null);
    }
}
