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

    /// <summary>Notes the lag of every stream once in a quarter of an hour, and lets go of what is older than is drawn.</summary>
    public Task Run(CancellationToken cancel) => runs.Record(Job, Note, cancel);

    /// <summary>The longest lag of each hour, the newest hour last; null where nothing was noted in it.</summary>
    internal static async Task<IReadOnlyDictionary<(int Connection, string Kind, string Party), decimal?[]>> Read(Work work)
    {
        var rows = await work.Connection.QueryAsync<(int Connection, string Kind, string Party, int HoursAgo, decimal Longest)>(
            """
            select h.connection_id, h.kind, p.code,
                (extract(epoch from date_trunc('hour', now()) - date_trunc('hour', h.at)) / 3600)::integer as hours_ago, max(h.lag_seconds)
            from stream_lag h join party p on p.owner_id = h.counterparty_id
            where h.at >= date_trunc('hour', now()) - make_interval(hours => @Hours - 1)
            group by h.connection_id, h.kind, p.code, hours_ago
            """,
            new { Hours });
        var all = new Dictionary<(int, string, string), decimal?[]>();
        foreach (var row in rows)
        {
            var key = (row.Connection, row.Kind, row.Party);
            all.TryAdd(key, new decimal?[Hours]);
            all[key][Hours - 1 - Math.Clamp(row.HoursAgo, 0, Hours - 1)] = row.Longest;
        }

        return all;
    }

    private async Task<JobOutcome> Note(CancellationToken cancel)
    {
        await using var work = await database.BeginJob(cancel);
        var lags = await GetConnections.Lags(work);
        var noted = await work.Connection.ExecuteAsync(new CommandDefinition(
            """
            insert into stream_lag (owner_id, connection_id, kind, counterparty_id, at, lag_seconds)
            select l.owner_id, l.connection_id, l.kind, l.counterparty_id, date_bin('15 minutes', now(), timestamptz '2000-01-01'), l.seconds
            from unnest(@owners, @connections, @kinds, @counterparties, @seconds) as l (owner_id, connection_id, kind, counterparty_id, seconds)
            on conflict do nothing
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
            "delete from stream_lag where at < now() - make_interval(hours => @Hours + 1)", new { Hours }, cancellationToken: cancel));
        await work.Commit(cancel);
        return new JobOutcome(lags.Count, noted + gone, 0, RunNote.Of("lags", ("noted", noted), ("gone", gone)));
    }
}
