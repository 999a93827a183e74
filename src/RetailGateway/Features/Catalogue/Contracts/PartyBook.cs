using System.Collections.Frozen;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Http;

namespace RetailGateway.Features.Catalogue.Contracts;

/// <summary>
/// What one party has registered, as a stock change needs it: locations, goods, mappings, and who is told.
/// A copy in memory; <see cref="Version"/> says of which state, and a transaction compares before it trusts it.
/// </summary>
internal sealed class PartyBook
{
    private Candidates? candidates;

    internal required long Version { get; init; }

    /// <summary>Set by whoever found a newer version in the database: the next reader reads the book anew.</summary>
    internal bool IsOutdated { get; private set; }

    /// <summary>Holds the copy against the version found in the caller's transaction.</summary>
    /// <exception cref="StaleBook">The book has moved on: prepare again and try again.</exception>
    internal void MustBe(long version)
    {
        if (version > Version)
        {
            IsOutdated = true;
            throw new StaleBook();
        }
    }

    /// <summary>The UTC day it was made on: terms come into force with a day.</summary>
    internal required DateOnly Day { get; init; }

    /// <summary>By code, without regard to letter case.</summary>
    internal required FrozenDictionary<string, BookLocation> Locations { get; init; }

    internal required FrozenDictionary<int, BookLocation> LocationsById { get; init; }

    /// <summary>By the owner's item code, without regard to letter case.</summary>
    internal required FrozenDictionary<string, BookProduct> Products { get; init; }

    internal required FrozenDictionary<int, BookProduct> ProductsById { get; init; }

    /// <summary>Packs by their fourteen-digit GTIN.</summary>
    internal required FrozenDictionary<string, BookPack> Gtins { get; init; }

    /// <summary>What each connection's item codes have meant, newest first.</summary>
    internal required FrozenDictionary<MappedCode, BookMapping[]> Mappings { get; init; }

    /// <summary>The connections that are told of a change of this party's stock.</summary>
    internal required IReadOnlyList<Recipient> Recipients { get; init; }

    internal required FrozenDictionary<int, string> ConnectionCodes { get; init; }

    /// <summary>What unknown codes may mean; made when the first one comes.</summary>
    internal Candidates Candidates => LazyInitializer.EnsureInitialized(ref candidates, () => new Candidates(this));

    /// <summary>
    /// The product and the pack behind a code as <paramref name="connection"/> uses it: its mapping of that time
    /// first, then the owner's item code, then a GTIN. Nothing is guessed.
    /// </summary>
    internal BookPack? Find(ConnectionId connection, string code, DateTimeOffset at)
    {
        if (Mappings.TryGetValue(new MappedCode(connection, code), out var mapped)
            && Array.Find(mapped, mapping => mapping.Covers(at)) is { } mapping)
        {
            return mapping.Pack;
        }

        return Products.TryGetValue(code, out var product) ? product.Base
            : code.Length is >= 8 and <= 14 && Gtins.TryGetValue(code.PadLeft(14, '0'), out var pack) ? pack
            : null;
    }
}

/// <summary>A location and whose word on its stock has counted when.</summary>
internal sealed record BookLocation(LocationId Id, string Code, IndonesianZone Zone, IReadOnlyList<SystemOfRecord> Systems)
{
    internal SystemOfRecord? SystemOfRecordAt(DateTimeOffset at) => Systems.FirstOrDefault(system => system.Covers(at));
}

/// <summary>A connection whose word counts over a time; bounds as the store keeps them, from inclusive, until exclusive.</summary>
internal sealed record SystemOfRecord(ConnectionId Connection, string Code, DateTimeOffset? From, DateTimeOffset? Until)
{
    internal bool Covers(DateTimeOffset at) => !(at < From) && !(at >= Until);
}

internal sealed record BookProduct(ProductId Id, string Code, string Name, string BaseUnit, bool Stocked)
{
    /// <summary>One base unit of it.</summary>
    internal BookPack Base => new(this, Quantity.Scale);
}

/// <summary>A pack of a product.</summary>
/// <param name="Product">What is in it.</param>
/// <param name="FactorThousandths">How many base units, in thousandths.</param>
internal readonly record struct BookPack(BookProduct Product, long FactorThousandths)
{
    /// <summary>A number of packs in base units; null where it has more than three decimals or is out of range.</summary>
    internal Quantity? InBaseUnits(Quantity packs)
    {
        if (FactorThousandths == Quantity.Scale)
        {
            return packs;
        }

        var product = (Int128)packs.Thousandths * FactorThousandths;
        var (whole, rest) = Int128.DivRem(product, Quantity.Scale);
        return rest == 0 && Int128.Abs(whole) <= Quantity.MaxValue.Thousandths ? Quantity.FromThousandths((long)whole) : null;
    }
}

/// <summary>An item code of a connection, compared without regard to letter case.</summary>
internal readonly struct MappedCode(ConnectionId connection, string code) : IEquatable<MappedCode>
{
    private readonly ConnectionId connection = connection;
    private readonly string code = code;

    public bool Equals(MappedCode other) => connection == other.connection && code.Equals(other.code, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is MappedCode other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(connection, code.GetHashCode(StringComparison.OrdinalIgnoreCase));
}

/// <summary>What a code meant over a time.</summary>
internal sealed record BookMapping(BookPack Pack, DateTimeOffset? From, DateTimeOffset? Until)
{
    internal bool Covers(DateTimeOffset at) => !(at < From) && !(at >= Until);
}

/// <summary>A connection that is told, in its own item codes.</summary>
/// <param name="Owner">Whose connection it is.</param>
/// <param name="Connection">Which.</param>
/// <param name="IsOwn">One of the stock owner's own systems sees on hand and reserved; a partner's sees what is available.</param>
/// <param name="Items">Its item code and pack for our products, by product.</param>
internal sealed record Recipient(PartyId Owner, ConnectionId Connection, bool IsOwn, FrozenDictionary<int, RecipientItem> Items);

/// <summary>How a recipient names a product.</summary>
internal sealed record RecipientItem(string Code, string Pack, decimal Factor);
