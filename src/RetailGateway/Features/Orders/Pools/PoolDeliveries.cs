using Dapper;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Domain.Orders.Pooling;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;

namespace RetailGateway.Features.Orders.Pools;

/// <summary>
/// Shares out what was taken of a pooled order: receipt by receipt as they arrived, so that it is the same whenever the job
/// runs; each product by itself; of each what nobody has yet, over what the shares still lack. Nothing is taken back.
/// </summary>
internal sealed class PoolDeliveries(GatewayDb database)
{
    /// <summary>Pools with a receipt that was not looked at.</summary>
    internal async Task<List<DuePool>> Due(int most, CancellationToken cancel)
    {
        await using var work = await database.BeginJob(cancel);
        return (await work.Connection.QueryAsync<DuePool>(
            """
            select p.owner_id, p.pool_id, w.environment, 0 as console
            from order_pool p
            join party w on w.owner_id = p.owner_id
            where p.status = 'ordered' and exists (
                select from order_document d
                where d.owner_id = p.order_owner_id and d.order_id = p.order_id and d.kind = @receipt and d.document_number > p.seen_document)
            order by p.owner_id, p.pool_id
            limit @most
            """,
            new { most, receipt = Names.Of(DocumentKind.ReceiptAdvice) })).AsList();
    }

    /// <summary>Shares out what came by the receipts that were not looked at.</summary>
    /// <returns>False where another run is at it.</returns>
    internal async Task<bool> Share(DuePool due, CancellationToken cancel)
    {
        await using var work = await database.BeginJob(cancel);
        var pool = await work.Connection.QuerySingleOrDefaultAsync<OrderedPool>(
            """
            select p.owner_id, p.pool_id, p.rule, p.order_id, p.seen_document
            from order_pool p
            where p.owner_id = @OwnerId and p.pool_id = @PoolId and p.status = 'ordered'
            for update skip locked
            """,
            new { due.OwnerId, due.PoolId });
        if (pool is null)
        {
            return false;
        }

        var (head, documents) = await OrderRows.History(work, pool.OrderId);
        var numbers = (await work.Connection.QueryAsync<long>(
            "select document_number from order_document where owner_id = @OwnerId and order_id = @OrderId order by document_number",
            new { head.OwnerId, head.OrderId })).AsList();
        var lines = await PooledLines.Read(work, pool);
        for (var index = 0; index < documents.Count; index++)
        {
            if (numbers[index] > pool.SeenDocument && documents[index].Document is ReceiptAdvice receipt)
            {
                var folded = FoldedOrder.Of([.. documents.Take(index + 1).Select(one => one.Document)]);
                foreach (var line in lines)
                {
                    await Share(work, pool, numbers[index], receipt.Id.Value, line, Accepted(folded, line.Product));
                }
            }
        }

        await work.Connection.ExecuteAsync(
            "update order_pool set seen_document = @last where owner_id = @OwnerId and pool_id = @PoolId",
            new { pool.OwnerId, pool.PoolId, last = numbers[documents.Count - 1] });
        await work.Commit(cancel);
        return true;
    }

    private static Quantity Accepted(FoldedOrder order, ProductId product) =>
        order.Lines.Where(line => line.Product == product).Aggregate(Quantity.Zero, (sum, line) => sum + line.Accepted);

    /// <summary>What a receipt changes of one product; nothing is written where it changes nothing.</summary>
    private static async Task Share(Work work, OrderedPool pool, long document, string documentId, PooledProduct line, Quantity accepted)
    {
        if (accepted == line.Accepted)
        {
            return;
        }

        var toShare = accepted > line.Allocated ? accepted - line.Allocated : Quantity.Zero;
        var allocation = Allocation.Of(line.Lacking(), toShare, line.Unit, Names.Read<AllocationRule>(pool.Rule));
        var shares = toShare == Quantity.Zero ? [] : allocation.Shares;
        await work.Connection.ExecuteAsync(
            """
            insert into order_pool_delivery (
                owner_id, pool_id, document_number, product_id, document_id, accepted, to_share, allocated, parts, shortage)
            values (@OwnerId, @PoolId, @document, @product, @documentId, @accepted, @toShare, @allocated, @Parts, @shortage);

            insert into order_pool_allocation (
                owner_id, pool_id, document_number, product_id, share_id, location_id, lacked, quota, remainder, rank_by_need, allocated)
            select @OwnerId, @PoolId, @document, @product, n.*
            from unnest(@shares, @places, @lacked, @quotas, @remainders, @ranks, @given) as n
            """,
            new
            {
                pool.OwnerId,
                pool.PoolId,
                document,
                documentId,
                product = line.Product.Value,
                accepted = accepted.ToDecimal(),
                toShare = toShare.ToDecimal(),
                allocated = allocation.Allocated.ToDecimal(),
                allocation.Parts,
                shortage = (line.Allocated > accepted ? line.Allocated - accepted : Quantity.Zero).ToDecimal(),
                shares = Of(shares, share => share.Share.Id.Value),
                places = Of(shares, share => share.Share.Shop.Value),
                lacked = Of(shares, share => share.Share.Demanded.ToDecimal()),
                quotas = Of(shares, share => share.Quota.ToDecimal()),
                remainders = Of(shares, share => share.Remainder),
                ranks = Of(shares, share => share.RankByNeed),
                given = Of(shares, share => share.Allocated.ToDecimal()),
            });
        line.Take(accepted, shares);
    }

    private static T[] Of<T>(IReadOnlyList<AllocatedShare> shares, Func<AllocatedShare, T> figure) => [.. shares.Select(figure)];
}

/// <summary>A pool whose order may have come.</summary>
internal sealed record OrderedPool(int OwnerId, long PoolId, string Rule, long OrderId, long SeenDocument);

/// <summary>One product of an ordered pool while its deliveries are shared out.</summary>
internal sealed class PooledProduct(ProductId product, Quantity unit, Quantity accepted, PoolShare[] shares, Dictionary<PoolShareId, Quantity> given)
{
    internal ProductId Product { get; } = product;

    internal Quantity Unit { get; } = unit;

    /// <summary>By the last receipt that changed it.</summary>
    internal Quantity Accepted { get; private set; } = accepted;

    /// <summary>What shops have of it.</summary>
    internal Quantity Allocated => given.Values.Aggregate(Quantity.Zero, (sum, one) => sum + one);

    /// <summary>Shares that have less than they ask for, for the rest.</summary>
    internal PoolShare[] Lacking() =>
        [.. shares.Select(share => share with { Demanded = share.Demanded - given.GetValueOrDefault(share.Id) }).Where(share => share.Demanded > Quantity.Zero)];

    internal void Take(Quantity accepted, IReadOnlyList<AllocatedShare> shares)
    {
        Accepted = accepted;
        foreach (var share in shares)
        {
            given[share.Share.Id] = given.GetValueOrDefault(share.Share.Id) + share.Allocated;
        }
    }
}

/// <summary>Reads what was shared out before.</summary>
internal static class PooledLines
{
    internal static async Task<List<PooledProduct>> Read(Work work, OrderedPool pool)
    {
        var shares = (await PoolLines.Shares(work, pool.OwnerId, pool.PoolId)).ToLookup(share => share.Product);
        await using var read = await work.Connection.QueryMultipleAsync(
            """
            select n.product_id, n.unit, coalesce((
                    select d.accepted
                    from order_pool_delivery d
                    where d.owner_id = n.owner_id and d.pool_id = n.pool_id and d.product_id = n.product_id
                    order by d.document_number desc
                    limit 1), 0)
            from order_pool_line n
            where n.owner_id = @OwnerId and n.pool_id = @PoolId
            order by n.product_id;

            select a.share_id, sum(a.allocated)
            from order_pool_allocation a
            where a.owner_id = @OwnerId and a.pool_id = @PoolId
            group by a.share_id
            """,
            new { pool.OwnerId, pool.PoolId });
        var lines = (await read.ReadAsync<(int Product, decimal Unit, decimal Accepted)>()).AsList();
        var given = (await read.ReadAsync<(long Share, decimal Given)>()).ToDictionary(row => new PoolShareId(row.Share), row => Quantity.FromSum(row.Given));
        return [.. lines.Select(line =>
        {
            PoolShare[] ofProduct = [.. shares[new ProductId(line.Product)]];
            return new PooledProduct(
                new ProductId(line.Product), Quantity.FromDecimal(line.Unit), Quantity.FromSum(line.Accepted), ofProduct,
                ofProduct.Where(share => given.ContainsKey(share.Id)).ToDictionary(share => share.Id, share => given[share.Id]));
        })];
    }
}
