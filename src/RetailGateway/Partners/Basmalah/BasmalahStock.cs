namespace RetailGateway.Partners.Basmalah;

/// <summary>Base units in a pack of an item of the chain, or none when the pack is not known.</summary>
internal delegate int? PackFactor(string itemCode, string pack);

/// <summary>What a change of the chain's stock was.</summary>
internal enum BasmalahChangeKind
{
    /// <summary>Sold; the quantity is negative.</summary>
    Sale,

    /// <summary>Received.</summary>
    Receipt,

    /// <summary>Broken or spoilt; the quantity is negative.</summary>
    Damage,

    /// <summary>Lost, or an earlier change put right; signed.</summary>
    Adjustment,

    /// <summary>Counted, or the balance that the books were opened with; absolute.</summary>
    Count,
}

/// <summary>One change of the chain's own stock, in our terms.</summary>
/// <param name="Id">Names it for ever among the chain's changes.</param>
/// <param name="Sequence">Its number in the chain's feed, without gaps.</param>
/// <param name="Location">The chain's location code.</param>
/// <param name="ItemCode">The chain's item code.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Quantity">Signed base units; absolute for a count.</param>
/// <param name="OccurredAt">When, in UTC: the chain's second, and within it the order of <paramref name="Sequence"/>.</param>
/// <param name="Reference">The chain's document.</param>
/// <param name="Corrects">The id of the change that this one puts right.</param>
internal sealed record BasmalahChange(
    string Id,
    long Sequence,
    string Location,
    string ItemCode,
    BasmalahChangeKind Kind,
    decimal Quantity,
    DateTimeOffset OccurredAt,
    string Reference,
    string? Corrects);

/// <summary>A quantity of an item at a location: of a snapshot, or of what the chain holds of a co-op.</summary>
internal sealed record BasmalahQuantity(string Location, string ItemCode, decimal Quantity);

/// <summary>Reads the chain's stock, line by line: one unknown line leaves its neighbours known.</summary>
internal static class BasmalahStock
{
    private const long MicrosecondsInSecond = 1_000_000;

    /// <summary>
    /// Reads one change of the feed. The chain's clock shows whole seconds, and a sale may follow a count within one:
    /// the chain's own numbers keep their order as microseconds.
    /// </summary>
    public static Reading<BasmalahChange> ReadChange(BarisPerubahan line, string zone, PackFactor factorOf)
    {
        if (KindOf(line.Jenis, line.Arah) is not var (kind, sign))
            return new Reading<BasmalahChange>.Unknown($"{line.IdMutasi}: {line.Jenis} {line.Arah} is not a change we know");

        return Quantity(line.KdBarang, line.Kemasan, line.JmlKemasan, line.JmlEceran, line.BeratKg, factorOf)
            .Then(quantity => BasmalahTranslator.ToInstant(line.Waktu, zone)
                .Then(at => new Reading<BasmalahChange>.Known(new BasmalahChange(
                    line.IdMutasi, line.NoUrut, line.Lokasi, line.KdBarang, kind, sign * quantity,
                    at + TimeSpan.FromMicroseconds(line.NoUrut % MicrosecondsInSecond), line.NoBukti, line.KoreksiAtas))));
    }

    /// <summary>Reads one balance of a snapshot.</summary>
    public static Reading<BasmalahQuantity> ReadBalance(BarisStok line, PackFactor factorOf) =>
        Quantity(line.KdBarang, line.Kemasan, line.JmlKemasan, line.JmlEceran, line.BeratKg, factorOf)
            .Then(quantity => new Reading<BasmalahQuantity>.Known(
                new BasmalahQuantity(line.Lokasi, line.KdBarang, quantity)));

    /// <summary>Reads one line of what the chain holds of a co-op; its version is <see cref="BarisKetersediaan.Versi"/>.</summary>
    public static Reading<BasmalahQuantity> ReadHeld(BarisKetersediaan line, PackFactor factorOf) =>
        Quantity(line.KdBarang, line.Kemasan, line.JmlKemasan, line.JmlEceran, line.BeratKg, factorOf)
            .Then(quantity => new Reading<BasmalahQuantity>.Known(
                new BasmalahQuantity(line.Lokasi, line.KdBarang, quantity)));

    private static Reading<decimal> Quantity(
        string itemCode, string? pack, long? packs, long? loose, decimal? kilograms, PackFactor factorOf) =>
        BasmalahTranslator.ToQuantity(pack, packs, loose, kilograms, pack is null ? null : factorOf(itemCode, pack));

    private static (BasmalahChangeKind Kind, int Sign)? KindOf(string kind, string direction) => (kind, direction) switch
    {
        ("JUAL", "KELUAR") => (BasmalahChangeKind.Sale, -1),
        ("TERIMA", "MASUK") => (BasmalahChangeKind.Receipt, 1),
        ("RUSAK", "KELUAR") => (BasmalahChangeKind.Damage, -1),
        ("HILANG", "KELUAR") => (BasmalahChangeKind.Adjustment, -1),
        ("KOREKSI", "KELUAR") => (BasmalahChangeKind.Adjustment, -1),
        ("KOREKSI", "MASUK") => (BasmalahChangeKind.Adjustment, 1),
        ("SALDO_AWAL" or "OPNAME", "HITUNG") => (BasmalahChangeKind.Count, 1),
        _ => null,
    };
}
