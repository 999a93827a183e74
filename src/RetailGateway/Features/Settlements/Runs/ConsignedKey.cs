using System.Globalization;
using Dapper;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock.Consignment;
using RetailGateway.Features.Catalogue.Contracts;

namespace RetailGateway.Features.Settlements.Runs;

/// <summary>One location's goods of a pair: what is settled line by line.</summary>
/// <param name="LocationOwner">Whose location it is.</param>
/// <param name="Location">The location.</param>
/// <param name="LedgerProduct">The product in the location's party's catalogue, whose ledger tells of it.</param>
internal readonly record struct ConsignedKey(int LocationOwner, int Location, int LedgerProduct);

/// <summary>Goods of a key: when they were the consignor's, and where the location's days begin.</summary>
/// <param name="Key">Which.</param>
/// <param name="Product">The product in the cooperative's catalogue.</param>
/// <param name="Zone">The location's.</param>
/// <param name="Held">When they were the consignor's, one after the other.</param>
internal sealed record ConsignedGoods(ConsignedKey Key, int Product, IndonesianZone Zone, IReadOnlyList<Span> Held)
{
    /// <summary>The consignor's still, or again some day: there will be another settlement.</summary>
    internal bool IsOpen => Held.Any(span => span.Until == DateTimeOffset.MaxValue);

    internal static async Task<List<ConsignedGoods>> Of(Work work, Pair pair) =>
    [
        .. (await work.Connection.QueryAsync<(int Owner, int Location, int Ledger, int Product, string Zone, DateTime? From, DateTime? Until)>(
            $"""
            {Pair.Goods}
            select g.location_owner_id, g.location_id, g.ledger_product_id, g.product_id, l.time_zone, lower(g.during), upper(g.during)
            from goods g join location l on l.owner_id = g.location_owner_id and l.location_id = g.location_id
            where g.owner_id = @OwnerId and g.hop = @Hop and g.consignor_id = @ConsignorId and g.consignee_id = @ConsigneeId and not isempty(g.during)
            order by 1, 2, 3, lower(g.during)
            """,
            pair))
        .GroupBy(row => new ConsignedKey(row.Owner, row.Location, row.Ledger))
        .Select(rows => new ConsignedGoods(
            rows.Key, rows.First().Product, Names.Read<IndonesianZone>(rows.First().Zone),
            [.. rows.Select(row => new Span(row.From ?? DateTimeOffset.MinValue, row.Until ?? DateTimeOffset.MaxValue))])),
    ];

    /// <summary>When the goods were the consignor's up to an instant, as a statement keeps it.</summary>
    internal string HeldUntil(DateTimeOffset end) => string.Join(
        ' ',
        Held.Select(span => span.And(new Span(DateTimeOffset.MinValue, end))).Where(span => !span.IsEmpty)
            .Select(span => string.Create(CultureInfo.InvariantCulture, $"{span.From.UtcDateTime:O}/{span.Until.UtcDateTime:O}")));

    /// <summary>They were the consignor's just before an instant, or from it on.</summary>
    internal bool IsHeldAround(DateTimeOffset instant, bool before) =>
        Held.Any(span => before ? span.From < instant && span.Until >= instant : span.From <= instant && span.Until > instant);

    /// <summary>A till recorded the location's sales through all of a span: no word of a console counts there, and some system's does.</summary>
    internal Task<bool> SalesAreRecorded(Work work, Span span) => work.Connection.ExecuteScalarAsync<bool>(
        """
        select coalesce(bool_and(c.kind <> 'console'), false)
        from system_of_record s join connection c on c.owner_id = s.owner_id and c.connection_id = s.connection_id
        where s.owner_id = @LocationOwner and s.location_id = @Location and s.during && tstzrange(@from, @until)
        """,
        new { Key.LocationOwner, Key.Location, from = span.From.UtcDateTime, until = span.Until.UtcDateTime });
}
