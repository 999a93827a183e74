using RetailGateway.Client;

namespace RetailGateway.PartnerSimulator.Callers.Anggur;

/// <summary>How one Anggur Mart is set up.</summary>
internal sealed record AnggurOptions
{
    /// <summary>The gateway's address.</summary>
    public required Uri Gateway { get; init; }

    /// <summary>Its key at the gateway.</summary>
    public required string Key { get; init; }

    /// <summary>Where its books are kept over a restart.</summary>
    public required string StateFile { get; init; }

    /// <summary>The code of its system at the gateway.</summary>
    public string Connection { get; init; } = "pusat";

    /// <summary>Which life it lives.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Its own changes a minute; at 0 nothing new happens, and what is owed is still sent and concluded.</summary>
    public int Pace { get; init; }

    /// <summary>How long it holds goods before it thinks again.</summary>
    public TimeSpan HoldsFor { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How patient its client is.</summary>
    public GatewayClientOptions Patience { get; init; } = new();

    /// <summary>Its clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
