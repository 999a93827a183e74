namespace RetailGateway.PartnerSimulator.Files.Mangga;

/// <summary>How Mangga Swalayan is set up.</summary>
internal sealed record ManggaOptions
{
    /// <summary>Its folder between it and the gateway, with <c>in</c> and <c>out</c> in it.</summary>
    public required string Folder { get; init; }

    /// <summary>Where its books are kept over a restart.</summary>
    public required string StateFile { get; init; }

    /// <summary>Which life it lives.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Things that happen a minute; at 0 nothing new happens, and what is owed is still left and answered.</summary>
    public int Pace { get; init; }

    /// <summary>From one night to the next.</summary>
    public TimeSpan Day { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Its clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
