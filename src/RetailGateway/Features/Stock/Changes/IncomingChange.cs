using System.Globalization;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Changes;

/// <summary>One change on its way: as it was read, what it was found to mean, and what becomes of it.</summary>
internal sealed class IncomingChange(int index)
{
    private List<Fault>? faults;

    internal int Index { get; } = index;

    internal string? ChangeId { get; set; }

    internal string Location { get; set; } = "";

    internal string Item { get; set; } = "";

    internal EntryKind Kind { get; set; }

    /// <summary>As it was sent, in the unit of the item's mapping.</summary>
    internal Quantity? Sent { get; set; }

    internal DateTimeOffset OccurredAt { get; set; }

    internal string? Document { get; set; }

    internal string? Reverses { get; set; }

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
        var root = string.Create(CultureInfo.InvariantCulture, $"/changes/{Index}");
        var token = field.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
        (faults ??= []).Add(new Fault(token.Length == 0 ? root : $"{root}/{token}", detail));
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
        var at = OccurredAt + clockOffset;
        if (!book.Locations.TryGetValue(Location, out var location))
        {
            Refuse(Problems.LocationUnknown, $"No location of yours has the code '{Location}'.");
            return;
        }

        if (location.SystemOfRecordAt(at) is { } system && system.Connection != caller.Connection)
        {
            Refuse(Problems.NotSystemOfRecord, $"At that time the stock of {location.Code} is told by '{system.Code}'.");
            return;
        }

        At = location;
        if (book.Find(caller.Connection, Item, at) is not { } pack)
        {
            Status = ChangeStatus.Review;
            return;
        }

        if (!pack.Product.Stocked)
        {
            Refuse(Problems.NotStocked, $"'{Item}' is a service.");
        }
        else if (pack.InBaseUnits(Sent ?? Quantity.Zero) is not { } quantity)
        {
            Wrong("quantity", "In base units it has more than three decimals, or is too large.");
            Conclude();
        }
        else
        {
            Of = pack.Product;
            Entry = new StockEntry(new EntryKey(caller.Connection, ChangeId!), Kind, quantity, at, Reverses);
        }
    }

    internal void Refuse(Problem problem, string detail)
    {
        Status = ChangeStatus.Refused;
        Problem = ProblemBody.Of(problem, detail);
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
