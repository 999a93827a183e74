using System.Globalization;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.Positions;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Changes;

/// <summary>One change on its way: as it was read, what it was found to mean, and what becomes of it.</summary>
internal sealed class IncomingChange(int index)
{
    /// <summary>
    /// The most that one entry may move or count, in thousandths of a base unit: 9,999,999,999.999 of them. A hundredth
    /// of what the ledger's column holds, so that sums of very many stay far from the end of 64 bits.
    /// </summary>
    private const long MostThousandths = 9_999_999_999_999;

    private List<Fault>? faults;
    private BookMapping[]? meanings;

    internal int Index { get; } = index;

    internal string? ChangeId { get; set; }

    internal string Location { get; set; } = "";

    internal string Item { get; set; } = "";

    /// <summary>What it means, where whoever made it knows the product itself: its code is not looked up.</summary>
    internal BookPack? Means { get; init; }

    /// <summary>A person has put this line right: it is the correction, and not the line coming again.</summary>
    internal bool PutRight { get; init; }

    internal EntryKind Kind { get; set; }

    /// <summary>As it was sent, in the unit of the item's mapping.</summary>
    internal Quantity? Sent { get; set; }

    internal DateTimeOffset OccurredAt { get; set; }

    internal string? Document { get; set; }

    internal string? Reverses { get; set; }

    /// <summary>It is a document's own movement, posted by the gateway, and not a word of its connection.</summary>
    internal bool IsDocuments { get; init; }

    /// <summary><see cref="OccurredAt"/> by our clock: what the sender's clock was off is taken out.</summary>
    internal DateTimeOffset HappenedAt { get; private set; }

    /// <summary>Where it happened; null until found.</summary>
    internal BookLocation? At { get; private set; }

    /// <summary>What it happened to; null while its code is unknown.</summary>
    internal BookProduct? Of { get; private set; }

    /// <summary>The ledger's entry, in base units; null where there will be none.</summary>
    internal StockEntry? Entry { get; private set; }

    internal ChangeStatus Status { get; set; } = ChangeStatus.Applied;

    internal ProblemBody? Problem { get; private set; }

    internal bool IsRefused => Status == ChangeStatus.Refused;

    internal void Wrong(string field, string detail)
    {
        (faults ??= []).Add(new Fault(Place(field), detail));
    }

    /// <summary>What a change must have, whatever it means.</summary>
    internal void CheckWhole(bool hasKind)
    {
        if (faults is null)
        {
            Missing(ChangeId is null, "changeId");
            Missing(Location.Length == 0, "location");
            Missing(Item.Length == 0, "item");
            Missing(!hasKind, "kind");
            Missing(OccurredAt == default, "occurredAt");
            Missing(Kind != EntryKind.Reversal && Sent is null, "quantity");
            Missing(Kind == EntryKind.Reversal && Reverses is null, "reverses");
        }

        if (faults is null)
        {
            if (Kind == EntryKind.Reversal && Sent is not null)
            {
                Wrong("quantity", "A reversal carries no quantity.");
            }
            else if (Kind != EntryKind.Reversal && Reverses is not null)
            {
                Wrong("reverses", "Only a reversal names another change.");
            }
            else if (!EntryKinds.QuantityFits(Kind, Sent ?? Quantity.Zero))
            {
                Wrong("quantity", SignRule(Kind));
            }
        }

        Conclude();
    }

    /// <summary>Finds where and what, by the party's book; an unknown item code goes to review.</summary>
    internal void Resolve(PartyBook book, Access.Caller caller, TimeSpan clockOffset)
    {
        var at = HappenedAt = OccurredAt + clockOffset;
        if (!book.Locations.TryGetValue(Location, out var location))
        {
            Refuse(Problems.LocationUnknown, "location", $"No location of yours has the code '{Location}'.");
            return;
        }

        if (location.SystemOfRecordAt(at) is { } system && system.Connection != caller.Connection)
        {
            Refuse(Problems.NotSystemOfRecord, "location", $"At that time the stock of {location.Code} is told by '{system.Code}'.");
            return;
        }

        At = location;
        if ((Means ?? book.Find(caller.Connection, Item, at)) is not { } pack)
        {
            Status = ChangeStatus.Review;
            book.Mappings.TryGetValue(new MappedCode(caller.Connection, Item), out meanings);
            return;
        }

        if (!pack.Product.Stocked)
        {
            Refuse(Problems.NotStocked, "item", $"'{Item}' is a service.");
        }
        else if (pack.InBaseUnits(Sent ?? Quantity.Zero) is not { } quantity)
        {
            Wrong("quantity", "In base units it has more than three decimals, or is too large.");
            Conclude();
        }
        else if (Math.Abs(quantity.Thousandths) > MostThousandths)
        {
            Wrong("quantity", "In base units it lies beyond ±9,999,999,999.999.");
            Conclude();
        }
        else
        {
            Of = pack.Product;
            Entry = new StockEntry(new EntryKey(caller.Connection, ChangeId!), Kind, quantity, at, Reverses);
        }
    }

    /// <summary>
    /// Whether a line whose code is unknown may be what the ledger holds at <paramref name="at"/>: by something that its
    /// code once meant, or, where it never meant anything, by the number itself.
    /// </summary>
    internal bool MayMean(PositionKey at, Quantity recorded)
    {
        var sent = Sent ?? Quantity.Zero;
        return At!.Id.Value == at.Location && (meanings is null
            ? sent == recorded
            : Array.Exists(meanings, meaning => meaning.Pack.Product.Id.Value == at.Product && meaning.Pack.InBaseUnits(sent) == recorded));
    }

    /// <summary>It is not taken, for what stands in one of its fields.</summary>
    internal void Refuse(Problem problem, string field, string detail)
    {
        Status = ChangeStatus.Refused;
        Problem = ProblemBody.Of(problem, detail, [new Fault(Place(field), detail)]);
    }

    private string Place(string field)
    {
        var root = string.Create(CultureInfo.InvariantCulture, $"/changes/{Index}");
        var token = JsonPointer.Token(field);
        return token.Length == 0 ? root : $"{root}/{token}";
    }

    private void Missing(bool missing, string field)
    {
        if (missing)
        {
            Wrong(field, "This field is missing.");
        }
    }

    private void Conclude()
    {
        if (faults is not null)
        {
            Status = ChangeStatus.Refused;
            Problem = ProblemBody.Of(Problems.ChangeInvalid, errors: faults);
        }
    }

    private static string SignRule(EntryKind kind) => kind switch
    {
        EntryKind.Count => "A count is zero or more.",
        EntryKind.Adjustment => "An adjustment is not zero.",
        EntryKind.Receipt or EntryKind.ReturnIn or EntryKind.TransferIn => $"What comes in is above zero: a {kind.Code()} of two is \"2\".",
        _ => $"What goes out is below zero: a {kind.Code()} of two is \"-2\".",
    };
}
