using Npgsql;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Streams;

/// <summary>A partner answered one party with another's data: a matter between the party and the partner's engineers.</summary>
internal static class ForeignAnswer
{
    /// <summary>Opens the matter for the party that was answered. Whose data came is in the log alone, for whoever runs the gateway.</summary>
    internal static async Task<bool> Raise(NpgsqlConnection connection, ClaimedStream stream, StockSend send, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(OpenConflicts.Open(
            new NewConflict(
                new PartyId(stream.CounterpartyId),
                new ConnectionId(stream.ConnectionId),
                ConflictKind.TenantMismatch,
                new { send = send.SendId, sentFor = stream.Counterparty, answeredFor = "another party" })
            {
                ConnectionOwner = new PartyId(stream.OwnerId),
                Subject = ("send", send.SendId),
                ActsNext = "partner",
            }));
        await batch.ExecuteNonQueryAsync(cancel);
        return true;
    }
}
