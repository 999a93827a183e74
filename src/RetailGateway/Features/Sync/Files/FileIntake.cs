using System.Globalization;
using Npgsql;
using RetailGateway.Database;
using RetailGateway.Features.Sync.Streams;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Files;

/// <summary>
/// Takes a delivery to its end under a stream's claim: checked whole, recorded batch by batch, answered line by line, put
/// away. Each step can be done again: whoever takes it up after a crash answers as if there had been none.
/// </summary>
internal sealed class FileIntake(GatewayDb database, FileLines recorder)
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    /// <summary>Takes what has arrived, or goes on with it.</summary>
    /// <exception cref="ClaimLost">Another process goes on with it.</exception>
    internal async Task Take(IReadsStockFiles partner, ClaimedStream stream, FileFolder folder, Delivery arrived, CancellationToken cancel)
    {
        await using var connection = await database.Jobs.OpenConnectionAsync(cancel);
        var row = await FileRows.Receive(connection, stream, arrived, cancel);
        var found = Examine(partner, arrived);
        if (row.State != FileRow.Taken)
        {
            await Conclude(connection, stream, found, row, publish: null, cancel);
        }
        else
        {
            await FileRows.Copied(
                connection, stream, row, new FileInfo(found.Delivery.Path) is { LinkTarget: null } file ? file.Length : 0, found.File.Sha256, cancel);
            ClaimLost.Unless(await StreamRows.Renew(connection, stream, cancel));
            var draft = await folder.Draft(Prefix(found.Delivery), stream.Fence, answer => Answer(partner, stream, found, row, answer, cancel));
            await Conclude(connection, stream, found, row, () => folder.Publish(draft, partner.AnswerName(found.Delivery.Name, row.FileId)), cancel);
        }

        PutAway(folder, found, row);
    }

    private static Found Examine(IReadsStockFiles partner, Delivery arrived)
    {
        var refusal = Spool.Refused(partner, arrived, out var delivery);
        var sha256 = delivery.Stage == Delivery.Copied ? Spool.Sha256(delivery) : null;
        if (refusal is null)
        {
            using var bytes = Spool.Open(delivery);
            switch (partner.Check(bytes))
            {
                case FileCheck.Sound sound:
                    return new Found(delivery, new AnsweredFile(delivery.Name, sha256, null), sound.Layout);
                case FileCheck.Wrong wrong:
                    refusal = wrong.Refusal.Legible();
                    break;
            }
        }

        return new Found(delivery, new AnsweredFile(delivery.Name, sha256, refusal), null);
    }

    private async Task Answer(
        IReadsStockFiles partner, ClaimedStream stream, Found found, FileRow row, TextWriter answer, CancellationToken cancel)
    {
        partner.AnswerHead(answer, found.File);
        var totals = found.Layout is { } layout
            ? await recorder.Record(partner, stream, row, found.Delivery, layout, answer, cancel)
            : new FileTotals(0, 0, 0, 0, 0);
        partner.AnswerEnd(answer, totals);
    }

    /// <summary>
    /// Register and stream together: what a person reads of both is of one file. The answer is put in its place behind
    /// the stream's lock, which nobody gets who claims it meanwhile: a holder that stood still too long publishes nothing.
    /// </summary>
    private static async Task Conclude(
        NpgsqlConnection connection, ClaimedStream stream, Found found, FileRow row, Action? publish, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        ClaimLost.Unless(found.File.Refusal is { } refusal
            ? await StreamRows.Failed(
                connection, stream, FileRow.RefusedFile, $"The file '{found.File.Name}' was refused: {refusal.Words} Nothing of it was taken.", Rest, keepInFlight: false, cancel)
            : await StreamRows.Succeeded(connection, stream, null, Rest, cancel));
        await FileRows.Conclude(connection, stream, row, found.File.Refusal, cancel);
        publish?.Invoke();
        await transaction.CommitAsync(cancel);
    }

    private static void PutAway(FileFolder folder, Found found, FileRow row)
    {
        var place = Path.Combine(
            found.File.Refusal is null ? folder.Done : folder.Refused, string.Create(CultureInfo.InvariantCulture, $"{row.FileId:000000}-{found.File.Name}"));
        try
        {
            File.Move(found.Delivery.Path, place, overwrite: true);
        }
        catch (FileNotFoundException) when (File.Exists(place))
        {
            // It is concluded and the stream is free: another process has found it and put it away first.
        }
    }

    private static string Prefix(Delivery delivery) => delivery.Id.ToString("N");

    /// <summary>What was found of a delivery; without a layout nothing of it is taken.</summary>
    private sealed record Found(Delivery Delivery, AnsweredFile File, FileLayout? Layout);
}

/// <summary>The stream's lease ran out and another process has claimed it: what this one does counts no more.</summary>
internal sealed class ClaimLost() : Exception("Another process goes on with the file.")
{
    internal static void Unless(bool held)
    {
        if (!held)
        {
            throw new ClaimLost();
        }
    }
}
