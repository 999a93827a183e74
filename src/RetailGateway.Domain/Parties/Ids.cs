namespace RetailGateway.Domain.Parties;

/// <summary>A party: cooperative, chain, producer or authority.</summary>
/// <param name="Value">The store's number.</param>
public readonly record struct PartyId(int Value);

/// <summary>A shop, store or warehouse of one party.</summary>
/// <param name="Value">The store's number.</param>
public readonly record struct LocationId(int Value);

/// <summary>One partner system, or the built-in console: whoever gives change ids.</summary>
/// <param name="Value">The store's number; it decides the order of entries of one instant.</param>
public readonly record struct ConnectionId(int Value) : IComparable<ConnectionId>
{
    /// <summary>Before, in the order of entries.</summary>
    public static bool operator <(ConnectionId left, ConnectionId right) => left.Value < right.Value;

    /// <summary>After, in the order of entries.</summary>
    public static bool operator >(ConnectionId left, ConnectionId right) => left.Value > right.Value;

    /// <summary>Not after, in the order of entries.</summary>
    public static bool operator <=(ConnectionId left, ConnectionId right) => left.Value <= right.Value;

    /// <summary>Not before, in the order of entries.</summary>
    public static bool operator >=(ConnectionId left, ConnectionId right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(ConnectionId other) => Value.CompareTo(other.Value);
}

/// <summary>A product: goods, or a service that is never stocked.</summary>
/// <param name="Value">The store's number.</param>
public readonly record struct ProductId(int Value);
