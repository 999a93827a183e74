using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Orders.Replenishment;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders.Pools;

/// <summary>Pools as the console shows them; of shares, a shopkeeper sees those of one shop.</summary>
internal sealed class PoolBoard(GatewayDb database)
{
    /// <summary>How many pools, shares or proposals a page lists.</summary>
    private const int Shown = 50;

    /// <summary>How many goods are offered to choose from; any other is named by its code.</summary>
    private const int Offered = 300;

    /// <summary>A page of pools: those that take shares or wait for a person, then those that are decided, each the newest first.</summary>
    /// <exception cref="Refusal">The cursor is not one of this list.</exception>
    internal async Task<Page<ListedPool>> All(Caller caller, string? cursor, CancellationToken cancel)
    {
        var list = CursorKind.Of("pool-board", caller);
        (long Part, long? Before) at = cursor is not null && list.Parts(cursor, 2) is var parts ? (CursorPart.Number(parts[0]), CursorPart.Number(parts[1])) : (0, null);
        await using var work = await database.Open(caller, cancel);
        List<NamedPool> read = at.Part == 0 ? await PoolRows.List(work, new PoolFilter(IsDecided: false), at.Before, Shown + 1) : [];
        if (read.Count <= Shown)
        {
            read.AddRange(await PoolRows.List(work, new PoolFilter(IsDecided: true), at.Part == 0 ? null : at.Before, Shown + 1 - read.Count));
        }

        var now = await Clock.Now(work, cancel);
        List<ListedPool> listed = [];
        foreach (var named in read)
        {
            var value = caller.Location is not null ? null
                : named.Pool.Status == PoolStatus.Open ? (await PoolLines.Read(work, named, now)).Sum(line => line.Value)
                : named.Pool.Value;
            listed.Add(new ListedPool(named, value));
        }

        return Page<ListedPool>.Of(listed, Shown, one => list.Cursor(one.Named.Pool.Status is PoolStatus.Open or PoolStatus.KeptBack ? 0 : 1, one.Named.Pool.Id));
    }

    /// <summary>What a pool can be opened with.</summary>
    internal async Task<PoolChoices> Choices(Caller caller, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        return new PoolChoices(
            (await work.Connection.QueryAsync<PoolSupplier>(
                """
                select distinct s.owner_id as id, s.name
                from partnership p
                join party s on s.owner_id = p.partner_id
                cross join lateral trade_between(p.owner_id, p.partner_id, current_date) t
                where p.owner_id = @owner and t.owner_id = p.owner_id
                order by s.name, s.owner_id
                """,
                new { owner = caller.Party.Value })).AsList(),
            await Places(work, caller));
    }

    /// <summary>The pools of a supplier that take shares now, the one that closes first at the head.</summary>
    internal async Task<IReadOnlyList<NamedPool>> OpenOf(Caller caller, int supplier, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        var now = await Clock.Now(work, cancel);
        return [.. (await PoolRows.List(work, new PoolFilter(Names.Of(PoolStatus.Open), supplier), before: null, Shown))
            .Where(named => named.Pool.ClosesAt > now)
            .OrderBy(named => named.Pool.ClosesAt)];
    }

    /// <summary>One with its lines, a page of its shares, and what can be put into it.</summary>
    /// <exception cref="Refusal">The caller may see no such pool, or the cursor is not one of its shares.</exception>
    internal async Task<SeenPool> One(Caller caller, long id, string? cursor, CancellationToken cancel)
    {
        var list = CursorKind.Of("pool-board-share", caller, id);
        var after = list.Number(cursor) ?? 0;
        await using var work = await database.Open(caller, cancel);
        var pool = await PoolRows.One(work, id);
        var now = await Clock.Now(work, cancel);
        var page = Page<NumberedShare>.Of(await ShareRows.List(work, id, new ShareFilter(IsAsking: true), after, Shown + 1), Shown, share => list.Cursor(share.Id));
        var given = page.Items.Count == 0
            ? []
            : await ShareRows.Allocations(work, pool, new ShareFilter(Until: page.Items[^1].Id), (page.Items[0].Id - 1, long.MaxValue), int.MaxValue);
        var left = caller.Location is null ? await Left(work, id) : [];
        var byShare = given.ToLookup(one => one.ShareId, one => new SeenAllocation(one.Allocation, left.TryGetValue((one.Document, one.Allocation.Product), out var units) ? units : null));
        var takesShares = pool.Pool.Status == PoolStatus.Open && pool.Pool.ClosesAt > now;
        return new SeenPool(
            pool, takesShares, await PoolLines.Read(work, pool, now), new Page<SeenShare>([.. page.Items.Select(share => new SeenShare(share.Share, [.. byShare[share.Id]]))], page.Next),
            await Places(work, caller), takesShares ? await Goods(work, caller, pool.Pool.SupplierId) : [],
            takesShares
                ? [.. (await ProposalRows.List(work, new ProposalFilter(Names.Of(ProposalStatus.Open), Supplier: pool.Pool.SupplierId), before: null, Shown)).Where(one => one.Proposal.Lines > 0)]
                : []);
    }

    private static async Task<IReadOnlyList<PoolPlace>> Places(Work work, Caller caller) => (await work.Connection.QueryAsync<PoolPlace>(
        "select l.code, l.name, l.time_zone from location l where l.owner_id = @owner order by l.code", new { owner = caller.Party.Value })).AsList();

    private static async Task<IReadOnlyList<PoolGoods>> Goods(Work work, Caller caller, int supplier) => (await work.Connection.QueryAsync<PoolGoods>(
        """
        select distinct g.code, g.name
        from trade_between(@owner, @supplier, current_date) t
        join price r on r.owner_id = t.owner_id and r.partnership_id = t.partnership_id
        join product g on g.owner_id = r.owner_id and g.product_id = r.product_id and g.kind = 'goods'
        where t.owner_id = @owner
        order by g.name, g.code
        limit @Offered
        """,
        new { owner = caller.Party.Value, supplier, Offered })).AsList();

    /// <summary>What the rounding down left over of each delivery, in base units: whoever sees one shop's shares cannot know it.</summary>
    private static async Task<Dictionary<(long Document, string Product), decimal>> Left(Work work, long pool) =>
        (await work.Connection.QueryAsync<(long Document, string Product, decimal Left)>(
            """
            select d.document_number, g.code, d.allocated - sum(a.quota)
            from order_pool_delivery d
            join order_pool_allocation a on a.owner_id = d.owner_id and a.pool_id = d.pool_id and a.document_number = d.document_number and a.product_id = d.product_id
            join product g on g.owner_id = d.owner_id and g.product_id = d.product_id
            where d.pool_id = @pool
            group by d.document_number, g.code, d.allocated
            """,
            new { pool })).ToDictionary(row => (row.Document, row.Product), row => row.Left);
}

/// <summary>A pool in a list.</summary>
/// <param name="Named">Its head.</param>
/// <param name="Value">What it came to when it was closed, or would today; null where it was ended before, and for whoever sees one shop's shares.</param>
internal sealed record ListedPool(NamedPool Named, decimal? Value);

/// <summary>What a pool can be opened with.</summary>
/// <param name="Suppliers">Whose terms let the party order from them today.</param>
/// <param name="Places">Where it can go.</param>
internal sealed record PoolChoices(IReadOnlyList<PoolSupplier> Suppliers, IReadOnlyList<PoolPlace> Places);

/// <summary>A party that supplies the reader's.</summary>
internal sealed record PoolSupplier(int Id, string Name);

/// <summary>A location of the reader's.</summary>
internal sealed record PoolPlace(string Code, string Name, string TimeZone);

/// <summary>Goods that the supplier has a price of.</summary>
internal sealed record PoolGoods(string Code, string Name);

/// <summary>A pool as its page shows it.</summary>
/// <param name="Named">Its head.</param>
/// <param name="TakesShares">A share that is given now is in time.</param>
/// <param name="Lines">One a product; while it is open, of the shares that the reader sees.</param>
/// <param name="Shares">A page of those that ask for something.</param>
/// <param name="Places">The reader's locations.</param>
/// <param name="Goods">What can be asked for, while it takes shares.</param>
/// <param name="Proposals">What can be put in, while it takes shares.</param>
internal sealed record SeenPool(
    NamedPool Named, bool TakesShares, IReadOnlyList<PoolLine> Lines, Page<SeenShare> Shares, IReadOnlyList<PoolPlace> Places, IReadOnlyList<PoolGoods> Goods,
    IReadOnlyList<NamedProposal> Proposals);

/// <summary>A share with what it was given, delivery by delivery.</summary>
internal sealed record SeenShare(Share Share, IReadOnlyList<SeenAllocation> Given);

/// <summary>What a share was given of a delivery.</summary>
/// <param name="Allocation">The figures.</param>
/// <param name="Left">Base units that the rounding down of all parts left over; null for whoever does not see all shares.</param>
internal sealed record SeenAllocation(ShareAllocation Allocation, decimal? Left);
