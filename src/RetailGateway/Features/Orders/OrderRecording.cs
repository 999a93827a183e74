using Npgsql;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Orders.Deadlines;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders;

/// <summary>
/// Records a document of an order: in one transaction it is added, the order folded anew, its lines written, the
/// seller's stock held or given back, goods moved, its deadline reckoned, and both sides told.
/// </summary>
internal sealed class OrderRecording(PartyBooks books, OrderDeadlines deadlines)
{
    /// <summary>An order with more documents than that is no order any more.</summary>
    private const int MostDocuments = 500;

    /// <summary>
    /// Adds a document that a side sends through us. The same again is the one that is there.
    /// </summary>
    /// <param name="work">The caller's transaction; the order is locked in it.</param>
    /// <param name="caller">Who sends it.</param>
    /// <param name="order">About which order.</param>
    /// <param name="step">What it does.</param>
    /// <param name="read">Reads it against the order as it stands; not called where it is there already or may not be sent.</param>
    /// <param name="sent">Its kind, id and instant.</param>
    /// <param name="cancel">Ends the reading of a book.</param>
    /// <exception cref="Refusal">The side may not send it now, or its id names another document.</exception>
    internal async Task<TradeOrderWithLines> Add(
        Work work, Caller caller, OrderHead order, OrderStep step, SentDocument sent, Func<FoldedOrder, IReadOnlyList<RecordedDocument>, Task<DocumentContent>> read,
        CancellationToken cancel)
    {
        if (order.SideOf(caller) != step.By)
        {
            throw new Refusal(Problems.StepRefused, $"This document is the {Names.Of(step.By)}'s to send, and you are the {Names.Of(order.SideOf(caller))}.");
        }

        MustNotLieAhead(sent.IssuedAt, await Clock.Now(work, cancel));
        var documents = await OrderRows.Documents(work, order);
        var before = Fold(documents);
        if (documents.FindIndex(one => one.Document.Key == sent.Key) is >= 0 and var there)
        {
            // Read as it was read the first time: against what had arrived before it.
            var known = documents[..there];
            MustBeSame(documents[there], sent, await read(Fold(known), known));
            return await OrderRows.Read(work, caller, order, before);
        }

        MayBeSent(before, step, documents.Count);
        return await Record(work, caller, order, documents, before, sent, await read(before, documents), cancel);
    }

    /// <summary>Records the order itself, whose head has just been written.</summary>
    internal Task<TradeOrderWithLines> Submit(Work work, Caller caller, OrderHead order, SentDocument sent, DocumentContent content, CancellationToken cancel) =>
        Record(work, caller, order, [], FoldedOrder.Of([]), sent, content, cancel);

    /// <summary>
    /// Adds what a side's own system tells of its documents. It has happened, whatever we would have allowed: what does not
    /// fit stands in the order's doubts. The same again is the one that is there.
    /// </summary>
    /// <exception cref="Refusal">Its id names another document, it lies ahead, or the order takes no more.</exception>
    internal async Task Tell(
        Work work, Caller caller, OrderHead order, IReadOnlyList<RecordedDocument> documents, SentDocument sent, DocumentContent content, CancellationToken cancel)
    {
        if (documents.FirstOrDefault(one => one.Document.Key == sent.Key) is { } there)
        {
            MustBeSame(there, sent, content);
            return;
        }

        MustNotLieAhead(sent.IssuedAt, await Clock.Now(work, cancel));
        MustHaveRoom(documents.Count);
        await Record(work, caller, order, documents, Fold(documents), sent, content, cancel);
    }

    /// <summary>A document of the future is a plan; nobody has sent it yet.</summary>
    internal static void MustNotLieAhead(DateTimeOffset issuedAt, DateTimeOffset now)
    {
        if (Domain.Stock.EntryClock.TooFarAhead(issuedAt, now))
        {
            throw Refusal.At("/issuedAt", $"It is {Rfc3339.Format(now)} here; what lies more than five minutes ahead has not been issued.");
        }
    }

    private async Task<TradeOrderWithLines> Record(
        Work work, Caller caller, OrderHead order, IReadOnlyList<RecordedDocument> documents, FoldedOrder before, SentDocument sent, DocumentContent content,
        CancellationToken cancel)
    {
        var added = new RecordedDocument(content.Document(sent.Kind, sent.Id, sent.IssuedAt), content, caller.Party.Value, sent.IssuedAt);
        List<RecordedDocument> all = [.. documents, added];
        var after = Fold(all);
        var lines = PricedLine.Of(after, all, order.Currency);

        await using var batch = work.Batch();
        batch.BatchCommands.Add(OrderRows.InsertDocument(order, caller, added.Document, content));
        batch.BatchCommands.Add(OrderRows.WriteLines(order, lines));
        (var number, added) = await Written(batch, added, cancel);
        await OrderHolds.Hold(work, books, caller.Connection, order.Seller, (order.OwnerId, order.OrderId), cancel);
        work.Defer(OrderRows.WriteHead(order, after, lines, deadlines.Of(order, after, [.. documents, added])));
        work.Defer(OrderEvents.Insert(order, caller, added.Document));
        if (caller.Party.Value == order.OwnerId)
        {
            work.Defer(OrderRows.InsertDelivery(order, number));
        }

        await work.Flush(cancel);
        await OrderMovements.Make(work, books, caller, order, added.Document, number, before, after, cancel);
        return await OrderRows.Read(work, caller, order, after);
    }

    /// <summary>Writes it; its number, and the document with the instant at which it was recorded.</summary>
    private static async Task<(long Number, RecordedDocument Document)> Written(NpgsqlBatch batch, RecordedDocument document, CancellationToken cancel)
    {
        await using var row = await batch.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return (row.GetInt64(0), document with { RecordedAt = row.GetFieldValue<DateTimeOffset>(1) });
    }

    /// <summary>A document that is there says the same, or its sender has used its id twice.</summary>
    private static void MustBeSame(RecordedDocument there, SentDocument sent, DocumentContent content)
    {
        if (there.Document.IssuedAt != Microseconds(sent.IssuedAt) || !there.Content.AsksFor(content))
        {
            throw new Refusal(Problems.AlreadyExists, $"'{sent.Id}' names another {Names.Of(sent.Kind)} of this order. It stands as it was.");
        }
    }

    private static void MayBeSent(FoldedOrder before, OrderStep step, int documents)
    {
        if (before.Decide(step) is { Holds: false } refused)
        {
            throw new Refusal(Problems.StepRefused, StepWords.Of(before, refused));
        }

        MustHaveRoom(documents);
    }

    private static void MustHaveRoom(int documents)
    {
        if (documents >= MostDocuments)
        {
            throw new Refusal(Problems.StepRefused, $"An order takes {MostDocuments} documents, and this one has them.");
        }
    }

    internal static FoldedOrder Fold(IEnumerable<RecordedDocument> documents) => FoldedOrder.Of([.. documents.Select(one => one.Document)]);

    /// <summary>As the store keeps an instant.</summary>
    private static DateTimeOffset Microseconds(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));
}

/// <summary>What names a document that is sent.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its sender's id.</param>
/// <param name="IssuedAt">When it was issued.</param>
internal sealed record SentDocument(DocumentKind Kind, string Id, DateTimeOffset IssuedAt)
{
    /// <summary>The most characters of an id.</summary>
    internal const int LongestId = 64;

    internal DocumentKey Key => new(Kind, new DocumentId(Id));

    /// <summary>An id as its sender gave it, trimmed.</summary>
    internal static SentDocument Of(Check check, DocumentKind kind, string id, DateTimeOffset issuedAt) => new(kind, check.Text("/id", id, LongestId), issuedAt);
}
