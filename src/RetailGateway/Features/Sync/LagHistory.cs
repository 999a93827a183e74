using Dapper;
using RetailGateway.Database;
using RetailGateway.Features.Operations.Contracts;

namespace RetailGateway.Features.Sync;

/// <summary>How far the streams were behind over the last day: noted by a job, drawn on the page.</summary>
internal sealed class LagHistory(GatewayDb database, JobRuns runs)
{
    /// <summary>As many hours as are drawn: one more than a day, so that what happens daily is seen twice.</summary>
    internal const int Hours = 25;

    /// <summary>The job's name.</summary>
    internal const string Job = "sync.note-lag";

    /// <summary>When the hour began, in any zone of whole hours.</summary>
    private const string ThisHour = "date_bin('1 hour', now(), timestamptz '2000-01-01 00:00+00')";

    /// <summary>Notes the lag of every stream, of each hour the longest, and lets go of hours that are not drawn any more.</summary>
    public Task Run(CancellationToken cancel) => runs.Record(Job, Note, cancel);

    /// <summary>The longest lag of each hour, the newest hour last; null where nothing was noted in it.</summary>
    internal static async Task<IReadOnlyDictionary<(int Connection, string Kind, string Party), decimal?[]>> Read(Work work)
    {
        var rows = await work.Connection.QueryAsync<(int Connection, string Kind, string Party, int[] HoursAgo, decimal[] Longest)>(
            $"""
            select h.connection_id, h.kind, p.code,
                array_agg((extract(epoch from {ThisHour} - h.hour) / 3600)::integer) as hours_ago, array_agg(h.longest_seconds) as longest
            from stream_lag h join party p on p.owner_id = h.counterparty_id
            where h.hour > {ThisHour} - make_interval(hours => @Hours)
            group by h.connection_id, h.kind, p.code
            """,
            new { Hours });
        return rows.ToDictionary(row => (row.Connection, row.Kind, row.Party), row => Line(row.HoursAgo, row.Longest));
    }

    private static decimal?[] Line(int[] hoursAgo, decimal[] longest)
    {
        var line = new decimal?[Hours];
        foreach (var (ago, seconds) in hoursAgo.Zip(longest))
        {
            line[Hours - 1 - Math.Max(0, ago)] = seconds;
        }

        return line;
    }

    private async Task<JobOutcome> Note(CancellationToken cancel)
    {
        await using var work = await database.BeginJob(cancel);
        var lags = await GetConnections.Lags(work);
        var noted = await work.Connection.ExecuteAsync(new CommandDefinition(
            $"""
            insert into stream_lag as h (owner_id, connection_id, kind, counterparty_id, hour, longest_seconds)
            select l.owner_id, l.connection_id, l.kind, l.counterparty_id, {ThisHour}, l.seconds
            from unnest(@owners, @connections, @kinds, @counterparties, @seconds) as l (owner_id, connection_id, kind, counterparty_id, seconds)
            on conflict on constraint stream_lag_pkey do update set longest_seconds = excluded.longest_seconds
            where excluded.longest_seconds > h.longest_seconds
            """,
            new
            {
                owners = lags.Select(lag => lag.Owner).ToArray(),
                connections = lags.Select(lag => lag.Connection).ToArray(),
                kinds = lags.Select(lag => lag.Kind).ToArray(),
                counterparties = lags.Select(lag => lag.Counterparty).ToArray(),
                seconds = lags.Select(lag => lag.Seconds).ToArray(),
            },
            cancellationToken: cancel));
        var gone = await work.Connection.ExecuteAsync(new CommandDefinition(
            $"delete from stream_lag where hour <= {ThisHour} - make_interval(hours => @Hours)", new { Hours }, cancellationToken: cancel));
        await work.Commit(cancel);
        return new JobOutcome(lags.Count, noted + gone, 0, RunNote.Of("lags", ("noted", noted), ("gone", gone)));
    }
}
