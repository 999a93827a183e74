using System.Net;
using RetailGateway.PartnerSimulator.Chain.Books;

namespace RetailGateway.PartnerSimulator.Chain;

/// <summary>How one Toko Basmalah is set up.</summary>
internal sealed record ChainOptions
{
    /// <summary>Its goods, places and opening stock.</summary>
    public required ChainCatalogue Catalogue { get; init; }

    /// <summary>Partner key to the co-op it stands for.</summary>
    public required IReadOnlyDictionary<string, string> Keys { get; init; }

    /// <summary>Where it listens; port 0 takes a free one.</summary>
    public IPEndPoint Endpoint { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>The journal file; none keeps the books in memory.</summary>
    public string? StateFile { get; init; }

    /// <summary>The name of new books. Fixed only where answers must be the same each time.</summary>
    public string NewEpoch { get; init; } = Guid.NewGuid().ToString("N")[..12];

    /// <summary>Changes a feed token may lie behind before it expires.</summary>
    public int RetainedChanges { get; init; } = 100_000;

    /// <summary>Co-op to where it wants to be called of orders.</summary>
    public IReadOnlyDictionary<string, CallbackTarget> Callbacks { get; init; } = new Dictionary<string, CallbackTarget>();

    /// <summary>The chain's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
