using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.Expected;
using RetailGateway.Features.Stock.Positions;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Changes;

/// <summary>The one way into the ledger: resolve, lock, decide, write. Uploads, reservations and the API all come through here.</summary>
internal static class Recording
{
    /// <summary>
    /// How far a sender's clock may be from ours. What lies further off is a clock that nobody set: its times mean nothing.
    /// </summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromDays(1);

    /// <summary>Records changes in the caller's transaction, which goes on after it; each ends with its status.</summary>
    /// <param name="work">The transaction; the caller commits it.</param>
    /// <param name="caller">In whose name, and through which connection.</param>
    /// <param name="book">The owner's book, as last read.</param>
    /// <param name="changes">Refused ones are passed over.</param>
    /// <param name="sentAt">The sender's clock at sending, whose difference to the database's is taken out.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="StaleBook">The book has moved on: read it again and try again.</exception>
    /// <exception cref="Refusal">The sender's clock is more than a day off.</exception>
    /// <returns>The positions it touched, as they were and as they have become.</returns>
    internal static async Task<IReadOnlyList<Position>> Record(
        Work work, Caller caller, PartyBook book, List<IncomingChange> changes, DateTimeOffset? sentAt, CancellationToken cancel)
    {
        var touched = await RecordLast(work, caller, book, changes, sentAt, cancel);
        await work.Flush(cancel);
        return touched;
    }

    /// <summary>As <see cref="Record"/>, as the transaction's last act: what is written goes in the round trip of its commit.</summary>
    internal static async Task<IReadOnlyList<Position>> RecordLast(
        Work work, Caller caller, PartyBook book, List<IncomingChange> changes, DateTimeOffset? sentAt, CancellationToken cancel)
    {
        var clockOffset = sentAt is { } sent ? Offset(await Clock.Now(work, cancel), sent) : TimeSpan.Zero;
        foreach (var change in changes)
        {
            if (!change.IsRefused)
            {
                change.Resolve(book, caller, clockOffset);
            }
        }

        var review = ReviewLines.Prepare(book, changes);
        var stock = await StockRows.LockSorted(work, caller.Party, caller.Connection, book, changes.FindAll(change => !change.IsRefused), cancel);
        book.MustBe(stock.BookVersion);
        if (stock.LinesSettled)
        {
            await ReviewLines.Settle(work, caller, changes, cancel);
        }

        await LateEntries.Answer(work, caller, changes, stock, cancel);
        var decision = BatchDecision.Of(stock, changes, clockIsMeasured: sentAt is not null);
        await WriteBatch.Run(work, caller, book, changes, decision, stock, review, cancel);
        return decision.Touched;
    }

    private static TimeSpan Offset(DateTimeOffset now, DateTimeOffset sent) => (now - sent).Duration() <= ClockTolerance
        ? now - sent
        : throw new Refusal(
            Problems.Malformed, errors: [new Fault("/sentAt", $"It is {Rfc3339.Format(now)} here: a clock may be a day off at most.")]);
}
