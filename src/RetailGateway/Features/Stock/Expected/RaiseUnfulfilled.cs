using Npgsql;
using RetailGateway.Database;

namespace RetailGateway.Features.Stock.Expected;

/// <summary>
/// The job that tells people of what tills have not told in time: `expected_unfulfilled` where nothing came, and
/// `expected_differs` where less came than was expected. Once, until it is expected anew.
/// </summary>
internal sealed class RaiseUnfulfilled(GatewayDb database, JobRuns runs)
{
    private const int Batch = 500;

    /// <summary>Bounds a run; the next goes on.</summary>
    private const int MostBatches = 20;

    // The state's row is locked before the conflict opens, and the fold that ends the wait changes that row before it
    // closes conflicts: whichever is first, no conflict is left open about what has come.
    private const string Raise =
        """
        with due as materialized (
            select s.owner_id, s.expected_id, s.told
            from expected_state s
            where s.remaining > 0 and s.raised_at is null and s.due_at <= now()
            order by s.due_at, s.owner_id, s.expected_id
            limit $1
            for update skip locked),
        raised as (
            select raise_expected(d.owner_id, d.expected_id, case when d.told > 0 then 'expected_differs' else 'expected_unfulfilled' end)
            from due d)
        update expected_state s set raised_at = now()
        from due d
        where s.owner_id = d.owner_id and s.expected_id = d.expected_id and (select count(*) from raised) >= 0
        """;

    public Task Run(CancellationToken cancel) => runs.Record("stock.raise-unfulfilled", Sweep, cancel);

    private async Task<JobOutcome> Sweep(CancellationToken cancel)
    {
        var raised = 0;
        for (var batch = 0; batch < MostBatches; batch++)
        {
            await using var command = database.Jobs.CreateCommand(Raise);
            command.Parameters.Add(new NpgsqlParameter { Value = Batch });
            var some = await command.ExecuteNonQueryAsync(cancel);
            raised += some;
            if (some < Batch)
            {
                break;
            }
        }

        return new JobOutcome(raised, raised, 0, "");
    }
}
