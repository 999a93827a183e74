namespace RetailGateway.Domain.Stock.Drift;

/// <summary>What a difference between two books of the same goods looks like.</summary>
public enum DriftKind
{
    /// <summary>An entry, or the whole line, is in one book and not in the other.</summary>
    Lost,

    /// <summary>One entry was counted twice in one of the books.</summary>
    Doubled,

    /// <summary>Packs were read as pieces, pieces as packs, or a pack by another factor.</summary>
    PackFactor,

    /// <summary>What one product has too much, another of the same location has too little.</summary>
    WrongProduct,

    /// <summary>The partner stands where we stood before.</summary>
    Stale,

    /// <summary>The books differ, and nothing that either has explains it.</summary>
    Unexplained,
}
