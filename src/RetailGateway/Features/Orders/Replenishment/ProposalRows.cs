using Dapper;
using RetailGateway.Database;
using RetailGateway.Domain.Orders.Replenishment;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders.Replenishment;

/// <summary>A proposal with what its reader calls the two sides.</summary>
/// <param name="Proposal">Its head.</param>
/// <param name="Supplier">By name; null where there is none.</param>
/// <param name="Shop">By name.</param>
/// <param name="TimeZone">The shop's: WIB, WITA or WIT.</param>
internal sealed record NamedProposal(OrderProposal Proposal, string? Supplier, string Shop, string TimeZone);

/// <summary>Which proposals are asked for; null does not narrow.</summary>
internal sealed record ProposalFilter(string? Status = null, string? Location = null, int? Supplier = null, long? Id = null);

/// <summary>Rows of proposals. Who may see which is the database's own decision.</summary>
internal static class ProposalRows
{
    /// <summary>Proposals from the newest on.</summary>
    internal static async Task<List<NamedProposal>> List(Work work, ProposalFilter filter, long? before, int take) =>
        [.. (await work.Connection.QueryAsync<Row>(
            """
            select p.proposal_id as id, l.code as location, p.supplier_id, p.status, p.day, p.currency, p.value, p.minimum_order_value, p.kept_back,
                n.lines, n.unresolved, p.proposed_at, p.decided_at, p.decided_by, p.reason, p.order_id, p.pool_id, s.name as supplier, l.name as shop, l.time_zone
            from order_proposal p
            join location l on l.owner_id = p.owner_id and l.location_id = p.location_id
            left join party s on s.owner_id = p.supplier_id
            cross join lateral (
                select count(n.packs)::integer as lines, (count(*) - count(n.packs))::integer as unresolved
                from order_proposal_line n
                where n.owner_id = p.owner_id and n.proposal_id = p.proposal_id) n
            where (@before::bigint is null or p.proposal_id < @before) and (@Id::bigint is null or p.proposal_id = @Id)
                and (@Status::text is null or p.status = lower(@Status))
                and (@Location::text is null or l.code_key = upper(@Location))
                and (@Supplier::integer is null or p.supplier_id = @Supplier)
            order by p.proposal_id desc
            limit @take
            """,
            new { before, take, filter.Id, filter.Status, filter.Location, filter.Supplier })).Select(row => row.Named())];

    /// <summary>One of them.</summary>
    /// <exception cref="Refusal">No proposal that the caller may see has that number.</exception>
    internal static async Task<NamedProposal> One(Work work, long id) =>
        (await List(work, new ProposalFilter(Id: id), before: null, take: 1)).SingleOrDefault() ?? throw Missing();

    /// <summary>What it is of: what is ordered first, then what cannot be, each by name.</summary>
    internal static async Task<List<ReadLine>> Lines(Work work, long id) => (await work.Connection.QueryAsync<ReadLine>(
        """
        select g.code as product, n.item, g.name, g.base_unit, n.minimum, n.target, n.on_hand, n.available, n.on_order, n.expected_in, n.projected, n.cause,
            array_to_string(n.faults, ' ') as faults, n.pack_code as pack, n.pack_factor, n.price, n.price_base_quantity, n.packs, n.quantity, n.value
        from order_proposal_line n
        join product g on g.owner_id = n.owner_id and g.product_id = n.product_id
        where n.proposal_id = @id
        order by n.packs is null, g.name, g.code
        """,
        new { id })).AsList();

    /// <summary>Locks a proposal, so that it is decided once.</summary>
    /// <exception cref="Refusal">No proposal that the caller may see has that number.</exception>
    internal static async Task Lock(Work work, long id)
    {
        if (await work.Connection.ExecuteScalarAsync<long?>("select proposal_id from order_proposal where proposal_id = @id for update", new { id }) is null)
        {
            throw Missing();
        }
    }

    private static Refusal Missing() => new(Problems.NotFound, "No proposal of yours has that number.");

    private sealed record Row(
        long Id, string Location, int? SupplierId, string Status, DateOnly Day, string Currency, decimal Value, decimal MinimumOrderValue, bool KeptBack,
        int Lines, int Unresolved, DateTime ProposedAt, DateTime? DecidedAt, string? DecidedBy, string? Reason, long? OrderId, long? PoolId, string? Supplier, string Shop,
        string TimeZone)
    {
        internal NamedProposal Named() => new(
            new OrderProposal(
                Id, Location, SupplierId, Names.Read<ProposalStatus>(Status), Day, Currency, Value, MinimumOrderValue, KeptBack, Lines, Unresolved, ProposedAt,
                DecidedAt, DecidedBy, Reason, OrderId, PoolId),
            Supplier, Shop, TimeZone);
    }
}

/// <summary>A line as it is read.</summary>
internal sealed record ReadLine(
    string Product, string? Item, string Name, string BaseUnit, decimal Minimum, decimal Target, decimal OnHand, decimal Available, decimal OnOrder,
    decimal ExpectedIn, decimal Projected, string? Cause, string Faults, string? Pack, decimal? PackFactor, decimal? Price, decimal? PriceBaseQuantity,
    long? Packs, decimal? Quantity, decimal? Value)
{
    /// <summary>As it is answered.</summary>
    internal OrderProposalLine Line() => new(
        Product, Name, BaseUnit, Minimum, Target, OnHand, Available, OnOrder, ExpectedIn, Projected, Cause is null ? null : Names.Read<ProposalCause>(Cause),
        [.. Faults.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Names.Read<ReplenishmentFault>)], Pack, PackFactor, Price, PriceBaseQuantity, Packs, Quantity, Value);
}
