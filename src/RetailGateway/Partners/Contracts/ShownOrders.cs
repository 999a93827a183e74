using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;

namespace RetailGateway.Partners.Contracts;

/// <summary>Shows the orders as its own books have them, so that both sides can be held against each other.</summary>
internal interface IShowsOrders : IExchangesOrders
{
    /// <summary>A page of all its orders with a cooperative; the first where there is no continuation.</summary>
    Task<Outcome<ShownOrders>> ShowOrders(string cooperative, string? continuation, CancellationToken cancel);
}

/// <summary>A page of orders as a partner has them.</summary>
/// <param name="Orders">In the partner's order.</param>
/// <param name="Continuation">For the next page; null on the last.</param>
internal sealed record ShownOrders(IReadOnlyList<ShownOrder> Orders, string? Continuation);

/// <summary>An order as a partner has it.</summary>
/// <param name="PartnerBuys">The partner ordered.</param>
/// <param name="Number">The buyer's number of it.</param>
/// <param name="State">Where it stands there; null where the partner's word for it is none that we know.</param>
/// <param name="Word">The partner's own word.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record ShownOrder(bool PartnerBuys, string Number, OrderState? State, string Word, IReadOnlyList<ShownLine> Lines);

/// <summary>A line of it.</summary>
internal sealed record ShownLine(LineId Line, ShownCount Ordered, ShownCount Confirmed, ShownCount Despatched, ShownCount Received, ShownCount Rejected);

/// <summary>A quantity as a partner counts it: packs and loose base units.</summary>
/// <param name="Pack">The pack; null where nothing is packed.</param>
/// <param name="Packs">Of it.</param>
/// <param name="Units">Base units beside them; null where the partner named no quantity.</param>
internal sealed record ShownCount(string? Pack, decimal Packs, decimal? Units)
{
    /// <summary>In base units of these goods; null where they are not counted so, or it is more than can be held.</summary>
    internal Quantity? In(OrderGoods goods)
    {
        if (Units is not { } loose || (Pack is not null && Pack != goods.Pack))
        {
            return null;
        }

        try
        {
            return Quantity.FromDecimal((Packs * goods.Factor.ToDecimal()) + loose);
        }
        catch (Exception beyond) when (beyond is OverflowException or ArgumentException)
        {
            return null;
        }
    }
}
