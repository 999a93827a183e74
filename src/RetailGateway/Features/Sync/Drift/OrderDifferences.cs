using RetailGateway.Domain.Measures;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Orders.Contracts;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Drift;

/// <summary>An order that both sides have otherwise, or that one of them lacks.</summary>
/// <param name="Name">What names it.</param>
/// <param name="Order">Its number here; null where we lack it.</param>
/// <param name="Version">How many documents it had here; 0 where we lack it.</param>
/// <param name="Words">Each difference, with both figures; in base units.</param>
internal sealed record OrderDifference(OrderName Name, long? Order, long Version, IReadOnlyList<string> Words)
{
    /// <summary>What it says of an order that only the partner has.</summary>
    internal const string LackedHere = "order: none here, one there";

    /// <summary>What it says of an order that only we have.</summary>
    internal const string LackedThere = "order: one here, none there";

    /// <summary>The same difference of the same order, found twice with nothing between.</summary>
    internal bool IsAgain(OrderDifference other) => Name == other.Name && Version == other.Version && Words.SequenceEqual(other.Words, StringComparer.Ordinal);

    /// <summary>What differs of an order that both have; none where it is the same.</summary>
    internal static List<string> Between(ComparedOrder ours, ShownOrder theirs)
    {
        var words = new List<string>();
        if (theirs.State != ours.State)
        {
            words.Add($"state: {Names.Of(ours.State)} here, {(theirs.State is { } state ? Names.Of(state) : theirs.Word)} there");
        }

        var shown = theirs.Lines.DistinctBy(line => line.Line).ToDictionary(line => line.Line);
        foreach (var line in ours.Lines.Values)
        {
            if (!shown.Remove(line.Id, out var other))
            {
                words.Add($"line {line.Id.Value}: one here, none there");
                continue;
            }

            Compare("ordered", line.Ordered, other.Ordered);
            Compare("confirmed", line.Confirmed, other.Confirmed);
            Compare("despatched", line.Despatched, other.Despatched);
            Compare("received", line.Received, other.Received);
            Compare("rejected", line.Rejected, other.Rejected);

            void Compare(string figure, Quantity here, ShownCount there)
            {
                if (there.In(line.Goods) is not { } quantity)
                {
                    words.Add(FormattableString.Invariant($"line {line.Id.Value} {figure}: {here.ToDecimal():0.###} here, {there.Packs:0.###} {there.Pack} and {there.Units:0.###} there"));
                }
                else if (quantity != here)
                {
                    words.Add(FormattableString.Invariant($"line {line.Id.Value} {figure}: {here.ToDecimal():0.###} here, {quantity.ToDecimal():0.###} there"));
                }
            }
        }

        words.AddRange(shown.Keys.Select(line => $"line {line.Value}: none here, one there"));
        return words;
    }
}
