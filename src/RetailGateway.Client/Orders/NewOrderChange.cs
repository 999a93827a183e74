namespace RetailGateway.Client;

/// <summary>What becomes of a line by a change, of UNCL 1229.</summary>
public enum ChangeLineStatus
{
    /// <summary><c>1</c>: a line that the order did not have.</summary>
    Added,

    /// <summary><c>2</c>: nothing more of it is to be sent.</summary>
    Deleted,

    /// <summary><c>3</c>: another quantity, pack or product.</summary>
    Changed,
}

/// <summary>What the buyer asks for.</summary>
/// <param name="Id">Your id of it, 1 to 64 characters, unique among the order's changes.</param>
/// <param name="IssuedAt">When it was issued; at most five minutes ahead of the gateway's clock.</param>
/// <param name="Lines">The lines that it is about, 1 to 500; all others stay as they are.</param>
/// <param name="Sequence">Its number among the order's changes; the next one when null.</param>
public sealed record NewOrderChange(string Id, DateTimeOffset IssuedAt, IReadOnlyList<NewChangeLine> Lines, int? Sequence = null);

/// <summary>What the buyer asks for on one line.</summary>
/// <param name="Line">Your id of it.</param>
/// <param name="Status">What becomes of it.</param>
/// <param name="Quantity">How much is ordered of it then, in packs; not needed where it is deleted.</param>
/// <param name="InBaseUnits">The quantity counts base units and not packs.</param>
/// <param name="Item">Another product, by a code that your connection knows; the same when null.</param>
/// <param name="Pack">The pack of that product.</param>
public sealed record NewChangeLine(
    string Line, ChangeLineStatus Status, decimal? Quantity = null, bool InBaseUnits = false, string? Item = null, string? Pack = null);

/// <summary>The buyer asks that nothing more be sent.</summary>
/// <param name="Id">Your id of it, 1 to 64 characters, unique among the order's cancellations.</param>
/// <param name="IssuedAt">When it was issued; at most five minutes ahead of the gateway's clock.</param>
public sealed record NewOrderCancellation(string Id, DateTimeOffset IssuedAt);
