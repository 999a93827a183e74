using Npgsql;

namespace RetailGateway.Database;

/// <summary>What a run of a job did.</summary>
/// <param name="Seen">Rows looked at.</param>
/// <param name="Changed">Rows changed.</param>
/// <param name="Left">Rows due that this run left for the next.</param>
/// <param name="Note">Codes with figures, which the console words, and what the store or a partner said.</param>
internal sealed record JobOutcome(long Seen, long Changed, long Left, string Note);

/// <summary>Writes each run of a scheduled job into <c>job_run</c>: begun, and how it ended, also when it broke.</summary>
internal sealed class JobRuns(GatewayDb database)
{
    /// <summary>Ends, in their process's stead, the runs that have long stood open when the same job begins anew.</summary>
    private const string Begin =
        """
        with gone as (
            update job_run set ended_at = now(), broke = true, note = 'broke: its process ended before it did'
            where job = $1 and ended_at is null and started_at < now() - interval '1 hour')
        insert into job_run (job) values ($1) returning job_run_id
        """;

    internal async Task Record(string job, Func<CancellationToken, Task<JobOutcome>> run, CancellationToken cancel)
    {
        await using var begin = database.Jobs.CreateCommand(Begin);
        begin.Parameters.Add(new NpgsqlParameter { Value = job });
        var id = (long)(await begin.ExecuteScalarAsync(cancel))!;
        try
        {
            await End(id, await run(cancel), broke: false, cancel);
        }
        catch (Exception error)
        {
            await End(id, new JobOutcome(0, 0, 0, $"broke: {error.Message}"), broke: true, CancellationToken.None);
            throw;
        }
    }

    private async Task End(long id, JobOutcome outcome, bool broke, CancellationToken cancel)
    {
        await using var end = database.Jobs.CreateCommand(
            "update job_run set ended_at = now(), seen = $2, changed = $3, left_over = $4, note = $5, broke = $6 where job_run_id = $1");
        foreach (object value in new object[] { id, outcome.Seen, outcome.Changed, outcome.Left, outcome.Note, broke })
        {
            end.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await end.ExecuteNonQueryAsync(cancel);
    }
}
