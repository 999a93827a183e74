using System.Globalization;
using Dapper;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Orders.Contracts;
using RetailGateway.Features.Stock.Contracts;

namespace RetailGateway.Features.Sync.Drift;

/// <summary>
/// What becomes of orders that both sides have otherwise: each is given to a person once, and closes by itself when a later
/// check finds it the same. Nothing of an order is put right by a machine: whose documents are missing only people know.
/// </summary>
internal static class OrderFindings
{
    private const int MostWords = 20;

    internal static async Task Write(Work work, DriftStream stream, OrdersReading reading)
    {
        var equal = reading.Equal.Select(Text).ToHashSet();
        var here = reading.Here.Select(Text).ToHashSet();
        foreach (var subject in await Open(work, stream))
        {
            if (subject.Kind == "order" ? equal.Contains(subject.Id) : here.Contains(subject.Id))
            {
                work.Defer(OpenConflicts.Mended(new PartyId(stream.OwnerId), ConflictKind.OrderDiffers, subject, MendedBecause.BooksAgree));
            }
        }

        foreach (var one in reading.Differences)
        {
            work.Defer(OpenConflicts.Open(new NewConflict(
                new PartyId(stream.OwnerId),
                new ConnectionId(stream.ConnectionId),
                ConflictKind.OrderDiffers,
                new { order = one.Name.Number, orderedBy = one.Name.PartnerBuys ? "partner" : "owner", differences = one.Words.Take(MostWords) })
            {
                ConnectionOwner = new PartyId(stream.ConnectionOwnerId),
                ChangeId = one.Name.Number,
                Subject = one.Order is { } order ? ("order", Text(order)) : ("partner_order", Text(one.Name)),
            }));
        }
    }

    private static async Task<IEnumerable<(string Kind, string Id)>> Open(Work work, DriftStream stream) => await work.Connection.QueryAsync<(string, string)>(
        """
        select subject_kind, subject_id from conflict
        where owner_id = @OwnerId and connection_owner_id = @ConnectionOwnerId and connection_id = @ConnectionId and kind = @kind and closed_at is null
        """,
        new { stream.OwnerId, stream.ConnectionOwnerId, stream.ConnectionId, kind = ConflictKind.OrderDiffers });

    private static string Text(long order) => order.ToString(CultureInfo.InvariantCulture);

    private static string Text(OrderName name) => $"{(name.PartnerBuys ? "partner" : "owner")}/{name.Number}";
}
