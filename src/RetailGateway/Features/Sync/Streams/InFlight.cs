using System.Text.Json;
using Npgsql;
using RetailGateway.Http;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Streams;

/// <summary>
/// A send as it is written down before it goes out. Of one that the feed tells the places of its events are enough, for they
/// stay until it is answered; of what was owed all is written, a list a field: five hundred lines are so a third as long as
/// line by line, and each send is written once more in the log. What is the same of all lines is written once.
/// </summary>
internal static class InFlight
{
    /// <summary>As JSON for <c>sync_stream.in_flight</c>.</summary>
    internal static string Write(Page page)
    {
        var send = page.Send;
        if (page.Places is { } places)
        {
            return JsonSerializer.Serialize(new Packed(send.SendId, send.Cooperative) { Events = places, Through = page.Position }, Json.Options);
        }

        var packed = new Packed(send.SendId, send.Cooperative)
        {
            Locations = Each(line => line.LocationId),
            Products = Each(line => line.ProductId),
            Places = Each(line => line.Location),
            Items = Each(line => line.Item),
            Packs = Each(line => line.Pack),
            Factors = Each(line => line.Factor),
            Units = Each(line => line.BaseUnit),
            Available = Each(line => line.Available),
            Versions = Each(line => line.Version),
            AsOf = Each(line => line.AsOf),
            Withdrawn = Each(line => line.Withdrawn),
            Traces = Each(line => line.Trace),
            Refusals = Each(line => line.Refusals),
        };
        return JsonSerializer.Serialize(packed, Json.Options);

        T[] Each<T>(Func<StockLine, T> field)
        {
            T[] all = [.. send.Lines.Select(field)];
            return all.Distinct().Take(2).Count() == 1 ? all[..1] : all;
        }
    }

    /// <summary>The page that a claimed stream has under way; null where it has none.</summary>
    internal static async Task<Page?> Read(NpgsqlDataSource jobs, ClaimedStream stream, CancellationToken cancel)
    {
        if (stream.InFlight is not { } json)
        {
            return null;
        }

        var packed = JsonSerializer.Deserialize<Packed>(json, Json.Options)!;
        var lines = packed.Events is { } places
            ? await StreamFeed.Lines(jobs, stream, places, cancel)
            : packed.Lines ?? [.. Enumerable.Range(0, packed.Count).Select(packed.Line)];
        return new Page(
            new StockSend(packed.SendId, packed.Cooperative, lines), packed.Through ?? stream.FeedPosition ?? 0, packed.Through is null ? null : packed.Events ?? []);
    }

    private sealed record Packed(string SendId, string Cooperative)
    {
        /// <summary>The places of the events that it tells, where it is told by the feed.</summary>
        public IReadOnlyList<long>? Events { get; init; }

        public int[] Locations { get; init; } = [];

        public int[] Products { get; init; } = [];

        public string[] Places { get; init; } = [];

        public string[] Items { get; init; } = [];

        public string[] Packs { get; init; } = [];

        public decimal[] Factors { get; init; } = [];

        public string[] Units { get; init; } = [];

        public decimal[] Available { get; init; } = [];

        public long[] Versions { get; init; } = [];

        public DateTimeOffset[] AsOf { get; init; } = [];

        public bool[]? Withdrawn { get; init; }

        public string?[]? Traces { get; init; }

        public int[]? Refusals { get; init; }

        /// <summary>Where the feed goes on after it; null where its lines stand in the copies as owed.</summary>
        public long? Through { get; init; }

        /// <summary>Line by line, as the first releases wrote it: a send may be under way while the program is replaced.</summary>
        public IReadOnlyList<StockLine>? Lines { get; init; }

        /// <summary>A field has a value for each line, or one for all.</summary>
        internal int Count => Math.Max(Products.Length, Locations.Length);

        internal StockLine Line(int line)
        {
            return new StockLine(
                Of(Locations), Of(Products), Of(Places)!, Of(Items)!, Of(Packs)!, Of(Factors), Of(Units)!, Of(Available),
                Of(Versions), Of(AsOf), Of(Withdrawn), Of(Traces), Of(Refusals));

            T? Of<T>(T[]? field) => field is null or [] ? default : field.Length == 1 ? field[0] : field[line];
        }
    }
}

/// <summary>A send under way.</summary>
/// <param name="Send">What is sent.</param>
/// <param name="Position">Where the stream stands in the feed once it is answered.</param>
/// <param name="Places">The places of the events that its lines were read from, which are marked as owed nowhere; null where its lines are owed.</param>
internal sealed record Page(StockSend Send, long Position, IReadOnlyList<long>? Places = null)
{
    /// <summary>Its lines were read from the feed and are marked as owed nowhere.</summary>
    internal bool OfFeed => Places is not null;
}
