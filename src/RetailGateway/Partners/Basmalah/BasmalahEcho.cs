namespace RetailGateway.Partners.Basmalah;

/// <summary>What became of one line of a send.</summary>
internal abstract record LineVerdict
{
    private LineVerdict()
    {
    }

    /// <summary>The chain holds it now.</summary>
    internal sealed record Accepted : LineVerdict;

    /// <summary>The chain holds a version as new or newer, and nothing changed.</summary>
    internal sealed record Stale(long HeldVersion) : LineVerdict;

    /// <summary>The chain does not take it, and nothing changed.</summary>
    internal sealed record Refused(string Code, string Message) : LineVerdict;

    /// <summary>The chain said something we do not know.</summary>
    internal sealed record Unknown(string Why) : LineVerdict;
}

/// <summary>Holds the chain's answer against what was sent: an answer about other figures is no answer.</summary>
internal static class BasmalahEcho
{
    /// <summary>A version above this is nobody's count of changes.</summary>
    private const long MostVersion = 1_000_000_000_000_000;

    /// <summary>Every difference between what was sent and what the answer speaks of; none when it matches.</summary>
    public static IReadOnlyList<string> EchoMatches(KirimanKetersediaan sent, JawabanKiriman answered)
    {
        var differences = new List<string>();
        Compare("no_kirim", sent.NoKirim, answered.NoKirim);
        Compare("koperasi", sent.Koperasi, answered.Koperasi);
        Compare("baris", sent.Baris.Count, answered.Baris.Count);
        foreach (var (index, (said, heard)) in sent.Baris.Zip(answered.Baris).Index())
        {
            var place = $"baris[{index}]";
            Compare($"{place}.no", index + 1, heard.No);
            Compare($"{place}.lokasi", said.Lokasi, heard.Lokasi);
            Compare($"{place}.kd_barang", said.KdBarang, heard.KdBarang);
            Compare($"{place}.versi", said.Versi, heard.Versi);
            Compare($"{place}.kemasan", said.Kemasan, heard.Kemasan);
            Compare($"{place}.jml_kemasan", said.JmlKemasan, heard.JmlKemasan);
            Compare($"{place}.jml_eceran", said.JmlEceran, heard.JmlEceran);
            Compare($"{place}.berat_kg", said.BeratKg, heard.BeratKg);
        }

        return differences;

        void Compare<T>(string name, T said, T heard)
        {
            if (!EqualityComparer<T>.Default.Equals(said, heard))
                differences.Add(FormattableString.Invariant($"{name}: sent {said}, answered {heard}"));
        }
    }

    /// <summary>Reads what became of one line.</summary>
    public static LineVerdict Judge(BarisJawaban line) => line switch
    {
        { Status: "DITERIMA", Kode: null } when line.VersiTersimpan == line.Versi => new LineVerdict.Accepted(),
        { Status: "USANG", Kode: BasmalahCodes.Stale, VersiTersimpan: { } held and <= MostVersion } when held >= line.Versi =>
            new LineVerdict.Stale(held),
        { Status: "TOLAK", Kode: { } code } when BasmalahCodes.RefusesLine(code) =>
            new LineVerdict.Refused(code, line.Pesan ?? ""),
        _ => new LineVerdict.Unknown(
            FormattableString.Invariant($"line {line.No}: {line.Status} {line.Kode}, holding {line.VersiTersimpan}")),
    };
}
