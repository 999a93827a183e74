using RetailGateway.Database;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Orders;

/// <summary>Where partners that call us leave their messages of orders.</summary>
internal sealed class OrderInbox(GatewayDb database) : ITakesOrderMessages
{
    /// <inheritdoc/>
    public async Task<bool> Take(IExchangesOrders partner, string cooperative, IReadOnlyList<OrderMessage> messages, CancellationToken cancel)
    {
        await using var connection = await database.Jobs.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (await OrderStreams.Find(connection, partner, cooperative, cancel) is not { } stream)
        {
            return false;
        }

        await OrderStreams.Keep(connection, stream.OwnerId, stream.ConnectionId, stream.CounterpartyId, messages, cancel);
        await OrderStreams.WakeIn(connection, stream, cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }
}
