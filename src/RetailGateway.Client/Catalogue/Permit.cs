namespace RetailGateway.Client;

/// <summary>What a permit is.</summary>
public enum PermitKind
{
    /// <summary>The business identity number.</summary>
    Nib,

    /// <summary>Of home-made food (P-IRT).</summary>
    Pirt,

    /// <summary>Halal.</summary>
    Halal,

    /// <summary>Of the food and drug agency.</summary>
    Bpom,
}

/// <summary>A permit of a producer or of a product.</summary>
/// <param name="Id">Its number.</param>
/// <param name="OwnerId">Who recorded it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Number">As it is printed.</param>
/// <param name="Expires">Its last day.</param>
/// <param name="Expired">That day is over.</param>
/// <param name="Producer">The producer's code, where it is the producer's.</param>
/// <param name="Product">The owner's item code, where it is a product's.</param>
public sealed record Permit(
    int Id, int OwnerId, PermitKind Kind, string Number, DateOnly Expires, bool Expired, string? Producer = null, string? Product = null);

/// <summary>A permit to record.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Number">As it is printed.</param>
/// <param name="Expires">Its last day.</param>
/// <param name="Producer">The producer's code, where it is the producer's.</param>
/// <param name="Product">Your item code, where it is a product's.</param>
public sealed record NewPermit(PermitKind Kind, string Number, DateOnly Expires, string? Producer = null, string? Product = null);
