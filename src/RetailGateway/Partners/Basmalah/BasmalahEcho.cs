namespace RetailGateway.Partners.Basmalah;

/// <summary>What became of one line of a send.</summary>
internal abstract record LineVerdict
{
    private LineVerdict()
    {
    }

    /// <summary>The one <see cref="Accepted"/> there is.</summary>
    internal static LineVerdict Taken { get; } = new Accepted();

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
        for (var index = 0; index < Math.Min(sent.Baris.Count, answered.Baris.Count); index++)
        {
            var (said, heard) = (sent.Baris[index], answered.Baris[index]);
            Compare("no", index + 1, heard.No, index);
            Compare("lokasi", said.Lokasi, heard.Lokasi, index);
            Compare("kd_barang", said.KdBarang, heard.KdBarang, index);
            Compare("versi", said.Versi, heard.Versi, index);
            Compare("kemasan", said.Kemasan, heard.Kemasan, index);
            Compare("jml_kemasan", said.JmlKemasan, heard.JmlKemasan, index);
            Compare("jml_eceran", said.JmlEceran, heard.JmlEceran, index);
            Compare("berat_kg", said.BeratKg, heard.BeratKg, index);
        }

        return differences;

        // Nearly all is the same, and nothing is formatted then.
        void Compare<T>(string name, T said, T heard, int? line = null)
        {
            if (!EqualityComparer<T>.Default.Equals(said, heard))
            {
                var place = line is { } index ? FormattableString.Invariant($"baris[{index}].{name}") : name;
                differences.Add(FormattableString.Invariant($"{place}: sent {said}, answered {heard}"));
            }
        }
    }

    /// <summary>Reads what became of one line.</summary>
    public static LineVerdict Judge(BarisJawaban line) => line switch
    {
        { Status: "DITERIMA", Kode: null } when line.VersiTersimpan == line.Versi => LineVerdict.Taken,
        { Status: "USANG", Kode: BasmalahCodes.Stale, VersiTersimpan: { } held and <= MostVersion } when held >= line.Versi =>
            new LineVerdict.Stale(held),
        { Status: "TOLAK", Kode: { } code } when BasmalahCodes.RefusesLine(code) =>
            new LineVerdict.Refused(code, line.Pesan ?? ""),
        _ => new LineVerdict.Unknown(
            FormattableString.Invariant($"line {line.No}: {line.Status} {line.Kode}, holding {line.VersiTersimpan}")),
    };
}
