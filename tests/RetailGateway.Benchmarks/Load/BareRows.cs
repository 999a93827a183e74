using RetailGateway.Benchmarks.Ground;

namespace RetailGateway.Benchmarks.Load;

/// <summary>The rows that a batch of lines becomes, as arrays ready for <c>unnest</c>: made before the clock starts.</summary>
internal sealed class BareRows
{
    private BareRows(Shop shop, IReadOnlyList<Line> lines)
    {
        Lines = lines;
        Locations = [.. lines.Select(line => shop.FirstLocation + line.Location)];
        Products = [.. lines.Select(line => shop.FirstProduct + line.Product)];
        Touched = [.. lines.GroupBy(line => (line.Location, line.Product)).OrderBy(group => group.Key).Select(group => new Touch([.. group]))];
        Bodies = [.. Touched.Select(touch => Body(shop, touch, own: true)), .. Touched.Select(touch => Body(shop, touch, own: false))];
    }

    internal IReadOnlyList<Line> Lines { get; }

    internal int[] Locations { get; }

    internal int[] Products { get; }

    /// <summary>The touched positions, in the order of their keys.</summary>
    internal Touch[] Touched { get; }

    /// <summary>What the console is told, then what the partner is told; one of each a touched position.</summary>
    internal string[] Bodies { get; }

    internal static BareRows Of(Shop shop, IReadOnlyList<Line> lines) => new(shop, lines);

    private static string Body(Shop shop, Touch touch, bool own)
    {
        var (location, product) = (touch.Last.Location, touch.Last.Product);
        var item = own ? "" : $"""
            "item":"SKU{700_000 + shop.FirstProduct + product}","pack":"PCS","packFactor":"1",
            """;
        var onHand = own ? """
            "onHand":"999876","reserved":"0",
            """ : "";
        return $$$"""
            {"specversion":"1.0","id":"{{{shop.OwnerId}}}-{{{shop.FirstLocation + location}}}-{{{shop.FirstProduct + product}}}-17","source":"/v1/stock/positions","type":"stock.position.changed","time":"2026-11-24T07:05:00.123456Z","data":{"ownerId":{{{shop.OwnerId}}},"location":"{{{Shop.LocationCode(location)}}}","productId":{{{shop.FirstProduct + product}}},"product":"{{{Shop.ProductCode(product)}}}","baseUnit":"pcs",{{{item}}}"version":17,"available":"999876",{{{onHand}}}"evidencedAt":"{{{touch.Last.OccurredAt:yyyy-MM-ddTHH:mm:ss.ff}}}Z","evidencedAs":"{{{touch.Last.Kind}}}","countedAt":"2026-11-22T00:00:12.34Z"}}
            """;
    }

    /// <summary>What one position's lines make of it: the last count where there is one, and what moved since.</summary>
    internal sealed class Touch(IReadOnlyList<Line> lines)
    {
        internal Line Last { get; } = lines[^1];

        internal Line? Count { get; } = lines.LastOrDefault(line => line.IsCount);

        internal decimal Moved { get; } = lines.Reverse().TakeWhile(line => !line.IsCount).Sum(line => line.Quantity);
    }
}
