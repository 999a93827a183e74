using System.Globalization;
using RetailGateway.PartnerSimulator.Chain.Books;

namespace RetailGateway.PartnerSimulator.Chain.Dialect;

/// <summary>A quantity as the chain writes it: packs plus loose pieces, or kilograms.</summary>
internal readonly record struct WrittenQuantity(string? Pack, long? Packs, long? Loose, decimal? Kilograms)
{
    /// <summary>The most packs one line may name.</summary>
    private const long MostPacks = 1_000_000;

    private const decimal MostKilograms = 1_000_000m;

    /// <summary>Writes pieces or kilograms, in the given pack or the item's largest.</summary>
    public static WrittenQuantity Of(ChainItem item, decimal quantity, string? packCode = null)
    {
        if (item.Unit == ChainUnit.Kilogram)
            return new WrittenQuantity(Pack: null, Packs: null, Loose: null, decimal.Round(quantity, 3));

        var pack = item.PackOf(packCode) ?? item.Packs[0];
        var (packs, loose) = Math.DivRem((long)quantity, pack.Factor);
        return new WrittenQuantity(pack.Code, packs, loose, Kilograms: null);
    }

    /// <summary>Reads what a partner wrote into pieces or kilograms.</summary>
    public Refusal? TryRead(ChainItem item, out decimal quantity)
    {
        quantity = Kilograms ?? 0;
        if (item.Unit == ChainUnit.Kilogram)
        {
            var weighed = Pack is null && Packs is null && Loose is null
                && Kilograms is >= 0 and <= MostKilograms && item.Measures(quantity);
            return weighed ? null : Refusal.BadQuantity;
        }

        if (item.PackOf(Pack) is not { } pack)
            return Refusal.UnknownPack;
        if (Kilograms is not null || Packs is not (>= 0 and <= MostPacks) || Loose is not >= 0 || Loose >= pack.Factor)
            return Refusal.BadQuantity;

        quantity = (Packs.Value * pack.Factor) + Loose.Value;
        return null;
    }
}

/// <summary>Local time as the chain writes it, without an offset; the zone stands beside it.</summary>
internal static class LocalTime
{
    /// <summary>The only zone of the chain.</summary>
    public const string Zone = "WIB";

    private const string Format = "yyyy-MM-dd HH:mm:ss";
    private static readonly TimeSpan s_offset = TimeSpan.FromHours(7);

    /// <summary>The instant on a clock of the chain.</summary>
    public static string Of(DateTimeOffset instant) =>
        instant.ToOffset(s_offset).ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Whether a text is such a time.</summary>
    public static bool Reads(string text) =>
        DateTime.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
