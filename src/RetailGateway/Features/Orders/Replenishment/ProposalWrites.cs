using Dapper;
using RetailGateway.Database;

namespace RetailGateway.Features.Orders.Replenishment;

/// <summary>What a run of the job writes of one shop, in its transaction.</summary>
internal static class ProposalWrites
{
    /// <summary>Locks the shop's row, which stands for its proposals: one run at a time, and the shop's day by then.</summary>
    internal static async Task<DateOnly> Lock(Work work, LevelledShop shop) => await work.Connection.QuerySingleAsync<DateOnly>(
        $"select {ShopReading.Today} from location l where l.owner_id = @OwnerId and l.location_id = @LocationId for no key update", shop);

    /// <summary>The shop's open proposals, and the suppliers about whom somebody decided that day; number 0 is nobody.</summary>
    internal static async Task<(Dictionary<int, (long Id, ProposedContent Content)> Open, HashSet<int> Decided)> There(Work work, LevelledShop shop, DateOnly day)
    {
        await using var read = await work.Connection.QueryMultipleAsync(
            """
            select p.proposal_id, p.supplier_id, p.currency, p.value, p.minimum_order_value, p.kept_back
            from order_proposal p
            where p.owner_id = @OwnerId and p.location_id = @LocationId and p.status = 'open';

            select n.proposal_id, n.product_id, n.item, n.minimum, n.target, n.on_hand, n.available, n.on_order, n.expected_in, n.projected, n.cause,
                array_to_string(n.faults, ' ') as faults, n.pack_code, n.pack_factor, n.price, n.price_base_quantity, n.packs, n.quantity, n.value
            from order_proposal p
            join order_proposal_line n on n.owner_id = p.owner_id and n.proposal_id = p.proposal_id
            where p.owner_id = @OwnerId and p.location_id = @LocationId and p.status = 'open'
            order by n.proposal_id, n.product_id;

            select distinct coalesce(p.supplier_id, 0)
            from order_proposal p
            join location l on l.owner_id = p.owner_id and l.location_id = p.location_id
            where p.owner_id = @OwnerId and p.location_id = @LocationId and p.status in ('approved', 'dismissed', 'pooled')
                and p.decided_at >= day_begins(@day, l.time_zone)
            """,
            new { shop.OwnerId, shop.LocationId, day });
        var heads = (await read.ReadAsync<HeadRow>()).AsList();
        var lines = (await read.ReadAsync<LineRow>()).ToLookup(row => row.ProposalId, row => row.Content());
        var decided = (await read.ReadAsync<int>()).ToHashSet();
        return (
            heads.ToDictionary(
                head => head.SupplierId ?? 0,
                head => (head.ProposalId, new ProposedContent(
                    head.SupplierId, head.Currency, head.Value, head.MinimumOrderValue, head.KeptBack, [.. lines[head.ProposalId]]))),
            decided);
    }

    /// <summary>Takes an open proposal off the board.</summary>
    /// <returns>False where somebody has decided about it in the meantime.</returns>
    internal static async Task<bool> Supersede(Work work, LevelledShop shop, long proposal) => await work.Connection.ExecuteAsync(
        "update order_proposal set status = 'superseded', decided_at = now() where owner_id = @OwnerId and proposal_id = @proposal and status = 'open'",
        new { shop.OwnerId, proposal }) > 0;

    /// <summary>Adds a proposal with its lines.</summary>
    internal static Task Add(Work work, LevelledShop shop, DateOnly day, ProposedContent content) => work.Connection.ExecuteAsync(
        """
        with head as (
            insert into order_proposal (owner_id, location_id, supplier_id, day, currency, value, minimum_order_value, kept_back)
            values (@OwnerId, @LocationId, @SupplierId, @day, @Currency, @Value, @MinimumOrderValue, @KeptBack)
            returning owner_id, proposal_id)
        insert into order_proposal_line (
            owner_id, proposal_id, product_id, item, minimum, target, on_hand, available, on_order, expected_in, projected, cause, faults, pack_code,
            pack_factor, price, price_base_quantity, packs, quantity, value)
        select h.owner_id, h.proposal_id, n.product_id, n.item, n.minimum, n.target, n.on_hand, n.available, n.on_order, n.expected_in, n.projected,
            n.cause, string_to_array(n.faults, ' '), n.pack_code, n.pack_factor, n.price, n.price_base_quantity, n.packs, n.quantity, n.value
        from head h
        cross join unnest(@products, @items, @minimums, @targets, @onHand, @available, @onOrder, @expectedIn, @projected, @causes, @faults, @packCodes,
            @factors, @prices, @priceBases, @packs, @quantities, @values)
            as n (product_id, item, minimum, target, on_hand, available, on_order, expected_in, projected, cause, faults, pack_code,
                pack_factor, price, price_base_quantity, packs, quantity, value)
        """,
        new
        {
            shop.OwnerId,
            shop.LocationId,
            content.SupplierId,
            day,
            content.Currency,
            content.Value,
            content.MinimumOrderValue,
            content.KeptBack,
            products = Of(content, line => line.ProductId),
            items = Of(content, line => line.Item),
            minimums = Of(content, line => line.Minimum),
            targets = Of(content, line => line.Target),
            onHand = Of(content, line => line.OnHand),
            available = Of(content, line => line.Available),
            onOrder = Of(content, line => line.OnOrder),
            expectedIn = Of(content, line => line.ExpectedIn),
            projected = Of(content, line => line.Projected),
            causes = Of(content, line => line.Cause),
            faults = Of(content, line => line.Faults),
            packCodes = Of(content, line => line.PackCode),
            factors = Of(content, line => line.PackFactor),
            prices = Of(content, line => line.Price),
            priceBases = Of(content, line => line.PriceBaseQuantity),
            packs = Of(content, line => line.Packs),
            quantities = Of(content, line => line.Quantity),
            values = Of(content, line => line.Value),
        });

    private static T[] Of<T>(ProposedContent content, Func<ContentOfLine, T> figure) => [.. content.Lines.Select(figure)];

    private sealed record HeadRow(long ProposalId, int? SupplierId, string Currency, decimal Value, decimal MinimumOrderValue, bool KeptBack);

    private sealed record LineRow(
        long ProposalId, int ProductId, string? Item, decimal Minimum, decimal Target, decimal OnHand, decimal Available, decimal OnOrder, decimal ExpectedIn,
        decimal Projected, string? Cause, string Faults, string? PackCode, decimal? PackFactor, decimal? Price, decimal? PriceBaseQuantity, long? Packs,
        decimal? Quantity, decimal? Value)
    {
        internal ContentOfLine Content() => new(
            ProductId, Item, Minimum, Target, OnHand, Available, OnOrder, ExpectedIn, Projected, Cause, Faults, PackCode, PackFactor, Price, PriceBaseQuantity,
            Packs, Quantity, Value);
    }
}
