using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders;

/// <summary>One order as a page shows it: its lines and documents, and what the reader calls its places.</summary>
internal sealed class OrderReading(GatewayDb database)
{
    /// <summary>Reads it.</summary>
    /// <exception cref="Refusal">The caller may see no such order.</exception>
    internal async Task<SeenOrder> Read(Caller caller, long id, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        var (head, documents) = await OrderRows.History(work, id);
        var folded = FoldedOrder.Of([.. documents.Select(one => one.Document)]);
        var order = await OrderRows.Read(work, caller, head, folded);
        var names = await work.Connection.QuerySingleAsync<NameRow>(
            """
            select p.name as partner, coalesce(t.name, o.ship_to) as ship_to, coalesce(f.name, o.ship_from) as ship_from,
                case @party when o.buyer_id then t.time_zone else f.time_zone end as time_zone, o.awaits_partner,
                (select string_agg(d.kind || ' ' || d.document_id, chr(10))
                    from order_document d
                    join connection c on c.owner_id = d.sender_id and c.connection_id = d.sender_connection_id and c.kind = 'console'
                    where d.owner_id = o.owner_id and d.order_id = o.order_id and d.sender_id = @party) as by_hand
            from trade_order o
            join party p on p.owner_id = case @party when o.owner_id then o.partner_id else o.owner_id end
            left join location t on t.owner_id = o.buyer_id and t.location_id = o.ship_to_id
            left join location f on f.owner_id = o.seller_id and f.location_id = o.ship_from_id
            where o.owner_id = @OwnerId and o.order_id = @OrderId
            """,
            new { party = caller.Party.Value, head.OwnerId, head.OrderId });
        return new SeenOrder(
            order, head.SideOf(caller), names.Partner, names.ShipTo, names.ShipFrom, names.TimeZone, folded.Open, head,
            [.. documents.OrderBy(one => one.Document.Place)], (names.ByHand ?? "").Split('\n').ToHashSet(StringComparer.Ordinal),
            names.AwaitsPartner);
    }

    /// <summary>The barcodes of an order's goods, as either side has them, by line.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> Barcodes(Caller caller, SeenOrder order, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        return (await work.Connection.QueryAsync<(string Line, string Gtins)>(
            """
            select l.line_id, string_agg(distinct k.gtin, ' ')
            from order_line l
            join ordered_goods(@OwnerId, @OrderId) g on g.product_id = l.product_id
            join pack k on k.gtin is not null and (k.owner_id, k.product_id) in ((@OwnerId, g.product_id), (@PartnerId, g.partner_product_id))
            where l.owner_id = @OwnerId and l.order_id = @OrderId
            group by l.line_id
            """,
            new { order.Head.OwnerId, order.Head.OrderId, order.Head.PartnerId })).ToDictionary(row => row.Line, row => row.Gtins, StringComparer.Ordinal);
    }

    private sealed record NameRow(string Partner, string ShipTo, string? ShipFrom, string? TimeZone, bool AwaitsPartner, string? ByHand);
}

/// <summary>One order from its reader's side.</summary>
/// <param name="Whole">The order with its lines, what its reader may send and what does not fit.</param>
/// <param name="Side">Which side of it the reader is.</param>
/// <param name="Partner">The other side's name.</param>
/// <param name="ShipTo">Where it goes, by name where the reader knows the place.</param>
/// <param name="ShipFrom">Where it comes from, likewise; null where the seller decides that itself.</param>
/// <param name="TimeZone">Of the reader's own place in it; null where they have none.</param>
/// <param name="Open">Requests that await the seller's answer.</param>
/// <param name="Head">What of it never changes.</param>
/// <param name="Documents">In their order.</param>
/// <param name="ByHand">The kinds and ids of those that the reader's people sent here, or the gateway for them.</param>
/// <param name="AwaitsPartner">A step about its deadline is due, and the seller's system is down.</param>
internal sealed record SeenOrder(
    TradeOrderWithLines Whole, TradeSide Side, string Partner, string ShipTo, string? ShipFrom, string? TimeZone, IReadOnlyList<DocumentKey> Open,
    OrderHead Head, IReadOnlyList<RecordedDocument> Documents, IReadOnlySet<string> ByHand, bool AwaitsPartner)
{
    /// <summary>Its head as it stands.</summary>
    internal TradeOrder Order => Whole.Order;

    /// <summary>The request that the seller answers next; null where that is the order itself, or nothing.</summary>
    internal DocumentKey? Asked =>
        Open.Where(open => open.Kind == DocumentKind.OrderCancellation).Concat(Open).Select(open => (DocumentKey?)open).FirstOrDefault();

    /// <summary>Whether its reader may send such a document now.</summary>
    internal bool May(DocumentKind kind) => Whole.Possible.Any(possible => possible.Document == kind);

    /// <summary>Whether its reader may answer what is to be answered next so.</summary>
    internal bool MayAnswer(ResponseCode code) => Whole.Possible.Contains(new PossibleDocument(DocumentKind.OrderResponse, Asked?.Kind ?? DocumentKind.Order, code));

    /// <summary>A page of the timeline, the newest first, each document with the person who sent it here where that was one of the reader's people.</summary>
    internal IReadOnlyList<(TimelineStep Step, int? Person)> Timeline(int skip, int take) =>
    [
        .. Enumerable.Range(0, Documents.Count).Reverse().Skip(skip).Take(take)
            .Select(index => TimelineStep.Of(Head, Documents, index))
            .Select(step => (step, ByHand.Contains($"{Names.Of(step.Document)} {step.Id}") ? HandDocuments.Person(step.Id) : null)),
    ];
}
