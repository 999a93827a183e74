using Dapper;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock.Consignment;
using RetailGateway.Features.Catalogue.Contracts;

namespace RetailGateway.Features.Settlements.Runs;

/// <summary>A statement of a period, and where it stands in the store.</summary>
/// <param name="Key">Of which goods.</param>
/// <param name="Product">The product in the cooperative's catalogue.</param>
/// <param name="FirstDay">The period's first day.</param>
/// <param name="LastDay">Its last.</param>
/// <param name="Period">What is stated.</param>
/// <param name="Held">When the goods were the consignor's up to the period's end, as the statement took it; null where it did not say.</param>
/// <param name="Restates">Settlement and line that it replaces; null where it settles the period.</param>
internal sealed record Statement(
    ConsignedKey Key, int Product, DateOnly FirstDay, DateOnly LastDay, SettledPeriod Period, string? Held, (long Settlement, int Line)? Restates)
{
    private const string Columns =
        """
        n.settlement_id, n.line, n.location_owner_id, n.location_id, n.ledger_product_id, n.product_id, n.first_day, n.last_day,
            lower(n.during) as from_at, upper(n.during) as until_at, n.revision, n.opening, n.delivered, n.transfers_in, n.returns_in, n.found,
            n.returns_out, n.transfers_out, n.expired, n.damaged, n.closing, n.closing_is_counted, n.sold, n.sales_are_recorded,
            n.shrinkage_borne_by, n.price_amount, n.price_base_quantity, n.share_percent, n.due, n.quantity, n.amount, n.held, s.currency, s.settled_at
        """;

    /// <summary>When it was stated; of what is about to be, nothing yet.</summary>
    internal DateTimeOffset? SettledAt { get; private init; }

    /// <summary>The last statement of the newest settled period of each of a pair's goods; none where nothing was ever settled.</summary>
    internal static async Task<Dictionary<ConsignedKey, Statement>> Newest(Work work, Pair pair, IReadOnlyCollection<ConsignedGoods> goods) =>
        (await work.Connection.QueryAsync<Row>(
            $"""
            select {Columns}
            from unnest(@owners, @locations, @products) k (location_owner_id, location_id, ledger_product_id)
            cross join lateral (
                select * from settlement_line n
                where n.owner_id = @OwnerId and n.consignor_id = @ConsignorId and n.consignee_id = @ConsigneeId
                    and n.location_owner_id = k.location_owner_id and n.location_id = k.location_id and n.ledger_product_id = k.ledger_product_id
                order by n.during desc, n.revision desc
                limit 1) n
            join settlement s on s.owner_id = n.owner_id and s.settlement_id = n.settlement_id
            """,
            new
            {
                pair.OwnerId,
                pair.ConsignorId,
                pair.ConsigneeId,
                owners = goods.Select(each => each.Key.LocationOwner).ToArray(),
                locations = goods.Select(each => each.Key.Location).ToArray(),
                products = goods.Select(each => each.Key.LedgerProduct).ToArray(),
            })).Select(row => row.Statement()).ToDictionary(statement => statement.Key);

    /// <summary>The last statement of every settled period of the goods that ends after an instant, oldest first.</summary>
    internal static async Task<List<Statement>> EndingAfter(Work work, Pair pair, ConsignedKey key, DateTimeOffset instant) =>
    [
        .. (await work.Connection.QueryAsync<Row>(
            $"""
            select distinct on (n.during) {Columns}
            from settlement_line n join settlement s on s.owner_id = n.owner_id and s.settlement_id = n.settlement_id
            where n.owner_id = @OwnerId and n.consignor_id = @ConsignorId and n.consignee_id = @ConsigneeId
                and n.location_owner_id = @LocationOwner and n.location_id = @Location and n.ledger_product_id = @LedgerProduct
                and upper(n.during) > @instant
            order by n.during, n.revision desc
            """,
            new { pair.OwnerId, pair.ConsignorId, pair.ConsigneeId, key.LocationOwner, key.Location, key.LedgerProduct, instant = instant.UtcDateTime }))
        .Select(row => row.Statement()),
    ];

    private sealed record Row(
        long SettlementId, int Line, int LocationOwnerId, int LocationId, int LedgerProductId, int ProductId, DateOnly FirstDay, DateOnly LastDay,
        DateTime FromAt, DateTime UntilAt, int Revision, decimal Opening, decimal Delivered, decimal TransfersIn, decimal ReturnsIn, decimal Found,
        decimal ReturnsOut, decimal TransfersOut, decimal Expired, decimal Damaged, decimal Closing, bool ClosingIsCounted, decimal Sold, bool SalesAreRecorded,
        string ShrinkageBorneBy, decimal PriceAmount, decimal PriceBaseQuantity, decimal SharePercent, decimal Due, decimal Quantity, decimal Amount, string? Held, string Currency,
        DateTime SettledAt)
    {
        internal Statement Statement() => new(
            new ConsignedKey(LocationOwnerId, LocationId, LedgerProductId), ProductId, FirstDay, LastDay,
            new SettledPeriod(
                new Span(FromAt, UntilAt), Revision,
                new SettlementRule(
                    Names.Read<ShrinkageBearer>(ShrinkageBorneBy), SalesAreRecorded,
                    new ConsignorsPrice(new UnitPrice(PriceAmount, PriceBaseQuantity, Currency), SharePercent)),
                Figures(), Units(Due), Units(Quantity), new Money(Amount, Currency)),
            Held, (SettlementId, Line))
        {
            SettledAt = SettledAt,
        };

        private ConsignmentFigures Figures() => new()
        {
            Opening = Units(Opening),
            Delivered = Units(Delivered),
            TransfersIn = Units(TransfersIn),
            ReturnsIn = Units(ReturnsIn),
            Found = Units(Found),
            ReturnsOut = Units(ReturnsOut),
            TransfersOut = Units(TransfersOut),
            Expired = Units(Expired),
            Damaged = Units(Damaged),
            Closing = Units(Closing),
            Sold = Units(Sold),
            IsCounted = ClosingIsCounted,
        };

        private static Quantity Units(decimal units) => Domain.Measures.Quantity.FromSum(units);
    }
}
