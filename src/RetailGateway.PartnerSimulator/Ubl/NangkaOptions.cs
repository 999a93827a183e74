using System.Net;

namespace RetailGateway.PartnerSimulator.Ubl;

/// <summary>How one Nangka Grosir is set up.</summary>
internal sealed record NangkaOptions
{
    /// <summary>How it is named on paper.</summary>
    public string Party { get; init; } = "NANGKA";

    /// <summary>Key to the co-op it stands for.</summary>
    public required IReadOnlyDictionary<string, string> Keys { get; init; }

    /// <summary>The goods it trades in, by its own codes.</summary>
    public required IReadOnlyDictionary<string, NangkaGoods> Goods { get; init; }

    /// <summary>Where it listens; port 0 takes a free one.</summary>
    public IPEndPoint Endpoint { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>Its clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>How goods are counted.</summary>
/// <param name="Unit">Loose: C62, KGM.</param>
/// <param name="Pack">By the pack: CT.</param>
internal sealed record NangkaGoods(string Unit, string Pack);
