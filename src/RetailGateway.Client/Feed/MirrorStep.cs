namespace RetailGateway.Client;

/// <summary>
/// A step of keeping a copy of positions by <see cref="GatewayClient.Mirror"/>. Apply each in turn and keep
/// <see cref="Cursor"/> with the copy; where a position is there already, the higher version stands.
/// </summary>
/// <param name="Cursor">Where to begin next time; null while a snapshot is not whole, for then it begins anew.</param>
public abstract record MirrorStep(string? Cursor);

/// <summary>A snapshot begins. What the copy holds and the snapshot does not name by its end is no longer there.</summary>
/// <param name="Because">Why; null at the first beginning.</param>
public sealed record SnapshotBegun(FeedCursorGoneException? Because) : MirrorStep(default(string));

/// <summary>A position of the snapshot.</summary>
/// <param name="Position">The position as it is.</param>
public sealed record SnapshotRead(StockPosition Position) : MirrorStep(default(string));

/// <summary>The snapshot is whole, and the feed goes on from where it began.</summary>
/// <param name="Head">The feed's head when the snapshot began, which is where to go on.</param>
public sealed record SnapshotWhole(string Head) : MirrorStep(Head);

/// <summary>A position has changed.</summary>
/// <param name="Position">The position as it is now.</param>
/// <param name="Cursor">Where to go on.</param>
public sealed record PositionTold(PositionChanged Position, string? Cursor) : MirrorStep(Cursor);

/// <summary>Something else happened.</summary>
/// <param name="Event">The event.</param>
/// <param name="Cursor">Where to go on.</param>
public sealed record OtherTold(GatewayEvent Event, string? Cursor) : MirrorStep(Cursor);
