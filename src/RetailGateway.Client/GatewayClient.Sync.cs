using RetailGateway.Client.Wire;

namespace RetailGateway.Client;

/// <content>How the exchange stands, and what waits for a person.</content>
public sealed partial class GatewayClient
{
    /// <summary>How every stream that concerns you stands, and whose turn it is.</summary>
    /// <param name="cancel">The caller's patience.</param>
    public async Task<IReadOnlyList<SyncConnection>> SyncStatus(CancellationToken cancel = default) =>
        (await sync.Connections(cancel)).Connections;

    /// <summary>Every line that waits for its code to be mapped.</summary>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<ReviewItem> ReviewItems(CancellationToken cancel = default) =>
        Pages.All((cursor, stop) => sync.ReviewItems(Pages.Size, cursor, stop), cancel);

    /// <summary>Every matter that a person should look at.</summary>
    /// <param name="closed">Closed ones too.</param>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<Conflict> Conflicts(bool closed = false, CancellationToken cancel = default) =>
        Pages.All((cursor, stop) => sync.Conflicts(closed ? true : null, Pages.Size, cursor, stop), cancel);
}
