using System.Threading.Channels;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Features.Sync.Streams;
using RetailGateway.Http;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Files;

/// <summary>
/// Records a file's lines in batches while the next ones are read. A batch's results are written with its lines; where
/// they are there already, from before a crash, they are what is answered.
/// </summary>
internal sealed class FileLines(GatewayDb database, StockLedger ledger)
{
    private const int LinesPerBatch = 5_000;
    private const int BatchesAhead = 1;
    private const int Attempts = 5;

    /// <summary>Records all of it and writes a line of the answer for each of its lines.</summary>
    /// <exception cref="ClaimLost">Another process goes on with it.</exception>
    internal async Task<FileTotals> Record(
        IReadsStockFiles partner, ClaimedStream stream, FileRow row, Delivery delivery, FileLayout layout, TextWriter answer, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var batches = Channel.CreateBounded<FileLine[]>(BatchesAhead);
        var reading = Task.Run(() => Read(partner, delivery, layout, batches.Writer, stop.Token), CancellationToken.None);
        try
        {
            var batch = 0;
            await foreach (var lines in batches.Reader.ReadAllAsync(cancel))
            {
                var results = batch < row.Batches ? await Kept(stream, row, batch, cancel) : await Record(stream, row, batch, lines, cancel);
                foreach (var (line, result) in lines.Zip(results.Results()))
                {
                    partner.AnswerLine(answer, line, result);
                }

                batch++;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await using var connection = await database.Jobs.OpenConnectionAsync(cancel);
        return await FileRows.Totals(connection, stream, row, cancel);
    }

    /// <summary>What goes wrong here is met by the other end of the channel.</summary>
    private static async Task Read(IReadsStockFiles partner, Delivery delivery, FileLayout layout, ChannelWriter<FileLine[]> to, CancellationToken cancel)
    {
        try
        {
            using var file = Spool.Open(delivery);
            foreach (var lines in partner.Read(file, layout).Chunk(LinesPerBatch))
            {
                await to.WriteAsync(lines, cancel);
            }

            to.Complete();
        }
        catch (Exception error)
        {
            to.Complete(error);
        }
    }

    private async Task<BatchResults> Kept(ClaimedStream stream, FileRow row, int batch, CancellationToken cancel)
    {
        await using var connection = await database.Jobs.OpenConnectionAsync(cancel);
        return await FileRows.Kept(connection, stream, row, batch, cancel);
    }

    private async Task<BatchResults> Record(ClaimedStream stream, FileRow row, int batch, FileLine[] lines, CancellationToken cancel)
    {
        var entries = lines.Select(line => line.Entry).OfType<FileEntry>().Select(Entry).ToList();
        for (var attempt = 1; ; attempt++)
        {
            await using var work = await database.BeginJob(cancel);
            try
            {
                // The fence first: it stands in the way of whoever claimed the stream meanwhile until this batch is in.
                ClaimLost.Unless(await StreamRows.Renew(work.Connection, stream, cancel));
                var answers = entries.Count == 0
                    ? []
                    : await ledger.Record(work, new PartyId(stream.OwnerId), new ConnectionId(stream.ConnectionId), entries, cancel);
                var results = BatchResults.Of(lines, answers);
                FileRows.Keep(work, stream, row, batch, results);
                await work.Commit(cancel);
                return results;
            }
            catch (StaleBook) when (attempt < Attempts)
            {
                // The catalogue moved on between its copy and the lock; the next try reads it anew.
            }
        }
    }

    private static NewEntry Entry(FileEntry entry) => new(
        entry.ChangeId, entry.Location, entry.Item, entry.Kind, entry.Quantity, entry.OccurredAt, entry.Document, entry.Reverses);
}
