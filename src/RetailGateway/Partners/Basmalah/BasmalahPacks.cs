namespace RetailGateway.Partners.Basmalah;

/// <summary>
/// What the packs hold that the chain writes its quantities in, from its catalogue. Kept for an hour, and read again
/// sooner where a pack is met that is not in it.
/// </summary>
internal sealed class BasmalahPacks(IBasmalahApi api, BasmalahOptions options, TimeProvider time)
{
    private static readonly TimeSpan Lasting = TimeSpan.FromHours(1);
    private static readonly TimeSpan Sooner = TimeSpan.FromMinutes(1);

    private Dictionary<(string Item, string Pack), int> packs = [];
    private DateTimeOffset? readAt;

    /// <summary>The packs, once all that are asked for are known or known to be unknown.</summary>
    /// <returns>Anything but <see cref="Reading{T}.Known"/> where the catalogue cannot be read: nothing may be concluded then.</returns>
    public async Task<Reading<PackFactor>> For(IEnumerable<(string Item, string? Pack)> asked, CancellationToken cancel)
    {
        var age = time.GetUtcNow() - readAt;
        var missing = asked.Any(line => line.Pack is { } pack && FactorOf(line.Item, pack) is null);
        return age is { } known && (known < Sooner || (known < Lasting && !missing))
            ? new Reading<PackFactor>.Known(FactorOf)
            : await Learn(cancel);
    }

    private int? FactorOf(string item, string pack) => packs.TryGetValue((item, pack), out var factor) ? factor : null;

    private async Task<Reading<PackFactor>> Learn(CancellationToken cancel)
    {
        var learnt = new Dictionary<(string, string), int>();
        for (var number = 1; ; number++)
        {
            using var response = await api.ListItems(options.AnyKey, number, IBasmalahApi.MostRows, cancel);
            var reading = BasmalahAnswers.Read(response);
            if (reading is not Reading<Halaman<BarisBarang>>.Known { Value: var page })
            {
                return reading.Then(_ => new Reading<PackFactor>.Known(FactorOf));
            }

            foreach (var item in page.Baris)
            {
                foreach (var pack in item.Kemasan)
                {
                    learnt[(item.KdBarang, pack.Kemasan)] = pack.Isi;
                }
            }

            if (number >= page.TotalHal || page.Baris.Count == 0)
            {
                (packs, readAt) = (learnt, time.GetUtcNow());
                return new Reading<PackFactor>.Known(FactorOf);
            }
        }
    }
}
