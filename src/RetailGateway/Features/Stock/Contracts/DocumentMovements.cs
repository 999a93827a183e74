using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.Changes;
using RetailGateway.Features.Stock.Expected;
using RetailGateway.Features.Stock.Positions;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Contracts;

/// <summary>A document that moves goods at one instant.</summary>
/// <param name="Reference">What a till's entry names to tell the same; unique with a location, product and direction.</param>
/// <param name="OccurredAt">When it happened; its system of record is the one of this instant.</param>
/// <param name="Source">The document's kind and number.</param>
/// <param name="Lines">At most one for a location and product.</param>
internal sealed record MovingDocument(
    string Reference, DateTimeOffset OccurredAt, (string Kind, long Id) Source, IReadOnlyList<DocumentLine> Lines);

/// <summary>What a document moves of one product at one location.</summary>
/// <param name="ChangeId">Of the entry, where the document posts it: made from the document, so that it counts once.</param>
/// <param name="Location">Where.</param>
/// <param name="Product">What.</param>
/// <param name="Kind">As what.</param>
/// <param name="Quantity">Base units, signed.</param>
internal sealed record DocumentLine(string ChangeId, BookLocation Location, BookProduct Product, EntryKind Kind, Quantity Quantity)
{
    internal PositionKey At => new(Location.Id.Value, Product.Id.Value);
}

/// <summary>
/// What a document does to stock: where people keep it, it posts the movement itself, in the console's name; where a till
/// does, it expects the till's own entry. For reservations, transfers and whatever document comes next.
/// </summary>
internal static class DocumentMovements
{
    private const string Console = "console";

    /// <summary>The console of a location, where its word counts at an instant; null where a till's does.</summary>
    internal static SystemOfRecord? ConsoleOf(BookLocation location, DateTimeOffset at) =>
        location.SystemOfRecordAt(at) is { Code: Console } console ? console : null;

    /// <summary>Makes all of a document's movements, or none.</summary>
    /// <exception cref="Refusal">The document lies in the future, or its reference is taken.</exception>
    /// <exception cref="StaleBook">The book has moved on: read it again and try again.</exception>
    internal static async Task Make(Work work, Caller caller, PartyBook book, MovingDocument document, CancellationToken cancel)
    {
        var before = await StockRows.LockAll(work, caller.Party, book, document.Lines.Select(line => line.At), changes: 1, cancel);
        book.MustBe(await work.Connection.ExecuteScalarAsync<long>("select book_version from party where owner_id = @owner", new { owner = caller.Party.Value }));
        await MustNotLieAhead(work, document.OccurredAt, cancel);
        var posted = document.Lines.Where(line => ConsoleOf(line.Location, document.OccurredAt) is not null).ToList();
        if (posted.Count > 0)
        {
            await Post(work, caller, book, document, posted, cancel);
        }

        var expected = document.Lines.Where(line => ConsoleOf(line.Location, document.OccurredAt) is null).ToList();
        if (expected.Count > 0)
        {
            await Expect(work, caller, book, document, expected, before, cancel);
        }
    }

    /// <summary>A document of the future is a plan; nothing has moved yet.</summary>
    internal static async Task MustNotLieAhead(Work work, DateTimeOffset occurredAt, CancellationToken cancel)
    {
        var now = await Clock.Now(work, cancel);
        if (EntryClock.TooFarAhead(occurredAt, now))
        {
            throw Refusal.At("/occurredAt", $"It is {Rfc3339.Format(now)} here; what lies more than five minutes ahead has not happened.");
        }
    }

    private static async Task Post(
        Work work, Caller caller, PartyBook book, MovingDocument document, List<DocumentLine> lines, CancellationToken cancel)
    {
        var console = ConsoleOf(lines[0].Location, document.OccurredAt)!.Connection;
        var entries = lines.Select((line, index) => new IncomingChange(index)
        {
            ChangeId = line.ChangeId,
            Location = line.Location.Code,
            Item = line.Product.Code,
            Means = line.Product.Base,
            IsDocuments = true,
            Kind = line.Kind,
            Sent = line.Quantity,
            OccurredAt = document.OccurredAt,
            Document = document.Reference,
        }).ToList();
        await Recording.Record(work, caller with { Connection = console }, book, entries, sentAt: null, cancel);
        if (entries.Find(entry => entry.Status != ChangeStatus.Applied) is { } other)
        {
            throw new Refusal(Problems.Invalid, other.Problem?.Detail ?? $"The change '{other.ChangeId}' is there already.", other.Problem?.Errors);
        }
    }

    private static async Task Expect(
        Work work, Caller caller, PartyBook book, MovingDocument document, List<DocumentLine> lines, List<Position> before, CancellationToken cancel)
    {
        var keys = lines.ConvertAll(line => line.At);
        work.Defer(ExpectedRows.Insert(
            caller.Party, lines.ConvertAll(line => new NewExpected(line.At, line.Kind, line.Quantity)),
            document.Reference, document.OccurredAt, document.Source.Kind, document.Source.Id));
        work.Defer(Sql.Command(
            """
            update stock_position p set version = p.version + 1
            from unnest($2::integer[], $3::integer[]) as k (location_id, product_id)
            where p.owner_id = $1 and p.location_id = k.location_id and p.product_id = k.product_id
            """,
            caller.Party.Value,
            keys.Select(key => key.Location).ToArray(),
            keys.Select(key => key.Product).ToArray()));

        var was = before.ToDictionary(position => position.Key);
        var now = await StockRows.LockAll(work, caller.Party, book, keys, changes: 0, cancel);
        foreach (var position in now)
        {
            Conflicts.Crossing(
                work, caller.Party, SystemAt(position, document.OccurredAt), position, ConflictKind.Oversold,
                was: Position.Oversold(was[position.Key].Promised, position.OnHand), now: Position.Oversold(position.Promised, position.OnHand));
        }

        if (PositionEvents.Insert(book, caller.Party, caller.Connection, now, await Clock.Now(work, cancel)) is { } told)
        {
            work.Defer(told);
        }

        await work.Flush(cancel);
    }

    private static ConnectionId SystemAt(Position position, DateTimeOffset at) => position.At.SystemOfRecordAt(at)!.Connection;
}
