using System.Text.Json;
using RetailGateway.PartnerSimulator.Chain.Books;

namespace RetailGateway.PartnerSimulator.Chain.Dialect;

/// <summary>Judges a send line by line: a bad line never stops its neighbours.</summary>
internal static class SendJudge
{
    /// <summary>The answer to a new send, given what was held before it.</summary>
    public static SendJudgement Judge(
        KirimanKetersediaan send, ChainCatalogue catalogue, Holdings held, DateTimeOffset now)
    {
        var accepted = new Dictionary<(string, string), HeldAvailability>();
        var lines = send.Baris.Select((line, index) =>
        {
            var stored = accepted.GetValueOrDefault((line.Lokasi, line.KdBarang)) ?? held(line.Lokasi, line.KdBarang);
            var refusal = Check(line, catalogue, stored, out var quantity);
            if (refusal is null)
            {
                accepted[(line.Lokasi, line.KdBarang)] = new HeldAvailability(
                    line.Lokasi, line.KdBarang, line.Kemasan, quantity, line.Versi, line.Per, send.NoKirim);
            }

            return Answer(index + 1, line, refusal, refusal is null ? line.Versi : stored?.Version);
        }).ToList();

        var answer = new JawabanKiriman(
            send.NoKirim, send.Koperasi, LocalTime.Of(now), LocalTime.Zone,
            JmlDiterima: lines.Count(line => line.Status == Status.Accepted),
            JmlUsang: lines.Count(line => line.Status == Status.Stale),
            JmlTolak: lines.Count(line => line.Status == Status.Refused),
            lines);
        return new SendJudgement(JsonSerializer.Serialize(answer, DialectJson.Options), [.. accepted.Values]);
    }

    private static Refusal? Check(
        BarisKiriman line, ChainCatalogue catalogue, HeldAvailability? stored, out decimal quantity)
    {
        quantity = 0;
        if (line.Lokasi.Trim().Length is 0 or > 32)
            return Refusal.BadLocation;
        if (catalogue.Find(line.KdBarang) is not { } item)
            return Refusal.UnknownItem;
        if (line.Versi < 1)
            return Refusal.BadVersion;
        if (!LocalTime.Reads(line.Per))
            return Refusal.BadTime;

        var written = new WrittenQuantity(line.Kemasan, line.JmlKemasan, line.JmlEceran, line.BeratKg);
        return written.TryRead(item, out quantity)
            ?? (stored is not null && line.Versi <= stored.Version ? Refusal.Stale : null);
    }

    private static BarisJawaban Answer(int number, BarisKiriman line, Refusal? refusal, long? storedVersion) => new(
        number, line.Lokasi, line.KdBarang, line.Versi,
        refusal is null ? Status.Accepted : refusal == Refusal.Stale ? Status.Stale : Status.Refused,
        line.Kemasan, line.JmlKemasan, line.JmlEceran, line.BeratKg,
        storedVersion, refusal?.Code, refusal?.Message);

    private static class Status
    {
        public const string Accepted = "DITERIMA";
        public const string Stale = "USANG";
        public const string Refused = "TOLAK";
    }
}
