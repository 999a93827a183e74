using Npgsql;
using RetailGateway.Database;

namespace RetailGateway.Features.Sync.Feed;

/// <summary>
/// Gives each committed outbox row the next position in its recipient's feed. One at a time over all processes,
/// by an advisory lock of the transaction: a killed sequencer lets go, and its half-done batch never was.
/// </summary>
internal sealed class Sequencer(GatewayDb database, ILogger<Sequencer> log) : BackgroundService
{
    private const int Batch = 5_000;

    /// <summary>How long a change may wait to be sequenced when nothing else is going on.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Rows are taken in the order of their ids over all recipients, so that one's backlog does not starve another, and
    /// the rows of one recipient take positions in that order; a row that commits late takes a later
    /// position, so no reader ever passes over it. A head row is locked by its update. Outbox rows are never updated,
    /// so their physical place names them within the statement, and they are not looked up a second time. An event's id
    /// says which position it is about; who delivers to a partner that we speak to reads that and not the body.
    /// </summary>
    private const string Move =
        """
        with taken as (
            delete from outbox
            where ctid = any (array(select ctid from outbox order by outbox_id limit $1))
            returning owner_id, connection_id, outbox_id, body, recorded_at),
        numbered as (
            select *, row_number() over (partition by owner_id, connection_id order by outbox_id) as n from taken),
        advanced as (
            insert into feed_head as h (owner_id, connection_id, position)
            select owner_id, connection_id, max(n) from numbered group by owner_id, connection_id
            on conflict on constraint feed_head_pkey do update set position = h.position + excluded.position
            returning owner_id, connection_id, position),
        placed as (
            insert into feed_event (owner_id, connection_id, position, body, recorded_at, source_id, location_id, product_id, version)
            select owner_id, connection_id, place, body, recorded_at, about[1]::integer, about[2]::integer, about[3]::integer, about[4]::bigint
            from (
                select n.owner_id, n.connection_id, a.position - count(*) over (partition by n.owner_id, n.connection_id) + n.n as place,
                    n.body, n.recorded_at,
                    case when c.kind = 'connector' then regexp_match(left(n.body, 120), '"id":"(\d{1,9})-(\d{1,9})-(\d{1,9})-(\d{1,18})"') end as about
                from numbered n
                join advanced a on a.owner_id = n.owner_id and a.connection_id = n.connection_id
                join connection c on c.owner_id = n.owner_id and c.connection_id = n.connection_id) e
            returning 1)
        select (select count(*) from placed), array(select connection_id from advanced)
        """;

    /// <summary>
    /// The outbox is full of rows just deleted until vacuum comes by. Its index passes over those it has met before;
    /// a scan of the table reads them all, again with every step, and is what the planner likes on a table it knows as empty.
    /// </summary>
    private const string TakeTurn =
        "select pg_try_advisory_xact_lock(hashtext('feed sequencer')), set_config('enable_seqscan', 'off', true)";

    /// <summary>Sequences one batch, where no other process is at it.</summary>
    /// <returns>How many rows were placed.</returns>
    internal static async Task<long> Step(NpgsqlDataSource jobs, CancellationToken cancel)
    {
        await using var connection = await jobs.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var locked = new NpgsqlCommand(TakeTurn, connection, transaction);
        if (await locked.ExecuteScalarAsync(cancel) is not true)
        {
            return 0;
        }

        await using var move = new NpgsqlCommand(Move, connection, transaction) { Parameters = { new NpgsqlParameter { Value = Batch } } };
        var (placed, recipients) = await Place(move, cancel);
        if (placed > 0)
        {
            await using var notify = new NpgsqlCommand("select pg_notify($1, $2)", connection, transaction)
            {
                Parameters = { new NpgsqlParameter { Value = FeedSignal.Channel }, new NpgsqlParameter { Value = FeedSignal.Payload(recipients) } },
            };
            await notify.ExecuteNonQueryAsync(cancel);
        }

        await transaction.CommitAsync(cancel);
        return placed;
    }

    private static async Task<(long Placed, int[] Recipients)> Place(NpgsqlCommand move, CancellationToken cancel)
    {
        await using var row = await move.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return (row.GetInt64(0), row.GetFieldValue<int[]>(1));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await Step(database.Jobs, stoppingToken) < Batch)
                {
                    await Task.Delay(Rest, stoppingToken);
                }
            }
            catch (Exception error) when (error is NpgsqlException or TimeoutException)
            {
                log.LogWarning("Changes are not being sequenced just now; none is lost: {Reason}", error.Message);
                await Task.Delay(AfterFailure, stoppingToken);
            }
        }
    }
}
