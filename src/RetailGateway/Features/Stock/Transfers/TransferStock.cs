using System.ComponentModel.DataAnnotations;
using System.Globalization;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Features.Stock.Reservations;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Transfers;

/// <summary>POST /v1/stock/transfers: goods go from one location to another of the same party.</summary>
internal static class TransferStock
{
    internal const string Example =
        """
        {"id":4,"reference":"MTS-2026-0117","from":"GDG-01","to":"KPN-01","occurredAt":"2026-11-24T02:00:00Z","recordedAt":"2026-11-24T02:00:05Z",
         "lines":[{"product":"UMK-FEN-01","quantity":"24","expectedOut":null,"expectedIn":31}]}
        """;

    private const int MostLines = 500;

    internal static void Map(RouteGroupBuilder stock) => stock
        .MapPost("/transfers", Handle)
        .WithName("transferStock")
        .WithSummary("Transfer stock")
        .WithDescription("Out at the one location and in at the other, whole or not at all. Each side is posted where people keep the location's stock, and expected of the till where one does: its own entry names the `reference` as its document. The reference names the transfer for ever: the same again answers the one that is there.")
        .RequireScope(Scope.StockWrite)
        .Answers<Transfer>(StatusCodes.Status201Created)
        .Answers<Transfer>()
        .Example(
            """{"reference":"MTS-2026-0117","from":"GDG-01","to":"KPN-01","occurredAt":"2026-11-24T09:00:00+07:00","lines":[{"item":"UMK-FEN-01","quantity":"24"}]}""",
            Example)
        .Refuses(Problems.Malformed, Problems.Invalid, Problems.NotFound, Problems.AlreadyExists, Problems.IdempotencyKeyRequired, Problems.IdempotencyKeyInUse, Problems.IdempotencyKeyReused);

    private static Task<IResult> Handle(HttpContext http, Body<NewTransfer> body, Caller caller, Writes writes, PartyBooks books) =>
        writes.Once(http, caller, body, async work =>
        {
            var made = await Make(work, caller, await books.Get(caller.Party, http.RequestAborted), body.Value, http.RequestAborted);
            return made.IsNew ? Answer.Created($"/v1/stock/transfers/{made.Transfer.Id}", made.Transfer) : Answer.Ok(made.Transfer);
        });

    /// <summary>Makes a transfer in the caller's transaction; the same one again is the one that is there.</summary>
    /// <exception cref="Refusal">A place or goods that are not the caller's, or the reference names another transfer.</exception>
    /// <exception cref="StaleBook">The book has moved on: read it again and try again.</exception>
    internal static async Task<(Transfer Transfer, bool IsNew)> Make(Work work, Caller caller, PartyBook book, NewTransfer asked, CancellationToken cancel)
    {
        var wanted = asked with { Reference = Reference.Of(asked.Reference) };
        var (from, to) = (Find(book, wanted.From), Find(book, wanted.To));
        var lines = Read(book, caller, wanted, from, to);
        if (await TransferRows.Insert(work, caller, wanted.Reference, from, to, wanted.OccurredAt, lines) is not { } id)
        {
            var there = (await TransferRows.ByReference(work, wanted.Reference))!;
            return IsSame(there, wanted, from, to, lines)
                ? (there, false)
                : throw new Refusal(Problems.AlreadyExists, $"The reference '{wanted.Reference}' names another transfer of yours. It stands as it was.");
        }

        await DocumentMovements.Make(work, caller, book, Document(id, wanted, from, to, lines), cancel);
        return ((await TransferRows.ById(work, id))!, true);
    }

    private static BookLocation Find(PartyBook book, string code) => book.Locations.TryGetValue(code.Trim(), out var location)
        ? location
        : throw new Refusal(Problems.NotFound, $"No location of yours has the code '{code}'.");

    private static List<MovedLine> Read(PartyBook book, Caller caller, NewTransfer wanted, BookLocation from, BookLocation to)
    {
        var check = new Check();
        check.That(from != to, "/to", "Another location than `from` is expected.");
        check.That(wanted.Lines.Count is > 0 and <= MostLines, "/lines", $"1 to {MostLines} lines are expected.");
        check.Done();
        var lines = new List<MovedLine>(wanted.Lines.Count);
        foreach (var (line, index) in wanted.Lines.Select((line, index) => (line, index)))
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"/lines/{index}");
            var pack = book.Find(caller.Connection, line.Item.Trim(), wanted.OccurredAt);
            check.IsThere(pack is { Product.Stocked: true }, $"{at}/item", $"No goods of yours have the code '{line.Item}'.");
            check.That(pack is null || !lines.Exists(other => other.Product == pack.Value.Product), $"{at}/item", "A product stands on one line; add its quantities up.");
            var quantity = line.Quantity > 0 && line.Quantity <= Quantity.MaxValue.ToDecimal() && Check.HasAtMost(line.Quantity, 3)
                ? pack?.InBaseUnits(Quantity.FromDecimal(line.Quantity))
                : null;
            check.That(pack is null || quantity is not null, $"{at}/quantity", "More than zero with at most three decimals, in base units too, is expected.");
            if (pack is { } known && quantity is { } moved)
            {
                lines.Add(new MovedLine(known.Product, moved));
            }
        }

        check.Done();
        return lines;
    }

    private static MovingDocument Document(long id, NewTransfer wanted, BookLocation from, BookLocation to, List<MovedLine> lines) => new(
        wanted.Reference,
        wanted.OccurredAt,
        ("transfer", id),
        [
            .. lines.Select((line, index) => new DocumentLine(ChangeId(id, index, "out"), from, line.Product, EntryKind.TransferOut, -line.Quantity)),
            .. lines.Select((line, index) => new DocumentLine(ChangeId(id, index, "in"), to, line.Product, EntryKind.TransferIn, line.Quantity)),
        ]);

    private static string ChangeId(long id, int index, string side) => string.Create(CultureInfo.InvariantCulture, $"transfer/{id}/{index + 1}/{side}");

    private static bool IsSame(Transfer there, NewTransfer wanted, BookLocation from, BookLocation to, List<MovedLine> lines) =>
        there.From == from.Code && there.To == to.Code && there.OccurredAt == Microseconds(wanted.OccurredAt)
        && there.Lines.Select(line => (line.Product, line.Quantity)).SequenceEqual(lines.Select(line => (line.Product.Code, line.Quantity.ToDecimal())));

    /// <summary>As the store keeps an instant.</summary>
    private static DateTimeOffset Microseconds(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));
}

/// <summary>Goods to move from one location to another.</summary>
/// <param name="Reference">Your own id of the transfer, unique with you, for ever: the number of its delivery note.</param>
/// <param name="From">The code of the location they leave.</param>
/// <param name="To">The code of the location they come to.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="Lines">1 to 500, a product once.</param>
internal sealed record NewTransfer(
    [property: MaxLength(128)] string Reference,
    [property: MaxLength(40)] string From,
    [property: MaxLength(40)] string To,
    DateTimeOffset OccurredAt,
    IReadOnlyList<NewTransferLine> Lines);

/// <summary>A line of a transfer.</summary>
/// <param name="Item">An item code as your connection knows it: its mapping, your own code, or a GTIN.</param>
/// <param name="Quantity">In the unit of the item's mapping, above zero, at most three decimals.</param>
internal sealed record NewTransferLine([property: MaxLength(64)] string Item, decimal Quantity);

/// <summary>A transfer that was made.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Reference">Your own id of it.</param>
/// <param name="From">The code of the location that the goods left.</param>
/// <param name="To">The code of the location that they came to.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="RecordedAt">When it reached us.</param>
/// <param name="Lines">What went.</param>
internal sealed record Transfer(
    long Id, string Reference, string From, string To, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, IReadOnlyList<TransferredLine> Lines);

/// <summary>What went of one product.</summary>
/// <param name="Product">Your item code.</param>
/// <param name="Quantity">Base units.</param>
/// <param name="ExpectedOut">The expected movement at the location they left, where its till tells it; null where it was posted.</param>
/// <param name="ExpectedIn">The expected movement at the location they came to, where its till tells it; null where it was posted.</param>
internal sealed record TransferredLine(string Product, decimal Quantity, long? ExpectedOut, long? ExpectedIn);
