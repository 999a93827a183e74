using Dapper;
using Npgsql;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Operations.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders.Pools;

/// <summary>
/// The job of pools: at its closing time a pool becomes one order, once, whoever else runs; and what came of pooled orders is
/// shared out. What is due is read from the tables, so that a run that dies is made good by the next.
/// </summary>
internal sealed class ClosePools(GatewayDb database, PoolClosing closing, PoolDeliveries deliveries, JobRuns runs)
{
    internal const string Job = "orders.close-pools";

    /// <summary>Bounds a run; the next goes on.</summary>
    private const int Most = 500;

    private const int Attempts = 5;

    public Task Run(CancellationToken cancel) => runs.Record(Job, Work, cancel);

    private async Task<JobOutcome> Work(CancellationToken cancel)
    {
        var (seen, changed, stuck) = (0L, 0L, new List<string>());
        await Each(await Due(cancel), due => Close(due, cancel));
        await Each(await deliveries.Due(Most, cancel), due => deliveries.Share(due, cancel));
        return new JobOutcome(seen, changed, stuck.Count, RunNote.Join(stuck));

        async Task Each(List<DuePool> pools, Func<DuePool, Task<bool>> act)
        {
            foreach (var due in pools)
            {
                seen++;
                try
                {
                    changed += await act(due) ? 1 : 0;
                }
                catch (Exception error) when (error is PostgresException or StaleBook or Refusal or OverflowException)
                {
                    // Its neighbours go on all the same, and the next run takes it again.
                    stuck.Add(RunNote.Of("pool-stuck", error.Message, ("pool", due.PoolId)));
                }
            }
        }
    }

    private async Task<List<DuePool>> Due(CancellationToken cancel)
    {
        await using var work = await database.BeginJob(cancel);
        return (await work.Connection.QueryAsync<DuePool>(
            """
            select p.owner_id, p.pool_id, w.environment, c.connection_id as console
            from order_pool p
            join party w on w.owner_id = p.owner_id
            join connection c on c.owner_id = p.owner_id and c.kind = 'console'
            where p.status = 'open' and p.closes_at <= now()
            order by p.closes_at, p.owner_id, p.pool_id
            limit @Most
            """,
            new { Most })).AsList();
    }

    /// <summary>Closes it; what the terms do not let be ordered is kept back with their words.</summary>
    /// <returns>False where somebody else did.</returns>
    private async Task<bool> Close(DuePool due, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Try(due, (work, pool) => closing.Close(work, due.Buyer, pool, belowMinimum: false, cancel), cancel);
            }
            catch (StaleBook) when (attempt < Attempts)
            {
                // The catalogue moved on between its copy and the lock; the next try reads it anew.
            }
            catch (Refusal refusal)
            {
                var why = string.Join(' ', new[] { refusal.Detail }.Concat((refusal.Errors ?? []).Select(fault => fault.Detail)).Where(said => said is not null));
                return await Try(due, (work, pool) => PoolClosing.KeepBack(work, due.Buyer, pool, why), cancel);
            }
        }
    }

    private async Task<bool> Try(DuePool due, Func<Work, LockedPool, Task> act, CancellationToken cancel)
    {
        await using var work = await database.Open(due.Buyer, cancel);
        var pool = await PoolRows.Lock(work, due.PoolId);
        if (pool.Is != PoolStatus.Open || pool.ClosesAt > await Clock.Now(work, cancel))
        {
            return false;
        }

        await act(work, pool);
        await work.Commit(cancel);
        return true;
    }
}

/// <summary>A pool that something is to be done about, with what is needed to act in its party's name.</summary>
internal sealed record DuePool(int OwnerId, long PoolId, string Environment, int Console)
{
    /// <summary>Its party, as the gateway orders in its name.</summary>
    internal Caller Buyer => new(
        new PartyId(OwnerId), PartyKind.Cooperative, new ConnectionId(Console), Environment, KeyId: "", new HashSet<string>());
}
