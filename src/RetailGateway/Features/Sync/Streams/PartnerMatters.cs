using Npgsql;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Streams;

/// <summary>Matters between the party whose goods a stream carries and the partner's engineers.</summary>
internal static class PartnerMatters
{
    private const int MostDifferences = 10;

    /// <summary>Refused so often in a row, with newer versions or after a retry, that it is no accident.</summary>
    private const int Keeps = 3;

    /// <summary>A partner answered one party with another's data. Whose it was is in the log alone, for whoever runs the gateway.</summary>
    internal static Task<bool> ForeignAnswer(NpgsqlConnection connection, ClaimedStream stream, StockSend send, CancellationToken cancel) => Do(
        connection,
        [OpenConflicts.Open(Of(stream, ConflictKind.TenantMismatch, new { send = send.SendId, sentFor = stream.Counterparty, answeredFor = "another party" }) with
        {
            Subject = ("send", send.SendId),
        })],
        cancel);

    /// <summary>A partner echoed other figures than it was sent: nothing of its answer was taken.</summary>
    internal static Task<bool> EchoDiffers(
        NpgsqlConnection connection, ClaimedStream stream, StockSend send, IReadOnlyList<string> differences, CancellationToken cancel) => Do(
        connection,
        [OpenConflicts.Open(Of(stream, ConflictKind.EchoDiffers, new { send = send.SendId, differences = differences.Take(MostDifferences) }) with
        {
            Subject = ("send", send.SendId),
        })],
        cancel);

    /// <summary>A partner's own feed speaks of places that are another party's. Whose is not said.</summary>
    internal static Task<bool> ForeignPlaces(NpgsqlConnection connection, ClaimedStream stream, IReadOnlyList<(string Place, string Change)> seen, CancellationToken cancel) => Do(
        connection,
        [.. seen.Select(one => OpenConflicts.Open(Of(
            stream, ConflictKind.TenantMismatch, new { feedOf = stream.Counterparty, location = one.Place, locationOf = "another party", change = one.Change }) with
        {
            Subject = ("feed", one.Place),
        }))],
        cancel);

    /// <summary>Opens a matter of each line that the partner keeps refusing, and closes those of lines that it takes again.</summary>
    internal static Task<bool> Refusals(NpgsqlConnection connection, ClaimedStream stream, IEnumerable<LineRefusals> lines, CancellationToken cancel) => Do(
        connection,
        [.. lines.Select(line => line switch
        {
            { Refusals: >= Keeps } => OpenConflicts.Open(Of(
                stream, ConflictKind.PartnerRefuses, new { code = line.Code, words = line.Words, toldAs = line.ToldAs }) with
            {
                Location = line.LocationId,
                Product = line.ProductId,
            }),
            { Refusals: 0, Before: >= Keeps } => OpenConflicts.Mended(
                new PartyId(stream.CounterpartyId), ConflictKind.PartnerRefuses, line.LocationId, line.ProductId, "the partner takes it again"),
            _ => null,
        }).OfType<NpgsqlBatchCommand>()],
        cancel);

    private static NewConflict Of(ClaimedStream stream, string kind, object evidence) =>
        new(new PartyId(stream.CounterpartyId), new ConnectionId(stream.ConnectionId), kind, evidence)
        {
            ConnectionOwner = new PartyId(stream.OwnerId),
            ActsNext = "partner",
        };

    private static async Task<bool> Do(NpgsqlConnection connection, IReadOnlyList<NpgsqlBatchCommand> commands, CancellationToken cancel)
    {
        if (commands.Count > 0)
        {
            await using var batch = new NpgsqlBatch(connection);
            foreach (var command in commands)
            {
                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync(cancel);
        }

        return true;
    }
}

/// <summary>How often in a row a line was refused, before the newest verdict and with it.</summary>
internal sealed record LineRefusals(int LocationId, int ProductId, string? Code, string? Words, string? ToldAs, int Before, int Refusals);
