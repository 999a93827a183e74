namespace RetailGateway.Client;

/// <summary>What to hold, for how long.</summary>
/// <param name="Location">The location's code.</param>
/// <param name="Product">The owner's item code of the product.</param>
/// <param name="Quantity">In base units, above zero, at most three decimals.</param>
/// <param name="Reference">Your own id of the reservation, unique within your connection, for ever.</param>
/// <param name="ExpiresAt">When it lets go by itself; at most 30 days ahead.</param>
/// <param name="OwnerId">Whose stock; yours when null.</param>
public sealed record NewReservation(
    string Location, string Product, decimal Quantity, string Reference, DateTimeOffset ExpiresAt, int? OwnerId = null);

/// <summary>What left of a reservation.</summary>
/// <param name="Reference">Your own id of the despatch, unique within the reservation.</param>
/// <param name="Quantity">In base units; zero only where it is final.</param>
/// <param name="OccurredAt">When it left.</param>
/// <param name="Final">Nothing more will leave: the rest is given back.</param>
public sealed record NewCommit(string Reference, decimal Quantity, DateTimeOffset OccurredAt, bool Final);

/// <summary>A hold on stock and what became of it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="OwnerId">Whose stock.</param>
/// <param name="HolderId">For whom it is held.</param>
/// <param name="Location">The location's code.</param>
/// <param name="Product">The owner's item code.</param>
/// <param name="Reference">The holder's own id.</param>
/// <param name="Quantity">What was held at first.</param>
/// <param name="Committed">What left.</param>
/// <param name="Remaining">What is still held.</param>
/// <param name="ReservedAt">Since when.</param>
/// <param name="ExpiresAt">When it lets go.</param>
/// <param name="Steps">What happened to it, oldest first.</param>
public sealed record Reservation(
    long Id, int OwnerId, int HolderId, string Location, string Product, string Reference,
    decimal Quantity, decimal Committed, decimal Remaining, DateTimeOffset ReservedAt, DateTimeOffset ExpiresAt,
    IReadOnlyList<ReservationStep> Steps);

/// <summary>A step of a reservation.</summary>
/// <param name="Kind">commit, release or expire.</param>
/// <param name="Quantity">What left by it; zero for a release or an expiry.</param>
/// <param name="Final">The rest was given back.</param>
/// <param name="Reference">The id of the step.</param>
/// <param name="OccurredAt">When.</param>
public sealed record ReservationStep(string Kind, decimal Quantity, bool Final, string Reference, DateTimeOffset OccurredAt);
