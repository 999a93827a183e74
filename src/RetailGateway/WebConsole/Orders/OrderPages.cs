using RetailGateway.Access.People;
using RetailGateway.Domain.Orders;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Orders;

/// <summary>What the pages of orders share.</summary>
internal static class OrderPages
{
    /// <summary>Lines of an order on one page; a form is about those that it shows.</summary>
    internal const int Lines = 40;

    /// <summary>Documents of its history on one page.</summary>
    internal const int Documents = 20;

    /// <summary>Where an order is.</summary>
    internal static string Address(long id, string? act = null) => $"/orders/{id}{(act is null ? "" : $"/{act}")}";

    /// <summary>What somebody must be permitted to do the next step.</summary>
    internal static Permission Needed(OrderState state) =>
        state is OrderState.Despatched or OrderState.PartlyReceived ? Permission.ReceiveGoods : Permission.PlaceOrders;

    /// <summary>How an order stands for somebody: what they may do is theirs; what others do, of either side, is awaited.</summary>
    internal static Tone Tone(Visitor visitor, TradeSide side, OrderState state, TradeSide? turn) => (state, turn) switch
    {
        (OrderState.Completed, _) => Kit.Tone.Ok,
        (OrderState.Cancelled or OrderState.Rejected, _) => Kit.Tone.Block,
        (OrderState.NotSubmitted, _) => Kit.Tone.Unknown,
        var (_, next) when next == side && visitor.May(turn == TradeSide.Seller ? Permission.PlaceOrders : Needed(state)) => Kit.Tone.Bad,
        _ => Kit.Tone.Wait,
    };

    /// <summary>A page's number as it is asked for.</summary>
    internal static int PageOf(string? asked) =>
        int.TryParse(asked, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, 1_000) : 1;
}
