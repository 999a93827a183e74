using Npgsql;
using RetailGateway.Database;
using RetailGateway.Features.Operations.Contracts;

namespace RetailGateway.Jobs;

/// <summary>Lets go of what has served: stored answers and mail after 30 days, feed events after 90, messages and job runs after a year.</summary>
internal sealed class Retention(GatewayDb database, JobRuns runs)
{
    private const int Batch = 20_000;

    /// <summary>What is left after a hundred million rows waits for the next night.</summary>
    private const int MostBatches = 5_000;

    public Task Run(CancellationToken cancel) => runs.Record("house.retention", Sweep, cancel);

    private async Task<JobOutcome> Sweep(CancellationToken cancel)
    {
        var answers = await Delete(
            """
            with gone as (
                delete from stored_answer where (owner_id, idempotency_key) in (
                    select owner_id, idempotency_key from stored_answer where stored_at < now() - interval '30 days' limit $1)
                returning 1)
            select count(*) from gone
            """,
            cancel);
        // The head remembers how far its feed was taken away, so that an old cursor is told 410 and not nothing. What a
        // partner was told and its copies do not say yet is told by the events alone: they stay until it is folded.
        var events = await Delete(
            """
            with gone as (
                delete from feed_event where (owner_id, connection_id, position) in (
                    select e.owner_id, e.connection_id, e.position from feed_event e
                    where e.recorded_at < now() - interval '90 days' and not exists (
                        select from sync_stream s
                        where s.owner_id = e.owner_id and s.connection_id = e.connection_id
                            and s.folded_position < e.position and s.feed_position >= e.position)
                    order by e.owner_id, e.connection_id, e.position limit $1)
                returning owner_id, connection_id, position),
            shortened as (
                update feed_head h set expired_through = greatest(h.expired_through, g.position)
                from (select owner_id, connection_id, max(position) as position from gone group by 1, 2) g
                where h.owner_id = g.owner_id and h.connection_id = g.connection_id)
            select count(*) from gone
            """,
            cancel);
        var jobRuns = await Delete(
            """
            with gone as (
                delete from job_run where job_run_id in (
                    select job_run_id from job_run where started_at < now() - interval '1 year' limit $1)
                returning 1)
            select count(*) from gone
            """,
            cancel);
        var mails = await Delete(
            """
            with gone as (
                delete from mail where (owner_id, mail_id) in (
                    select owner_id, mail_id from mail where queued_at < now() - interval '30 days' and (sent_at is not null or parked_at is not null) limit $1)
                returning 1)
            select count(*) from gone
            """,
            cancel);
        var messages = await Delete(
            """
            with gone as (
                delete from message where (owner_id, message_id) in (
                    select owner_id, message_id from message where created_at < now() - interval '1 year' limit $1)
                returning 1),
            mornings as (delete from digest where made_at < now() - interval '30 days'),
            told as (delete from matter_told where ended_at < now() - interval '1 year')
            select count(*) from gone
            """,
            cancel);
        var all = answers + events + jobRuns + mails + messages;
        return new JobOutcome(all, all, 0, RunNote.Of("let-go", ("answers", answers), ("events", events), ("runs", jobRuns), ("mails", mails), ("messages", messages)));
    }

    /// <summary>Batch after batch until nothing is old any more, each in a transaction of its own.</summary>
    private async Task<long> Delete(string sql, CancellationToken cancel)
    {
        var all = 0L;
        for (var batch = 0; batch < MostBatches; batch++)
        {
            await using var command = database.Jobs.CreateCommand(sql);
            command.Parameters.Add(new NpgsqlParameter { Value = Batch });
            var gone = (long)(await command.ExecuteScalarAsync(cancel))!;
            all += gone;
            if (gone < Batch)
            {
                return all;
            }
        }

        return all;
    }
}
