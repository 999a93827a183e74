using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock.Consignment;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Settlements;

/// <summary>Settlements as their two sides read them.</summary>
internal static class SettlementReading
{
    private const string Select =
        """
        select s.settlement_id, s.owner_id, s.hop, s.consignor_id, r.code as consignor, s.consignee_id, e.code as consignee,
            s.first_day, s.last_day, s.currency, s.total, s.settled_at
        from settlement s
        join party r on r.owner_id = s.consignor_id
        join party e on e.owner_id = s.consignee_id
        """;

    /// <summary>What is settled is money, which the authority does not see: for it there is nothing here.</summary>
    internal static void CheckMaySee(Caller caller)
    {
        if (caller.Kind == PartyKind.Authority)
        {
            throw Missing();
        }
    }

    internal static async Task<List<SettlementSummary>> List(Work work, SettlementFilter filter, long before, int take) =>
        (await work.Connection.QueryAsync<Row>(
            $"""
            {Select}
            where s.settlement_id < @before
                and (@Consignor::text is null or upper(r.code) = upper(@Consignor))
                and (@Consignee::text is null or upper(e.code) = upper(@Consignee))
                and (@From::date is null or s.last_day >= @From)
                and (@To::date is null or s.first_day <= @To)
                and (@Location::text is null or exists (
                    select from settlement_line n join location l on l.owner_id = n.location_owner_id and l.location_id = n.location_id
                    where n.owner_id = s.owner_id and n.settlement_id = s.settlement_id and l.code_key = upper(@Location)))
            order by s.settlement_id desc
            limit @take
            """,
            new { filter.Consignor, filter.Consignee, filter.Location, filter.From, filter.To, before, take })).Select(row => row.Summary()).AsList();

    internal static async Task<SettlementSummary> One(Work work, long id) =>
        (await work.Connection.QuerySingleOrDefaultAsync<Row>($"{Select} where s.settlement_id = @id", new { id }))?.Summary() ?? throw Missing();

    internal static async Task<List<SettlementLine>> Lines(Work work, long id) => (await work.Connection.QueryAsync<LineRow>(
        """
        select n.line, n.kind, n.restates_settlement_id, n.restates_line, l.code as location, g.code as product, n.first_day, n.last_day, n.revision,
            n.opening, n.delivered, n.transfers_in, n.returns_in, n.found, n.returns_out, n.transfers_out, n.expired, n.damaged, n.closing,
            n.closing_is_counted, n.taken, n.sold, n.sales_are_recorded, n.shrinkage_borne_by, n.price_amount, n.price_base_quantity, n.share_percent,
            n.due, n.quantity, n.amount, n.billed
        from settlement_line n
        join location l on l.owner_id = n.location_owner_id and l.location_id = n.location_id
        join product g on g.owner_id = n.owner_id and g.product_id = n.product_id
        where n.settlement_id = @id
        order by n.line
        """,
        new { id })).Select(row => row.Stated()).AsList();

    internal static Refusal Missing() => new(Problems.NotFound, "No settlement that you are a side of has that number.");

    private sealed record Row(
        long SettlementId, int OwnerId, string Hop, int ConsignorId, string Consignor, int ConsigneeId, string Consignee,
        DateOnly FirstDay, DateOnly LastDay, string Currency, decimal Total, DateTime SettledAt)
    {
        internal SettlementSummary Summary() => new(
            SettlementId, OwnerId, Names.Read<ConsignmentHop>(Hop), ConsignorId, Consignor, ConsigneeId, Consignee, FirstDay, LastDay, Currency, Total, SettledAt);
    }

    private sealed record LineRow(
        int Line, string Kind, long? RestatesSettlementId, int? RestatesLine, string Location, string Product, DateOnly FirstDay, DateOnly LastDay, int Revision,
        decimal Opening, decimal Delivered, decimal TransfersIn, decimal ReturnsIn, decimal Found, decimal ReturnsOut, decimal TransfersOut,
        decimal Expired, decimal Damaged, decimal Closing, bool ClosingIsCounted, decimal Taken, decimal Sold, bool SalesAreRecorded, string ShrinkageBorneBy,
        decimal PriceAmount, decimal PriceBaseQuantity, decimal SharePercent, decimal Due, decimal Quantity, decimal Amount, decimal Billed)
    {
        internal SettlementLine Stated() => new(
            Line, Names.Read<SettlementLineKind>(Kind), RestatesSettlementId is { } settlement ? new RestatedLine(settlement, RestatesLine!.Value) : null,
            Location, Product, FirstDay, LastDay, Revision, Opening, Delivered, TransfersIn, ReturnsIn, Found, ReturnsOut, TransfersOut, Expired, Damaged, Closing,
            ClosingIsCounted ? ClosingEvidence.Counted : ClosingEvidence.Book, Taken,
            SalesAreRecorded ? Sold - ReturnsIn : null, SalesAreRecorded ? Taken - Sold : null,
            Names.Read<ShrinkageBearer>(ShrinkageBorneBy), PriceAmount, PriceBaseQuantity, SharePercent, Due, Quantity, Amount, Billed);
    }
}

/// <summary>Which settlements are asked for; null does not narrow.</summary>
internal sealed record SettlementFilter(string? Consignor, string? Consignee, string? Location, DateOnly? From, DateOnly? To);
