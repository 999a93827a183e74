using System.Runtime.InteropServices;

namespace RetailGateway.Features.Sync.Drift;

/// <summary>A position on which the partner's line is another than our figure of the same moment or near it.</summary>
/// <param name="LocationId">Where.</param>
/// <param name="ProductId">Of what.</param>
/// <param name="Theirs">The partner's figure in thousandths of a base unit; null where it has no line.</param>
/// <param name="Version">The version that its line names; null where it has none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Doubt(int LocationId, int ProductId, long? Theirs, long? Version)
{
    internal (int Location, int Product) At => (LocationId, ProductId);
}

/// <summary>
/// Both books of some locations side by side, a cell of 24 bytes a position: as many as the locations have products
/// told, however many lines a partner sends. Ours and theirs may be written at one time by two tasks.
/// </summary>
internal sealed class SideBySide
{
    private const long Nothing = long.MinValue;

    private readonly ItemsTold items;
    private readonly int first;
    private readonly int locations;
    private readonly int products;
    private readonly long[] ours;
    private readonly long[] theirs;
    private readonly long[] versions;

    /// <summary>Both sides empty.</summary>
    /// <param name="items">Numbers the positions.</param>
    /// <param name="first">The first of the locations, by its number.</param>
    /// <param name="count">How many locations from there on.</param>
    internal SideBySide(ItemsTold items, int first, int count)
    {
        (this.items, this.first, locations, products) = (items, first, count, items.Products.Count);
        (ours, theirs, versions) = (new long[count * products], new long[count * products], new long[count * products]);
        Array.Fill(ours, Nothing);
        Array.Fill(versions, Nothing);
    }

    /// <summary>Takes our figure of a position, in thousandths; those of other locations and of goods not told are left out.</summary>
    internal void Ours(int locationId, int productId, long thousandths)
    {
        if (items.Find(locationId, productId) is { } at && Cell(at) is var cell and >= 0)
        {
            ours[cell] = thousandths;
        }
    }

    /// <summary>
    /// Takes a line of the partner's, in thousandths; those of other locations are left out. A page-wise list may show a
    /// line twice while it moves: the newest version is what the partner holds.
    /// </summary>
    internal void Theirs((int Location, int Product) at, long thousandths, long version)
    {
        if (Cell(at) is var cell and >= 0 && version >= versions[cell])
        {
            (theirs[cell], versions[cell]) = (thousandths, version);
        }
    }

    /// <summary>Where the two say different things; to have no line, or no position, is to have nothing.</summary>
    internal IEnumerable<Doubt> Doubts()
    {
        for (var cell = 0; cell < ours.Length; cell++)
        {
            if ((ours[cell] == Nothing ? 0 : ours[cell]) != (versions[cell] == Nothing ? 0 : theirs[cell]))
            {
                var (location, product) = (items.Locations[first + (cell / products)], items.Products[cell % products]);
                yield return versions[cell] == Nothing
                    ? new Doubt(location, product, null, null)
                    : new Doubt(location, product, theirs[cell], versions[cell]);
            }
        }
    }

    private int Cell((int Location, int Product) at)
    {
        var row = at.Location - first;
        return row >= 0 && row < locations ? (row * products) + at.Product : -1;
    }
}
