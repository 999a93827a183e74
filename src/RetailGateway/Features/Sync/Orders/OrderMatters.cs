using System.Globalization;
using Npgsql;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Features.Sync.Streams;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Orders;

/// <summary>What goes wrong between a cooperative's orders and a partner's system, as matters for people.</summary>
internal static class OrderMatters
{
    private const int MostDifferences = 10;

    /// <summary>The partner took nothing of our document, and says why.</summary>
    internal static NpgsqlBatchCommand Refused(ClaimedStream stream, OrderSend send, long number, string code, string words) => OpenConflicts.Open(Of(
        stream, ConflictKind.OrderRefused, "partner", new { order = send.Book.Number, document = Named(send), code, words }) with
    {
        Subject = Document(number),
    });

    /// <summary>The partner has another document under our id.</summary>
    internal static NpgsqlBatchCommand EchoDiffers(ClaimedStream stream, OrderSend send, long number, IReadOnlyList<string> differences) => OpenConflicts.Open(Of(
        stream, ConflictKind.EchoDiffers, "partner", new { send = Named(send), order = send.Book.Number, differences = differences.Take(MostDifferences) }) with
    {
        Subject = Document(number),
    });

    /// <summary>Whose it was is in the log alone.</summary>
    internal static NpgsqlBatchCommand ForeignAnswer(ClaimedStream stream, (string Kind, string Id) subject, string about) => OpenConflicts.Open(Of(
        stream, ConflictKind.TenantMismatch, "partner", new { send = about, sentFor = stream.Counterparty, answeredFor = "another party" }) with
    {
        Subject = subject,
    });

    /// <summary>A document of the partner's cannot be recorded as it is.</summary>
    internal static NpgsqlBatchCommand Unread(ClaimedStream stream, WaitingMessage message, MessageHead? head, string code, string words) => OpenConflicts.Open(Of(
        stream, ConflictKind.OrderUnread, "owner", new { order = head?.Number, document = head is null ? null : $"{Catalogue.Contracts.Names.Of(head.Kind)} {head.Id.Value}", code, words }) with
    {
        Subject = Message(message),
    });

    /// <summary>The document went through, or the message was recorded.</summary>
    internal static IReadOnlyList<NpgsqlBatchCommand> Mended(ClaimedStream stream, (string Kind, string Id) subject) =>
        [.. new[] { ConflictKind.OrderRefused, ConflictKind.EchoDiffers, ConflictKind.TenantMismatch, ConflictKind.OrderUnread }
            .Select(kind => OpenConflicts.Mended(new PartyId(stream.CounterpartyId), kind, subject, MendedBecause.PartnerAnswered))];

    internal static (string Kind, string Id) Document(long number) => ("order_document", number.ToString(CultureInfo.InvariantCulture));

    internal static (string Kind, string Id) Message(WaitingMessage message) => ("order_message", message.MessageNumber.ToString(CultureInfo.InvariantCulture));

    internal static async Task<bool> Do(NpgsqlConnection connection, IEnumerable<NpgsqlBatchCommand> commands, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in commands)
        {
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancel);
        return true;
    }

    private static string Named(OrderSend send) => $"{Catalogue.Contracts.Names.Of(send.Document.Kind)} {send.Document.Id.Value}";

    private static NewConflict Of(ClaimedStream stream, string kind, string actsNext, object evidence) =>
        new(new PartyId(stream.CounterpartyId), new ConnectionId(stream.ConnectionId), kind, evidence)
        {
            ConnectionOwner = new PartyId(stream.OwnerId),
            ActsNext = actsNext,
        };
}
