using RetailGateway.Client.Wire;

namespace RetailGateway.Client;

/// <content>Reservations, on your own stock or on a partner's that its terms show you.</content>
public sealed partial class GatewayClient
{
    /// <summary>Holds stock until it is committed, released or expires. The same reference again answers the one that is there.</summary>
    /// <param name="wanted">What to hold.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/not-available</c>: less is reservable now.</exception>
    public Task<Reservation> Reserve(NewReservation wanted, string? key = null, CancellationToken cancel = default) =>
        stock.Reserve(Key(key), wanted, cancel);

    /// <summary>Says what left of a reservation on your stock.</summary>
    /// <param name="reservation">Its number.</param>
    /// <param name="commit">What left.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/not-held</c>: it holds less, or has expired.</exception>
    public Task<Reservation> Commit(long reservation, NewCommit commit, string? key = null, CancellationToken cancel = default) =>
        stock.Commit(Key(key), reservation, commit, cancel);

    /// <summary>Gives back what a reservation still holds.</summary>
    /// <param name="reservation">Its number.</param>
    /// <param name="reference">Your own id of the release, unique within the reservation.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/not-held</c>: it has ended already.</exception>
    public Task<Reservation> Release(long reservation, string reference, string? key = null, CancellationToken cancel = default) =>
        stock.Release(Key(key), reservation, new NewRelease(reference), cancel);

    /// <summary>Every reservation on your stock, and every one that you hold.</summary>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<Reservation> Reservations(CancellationToken cancel = default) =>
        Pages.All((cursor, stop) => stock.Reservations(Pages.Size, cursor, stop), cancel);

    /// <summary>One reservation and what became of it.</summary>
    /// <param name="reservation">Its number.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<Reservation> Reservation(long reservation, CancellationToken cancel = default) =>
        stock.Reservation(reservation, cancel);
}
