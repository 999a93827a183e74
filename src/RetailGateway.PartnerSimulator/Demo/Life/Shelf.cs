using RetailGateway.Client;

namespace RetailGateway.PartnerSimulator.Demo.Life;

/// <summary>One product at one shop, and what really lies there: what a count would find.</summary>
internal sealed class Shelf(string cooperative, StockPosition position)
{
    public string Cooperative { get; } = cooperative;

    public string Location { get; } = position.Location;

    public string Product { get; } = position.Product;

    public int OwnerId { get; } = position.OwnerId;

    /// <summary>Sold by the kilogram, to the gram; else by the piece.</summary>
    public bool Weighed { get; } = position.BaseUnit == "kg";

    public decimal There { get; set; } = Math.Max(0, position.OnHand ?? 0);

    /// <summary>A few pieces, or as many kilograms; never none.</summary>
    public decimal Some(Random random, int most) =>
        Weighed ? random.Next(50, most * 1000) / 1000m : random.Next(1, most + 1);
}
