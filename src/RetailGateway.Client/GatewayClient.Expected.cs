using RetailGateway.Client.Wire;

namespace RetailGateway.Client;

/// <content>Transfers, and what documents say that a till has yet to tell.</content>
public sealed partial class GatewayClient
{
    /// <summary>Moves goods from one of your locations to another. The same reference again answers the one that is there.</summary>
    /// <param name="transfer">What, from where and to where.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<Transfer> AddTransfer(NewTransfer transfer, string? key = null, CancellationToken cancel = default) =>
        stock.AddTransfer(Key(key), transfer, cancel);

    /// <summary>Every transfer of yours.</summary>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<Transfer> Transfers(CancellationToken cancel = default) =>
        Pages.All((cursor, stop) => stock.Transfers(Pages.Size, cursor, stop), cancel);

    /// <summary>One transfer.</summary>
    /// <param name="id">The transfer's number.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<Transfer> Transfer(long id, CancellationToken cancel = default) =>
        stock.Transfer(id, cancel);

    /// <summary>Every expected movement.</summary>
    /// <param name="filter">Which; all when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<ExpectedMovement> ExpectedMovements(ExpectedFilter? filter = null, CancellationToken cancel = default) =>
        Pages.All(
            (cursor, stop) => stock.Expected(
                filter?.Location, filter?.Product, filter?.Reference, filter?.Open, filter?.Overdue, Pages.Size, cursor, stop),
            cancel);

    /// <summary>One expected movement and what the till has made of it.</summary>
    /// <param name="id">The expected movement's number.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<ExpectedMovement> ExpectedMovement(long id, CancellationToken cancel = default) =>
        stock.ExpectedMovement(id, cancel);

    /// <summary>It happened and the till did not tell: what remains is posted in the till's name.</summary>
    /// <param name="id">The expected movement's number.</param>
    /// <param name="reason">Why, in a person's own words, 1 to 500 characters; kept in the audit log.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/not-expected</c>: nothing of it remains.</exception>
    public Task<ExpectedMovement> AcceptExpectedMovement(long id, string reason, string? key = null, CancellationToken cancel = default) =>
        stock.AcceptExpected(Key(key), id, new Reasoned(reason), cancel);

    /// <summary>It never happened: what remains is let go, and no stock moves.</summary>
    /// <param name="id">The expected movement's number.</param>
    /// <param name="reason">Why, in a person's own words, 1 to 500 characters; kept in the audit log.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/not-expected</c>: nothing of it remains.</exception>
    public Task<ExpectedMovement> DismissExpectedMovement(long id, string reason, string? key = null, CancellationToken cancel = default) =>
        stock.DismissExpected(Key(key), id, new Reasoned(reason), cancel);
}
