using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Partners.Basmalah;

/// <summary>The chain's own stock as entries of a ledger. Pure; a line that cannot be one stands there without a quantity.</summary>
internal static class BasmalahEntries
{
    private const int MostCharacters = 64;

    /// <summary>One change of the feed.</summary>
    public static PartnerEntry OfChange(BarisPerubahan line, string zone, PackFactor factorOf) =>
        BasmalahStock.ReadChange(line, zone, factorOf) switch
        {
            Reading<BasmalahChange>.Known { Value: var change } when change.Sequence > 0
                && IsCode(change.Id, change.Location, change.ItemCode, change.Reference) && IsQuantity(change.Quantity) =>
                new PartnerEntry(
                    change.Id, change.Location, change.ItemCode, KindOf(change.Kind), change.Quantity, change.OccurredAt, change.Reference),
            Reading<BasmalahChange>.Unknown unknown => Unreadable(line.IdMutasi, line.Lokasi, line.KdBarang, unknown.Why),
            _ => Unreadable(line.IdMutasi, line.Lokasi, line.KdBarang, "a change we cannot read"),
        };

    /// <summary>
    /// A page of a snapshot, each balance a count of its instant. The chain tells that to the second: the count stands at
    /// the second's beginning, before every change that follows, whose numbers make a fraction.
    /// </summary>
    /// <returns>Unknown where the time of the whole cannot be read.</returns>
    public static Reading<IReadOnlyList<PartnerEntry>> OfSnapshot(PotretStok page, PackFactor factorOf) =>
        BasmalahTranslator.ToInstant(page.Per, page.Zona).Then<IReadOnlyList<PartnerEntry>>(asOf =>
            new Reading<IReadOnlyList<PartnerEntry>>.Known([.. page.Baris.Select(line => OfBalance(page, line, asOf, factorOf))]));

    /// <summary>The name of a snapshot may come again after the chain was restarted, so its time is part of the id.</summary>
    private static PartnerEntry OfBalance(PotretStok page, BarisStok line, DateTimeOffset asOf, PackFactor factorOf)
    {
        var id = FormattableString.Invariant($"potret/{page.IdPotret}/{asOf.ToUnixTimeSeconds()}/{line.Lokasi}/{line.KdBarang}");
        return BasmalahStock.ReadBalance(line, factorOf) switch
        {
            Reading<BasmalahQuantity>.Known { Value.Quantity: var quantity } when IsCode(page.IdPotret, line.Lokasi, line.KdBarang) && IsQuantity(quantity) =>
                new PartnerEntry(id, line.Lokasi, line.KdBarang, EntryKind.Count, quantity, asOf, page.IdPotret),
            Reading<BasmalahQuantity>.Unknown unknown => Unreadable(id, line.Lokasi, line.KdBarang, unknown.Why) with { OccurredAt = asOf },
            _ => Unreadable(id, line.Lokasi, line.KdBarang, "a balance we cannot read") with { OccurredAt = asOf },
        };
    }

    private static bool IsCode(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (text.Length is 0 or > MostCharacters || text.Any(char.IsControl))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsQuantity(decimal quantity) => Math.Abs(quantity) <= Quantity.MaxValue.ToDecimal();

    /// <summary>Kept for a person, in letters that the store can keep.</summary>
    private static PartnerEntry Unreadable(string id, string location, string item, string why) => new(
        Legible(id, 4 * MostCharacters), Legible(location, MostCharacters), Legible(item, MostCharacters), EntryKind.Adjustment, null, default, Legible(why, 4 * MostCharacters));

    private static string Legible(string text, int most) =>
        string.Concat(text.EnumerateRunes().Take(most).Select(rune => System.Text.Rune.IsControl(rune) ? "?" : rune.ToString()));

    private static EntryKind KindOf(BasmalahChangeKind kind) => kind switch
    {
        BasmalahChangeKind.Sale => EntryKind.Sale,
        BasmalahChangeKind.Receipt => EntryKind.Receipt,
        BasmalahChangeKind.Damage => EntryKind.Damage,
        BasmalahChangeKind.Count => EntryKind.Count,
        _ => EntryKind.Adjustment,
    };
}
