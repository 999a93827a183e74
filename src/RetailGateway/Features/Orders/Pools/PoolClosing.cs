using System.Globalization;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Pooling;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Audit.Contracts;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders.Pools;

/// <summary>
/// Makes one order of a pool's shares, by the path of every other, in the transaction that closes the pool: the two are
/// lasting together or not at all. What the rounding to packs adds is nobody's.
/// </summary>
internal sealed class PoolClosing(PartyBooks books, OrderRecording recording)
{
    /// <summary>Closes a pool that is open or kept back.</summary>
    /// <param name="work">A transaction of the pool's party, which sees all of its shops.</param>
    /// <param name="caller">Who closes it; the gateway in its party's name at the closing time.</param>
    /// <param name="pool">The pool, under its lock.</param>
    /// <param name="belowMinimum">Orders it although it comes to less than the supplier's terms ask for.</param>
    /// <param name="cancel">Ends the reading of a book.</param>
    /// <exception cref="Refusal">The supplier's terms do not let it be ordered so.</exception>
    internal async Task Close(Work work, Caller caller, LockedPool pool, bool belowMinimum, CancellationToken cancel)
    {
        var shares = await PoolLines.Shares(work, pool.OwnerId, pool.PoolId);
        if (shares.Length == 0)
        {
            await Decide(work, caller, pool, PoolStatus.Empty, default);
            return;
        }

        var (now, named) = (await Clock.Now(work, cancel), await PoolRows.One(work, pool.PoolId));
        var day = BusinessDay.Of(now, Names.Read<IndonesianZone>(named.TimeZone)).Date;
        var minimum = await MinimumOrderValue(work, await SubmitOrder.TradeBetween(work, caller.Party.Value, pool.SupplierId, day));
        var offers = await PoolOffer.Of(work, pool.PoolId, pool.SupplierId, day);
        // Each was taken under the pool's lock, before its closing time: none of these is late.
        var gathered = OrderPool.Gather(
            shares, DateTimeOffset.MaxValue,
            offers.Values.Where(offer => offer.Packed is not null).ToDictionary(offer => new ProductId(offer.ProductId), offer => offer.Packed!));
        var value = gathered.Lines.Sum(line => offers[line.Product.Value].Cost(line.Ordered));
        var ordered = gathered.Lines.Where(line => line.Pack is not null).ToList();
        if (ordered.Count == 0)
        {
            await Decide(
                work, caller, pool, PoolStatus.KeptBack, new(value, minimum, KeptBackCause.NotOrderable, $"No price in rupiah of any of its goods is agreed for {day:yyyy-MM-dd}."));
            return;
        }

        if (value < minimum && !belowMinimum)
        {
            await Decide(
                work, caller, pool, PoolStatus.KeptBack,
                new(value, minimum, KeptBackCause.BelowMinimum, string.Create(CultureInfo.InvariantCulture, $"It comes to {value:0.##} rupiah; the supplier's terms ask for {minimum:0.##}.")));
            return;
        }

        var order = new NewOrder(
            pool.SupplierId, named.Pool.OrderNumber, now, named.Pool.ShipTo,
            [.. ordered.Select((line, index) => new NewOrderLine(
                (index + 1).ToString(CultureInfo.InvariantCulture), offers[line.Product.Value].Item, line.Ordered.ToDecimal() / line.Pack!.Factor.ToDecimal(),
                offers[line.Product.Value].Pack))],
            Note: named.Pool.Note);
        var made = await SubmitOrder.Place(
            work, caller, books, recording, order, index => string.Create(CultureInfo.InvariantCulture, $"/lines/{index}"), cancel);
        await WriteLines(work, pool, gathered, offers);
        await Decide(work, caller, pool, PoolStatus.Ordered, new(value, minimum, Order: made.Order.Order.Id));
    }

    /// <summary>Keeps a pool back that could not be ordered, with what was said of it.</summary>
    internal static Task KeepBack(Work work, Caller caller, LockedPool pool, string why) =>
        Decide(work, caller, pool, PoolStatus.KeptBack, new(Because: KeptBackCause.NotOrderable, Detail: why));

    private static Task<decimal> MinimumOrderValue(Work work, SubmitOrder.Trade trade) => work.Connection.ExecuteScalarAsync<decimal>(
        "select minimum_order_value from terms where owner_id = @OwnerId and partnership_id = @PartnershipId and valid_from = @TermsFrom", trade);

    private static Task WriteLines(Work work, LockedPool pool, OrderPool gathered, Dictionary<int, PoolOffer> offers)
    {
        var lines = gathered.Lines.Select(line => (Line: line, Offer: offers[line.Product.Value])).ToList();
        return work.Connection.ExecuteAsync(
            """
            insert into order_pool_line (
                owner_id, pool_id, product_id, demanded, unit, pack_code, pack_factor, price, price_base_quantity, ordered)
            select @OwnerId, @PoolId, n.*
            from unnest(@products, @demanded, @units, @packs, @factors, @prices, @bases, @ordered) as n
            """,
            new
            {
                pool.OwnerId,
                pool.PoolId,
                products = lines.Select(one => one.Line.Product.Value).ToArray(),
                demanded = lines.Select(one => one.Line.Demanded.ToDecimal()).ToArray(),
                units = lines.Select(one => PoolUnits.Of(one.Offer.BaseUnit).ToDecimal()).ToArray(),
                packs = lines.Select(one => one.Offer.Pack).ToArray(),
                factors = lines.Select(one => one.Offer.Factor).ToArray(),
                prices = lines.Select(one => one.Offer.Amount).ToArray(),
                bases = lines.Select(one => one.Offer.BaseQuantity).ToArray(),
                ordered = lines.Select(one => one.Line.Ordered.ToDecimal()).ToArray(),
            });
    }

    private static Task Decide(Work work, Caller caller, LockedPool pool, PoolStatus status, Outcome outcome) => work.Connection.ExecuteAsync(
        """
        update order_pool p set status = @status, closed_at = clock_timestamp(), closed_by = @by, value = @Value, minimum_order_value = @Minimum,
            kept_because = @because, kept_detail = @Detail, order_owner_id = case when @Order::bigint is not null then p.owner_id end, order_id = @Order
        where p.owner_id = @OwnerId and p.pool_id = @PoolId
        """,
        new
        {
            pool.OwnerId,
            pool.PoolId,
            status = Names.Of(status),
            by = AuditLog.Actor(caller),
            outcome.Value,
            outcome.Minimum,
            because = outcome.Because is { } because ? Names.Of(because) : null,
            outcome.Detail,
            outcome.Order,
        });

    /// <summary>What a closing found.</summary>
    private readonly record struct Outcome(
        decimal? Value = null, decimal? Minimum = null, KeptBackCause? Because = null, string? Detail = null, long? Order = null);
}
