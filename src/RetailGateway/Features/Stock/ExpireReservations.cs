using Dapper;
using Npgsql;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Operations.Contracts;
using RetailGateway.Features.Stock.Positions;
using RetailGateway.Features.Stock.Reservations;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock;

/// <summary>The job that lets go of reservations whose time is over: a step each, in a transaction each.</summary>
internal sealed class ExpireReservations(GatewayDb database, PartyBooks books, JobRuns runs)
{
    private const int Batch = 500;

    /// <summary>Bounds a run, so that it is over before much more than a minute; the next goes on.</summary>
    private const int MostBatches = 20;

    public Task Run(CancellationToken cancel) => runs.Record("stock.expire-reservations", Sweep, cancel);

    private async Task<JobOutcome> Sweep(CancellationToken cancel)
    {
        var (found, expired, stuck) = (0, 0, new List<string>());
        for (var batch = 0; batch < MostBatches; batch++)
        {
            var due = await Due(stuck.Count, cancel);
            foreach (var row in due)
            {
                try
                {
                    expired += await Expire(row, cancel) ? 1 : 0;
                }
                catch (Exception error) when (error is PostgresException or StaleBook)
                {
                    // Its neighbours expire all the same; the next run takes it again.
                    stuck.Add(RunNote.Of("stuck", error.Message, ("reservation", row.ReservationId)));
                }
            }

            found += due.Count;
            if (due.Count < Batch)
            {
                break;
            }
        }

        return new JobOutcome(found, expired, found - expired, RunNote.Join(stuck));
    }

    /// <summary>The longest due first. Those stuck in this run stay in front and are passed over.</summary>
    private async Task<List<ReservationRow>> Due(int stuck, CancellationToken cancel)
    {
        await using var connection = await database.Jobs.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<ReservationRow>(
            """
            select r.owner_id, r.reservation_id, r.location_id, r.product_id, r.holder_id, r.quantity
            from stock_reservation_open o
            join stock_reservation r on r.owner_id = o.owner_id and r.reservation_id = o.reservation_id
            where o.expires_at <= now()
            order by o.expires_at, o.owner_id, o.reservation_id
            offset @stuck
            limit @Batch
            """,
            new { Batch, stuck })).AsList();
    }

    private async Task<bool> Expire(ReservationRow row, CancellationToken cancel)
    {
        var book = await books.GetKnowing(row.Owner, row.LocationId, row.ProductId, cancel);
        await using var work = await database.BeginJob(cancel);
        await StockRows.LockOne(work, row.Owner, row.Key, book, changes: 0, cancel);
        var stillDue = await work.Connection.ExecuteScalarAsync<bool>(
            "select exists (select from stock_reservation_open where owner_id = @OwnerId and reservation_id = @ReservationId and expires_at <= now())",
            new { row.OwnerId, row.ReservationId });
        if (!stillDue)
        {
            return false;
        }

        var now = await Clock.Now(work, cancel);
        await ReservationRows.AddStep(work, row, "expire", 0, final: true, "expire", now);
        await ReservationRows.Tell(work, row.Owner, row.Key, book, origin: null, now, cancel);
        await work.Commit(cancel);
        return true;
    }
}
