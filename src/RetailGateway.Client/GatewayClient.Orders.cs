using RetailGateway.Client.Wire;

namespace RetailGateway.Client;

/// <content>Orders, as their buyer or as their seller.</content>
public sealed partial class GatewayClient
{
    /// <summary>
    /// Orders goods of a partner, whole or not at all, at the prices and in the packs of the order's day. Where the
    /// seller's stock is kept with the gateway each line holds at once what is available; what it lacks is its
    /// <see cref="TradeOrderLine.Lacking"/>. The same number again answers the order that is there, as it stands.
    /// </summary>
    /// <param name="order">What, of whom and where to. Quantities count packs.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException">
    /// <c>/problems/no-terms</c>: no terms in force let you order there. <c>/problems/already-exists</c>: the number
    /// names another order, which stands as it was.
    /// </exception>
    public Task<TradeOrderWithLines> SubmitOrder(NewOrder order, string? key = null, CancellationToken cancel = default) =>
        orders.Submit(Key(key), order, cancel);

    /// <summary>
    /// Answers an order, or a change or cancellation of it, as its seller. What is rejected or refused gives back what it
    /// held. The same response again changes nothing.
    /// </summary>
    /// <param name="id">The order's number with the gateway.</param>
    /// <param name="response">The answer. Quantities count packs, unless a line says base units.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException">
    /// <c>/problems/step-refused</c>: it makes no sense now; the detail names what you may send instead.
    /// <c>/problems/already-exists</c>: the id names another response of the order.
    /// </exception>
    public Task<TradeOrderWithLines> AnswerOrder(long id, NewOrderResponse response, string? key = null, CancellationToken cancel = default) =>
        orders.Answer(Key(key), id, response, cancel);

    /// <summary>
    /// Asks for other lines, as the buyer. Until the seller accepts it the order stands as it was. The same change again
    /// changes nothing.
    /// </summary>
    /// <param name="id">The order's number with the gateway.</param>
    /// <param name="change">The lines that it is about. Quantities count packs of the order's day, unless a line says base units.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException">
    /// <c>/problems/step-refused</c>: it makes no sense now; the detail names what you may send instead.
    /// <c>/problems/already-exists</c>: the id names another change of the order.
    /// </exception>
    public Task<TradeOrderWithLines> ChangeOrder(long id, NewOrderChange change, string? key = null, CancellationToken cancel = default) =>
        orders.Change(Key(key), id, change, cancel);

    /// <summary>
    /// Asks that nothing more be sent, as the buyer. Until the seller accepts it the order stands as it was, and what it
    /// holds stays held. The same cancellation again changes nothing.
    /// </summary>
    /// <param name="id">The order's number with the gateway.</param>
    /// <param name="cancellation">Your id of it.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException">
    /// <c>/problems/step-refused</c>: it makes no sense now; the detail names what you may send instead.
    /// <c>/problems/already-exists</c>: the id names another cancellation of the order.
    /// </exception>
    public Task<TradeOrderWithLines> CancelOrder(long id, NewOrderCancellation cancellation, string? key = null, CancellationToken cancel = default) =>
        orders.Cancel(Key(key), id, cancellation, cancel);

    /// <summary>
    /// Tells what was sent, as the seller, as often as something is. It leaves the stock that the gateway keeps; of a till
    /// its own entry is expected, with the despatch's id as its document. More than was ordered is kept, and stands in
    /// <see cref="TradeOrderWithLines.Doubts"/>. The same despatch again moves nothing.
    /// </summary>
    /// <param name="id">The order's number with the gateway.</param>
    /// <param name="despatch">What was sent. Quantities count packs as ordered, unless a line says base units.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException">
    /// <c>/problems/step-refused</c>: it makes no sense now; the detail names what you may send instead.
    /// <c>/problems/already-exists</c>: the id names another despatch of the order.
    /// </exception>
    public Task<TradeOrderWithLines> DespatchOrder(long id, NewDespatch despatch, string? key = null, CancellationToken cancel = default) =>
        orders.Despatch(Key(key), id, despatch, cancel);

    /// <summary>
    /// Tells what came, as the buyer. What is accepted comes into the stock that the gateway keeps; of a till its own entry
    /// is expected, with the receipt's id as its document. A receipt with an earlier one's number replaces it; more than
    /// was sent stands in <see cref="TradeOrderWithLines.Doubts"/>. The same receipt again moves nothing.
    /// </summary>
    /// <param name="id">The order's number with the gateway.</param>
    /// <param name="receipt">What came, what was rejected included. Quantities count packs as ordered, unless a line says base units.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException">
    /// <c>/problems/step-refused</c>: it makes no sense now; the detail names what you may send instead.
    /// <c>/problems/already-exists</c>: the id names another receipt of the order.
    /// </exception>
    public Task<TradeOrderWithLines> ReceiveOrder(long id, NewReceipt receipt, string? key = null, CancellationToken cancel = default) =>
        orders.Receive(Key(key), id, receipt, cancel);

    /// <summary>Every order that you buy or sell by, newest first, without its lines.</summary>
    /// <param name="filter">Which; all when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<TradeOrder> Orders(OrderFilter? filter = null, CancellationToken cancel = default) =>
        Pages.All(
            (cursor, stop) => orders.Orders(
                WireJson.Code(filter?.State), filter?.Partner, filter?.Number, filter?.LacksStock, filter?.Doubtful, filter?.Late, filter?.Mine, Pages.Size, cursor, stop),
            cancel);

    /// <summary>One order with its lines, what you may send next, and what does not fit.</summary>
    /// <param name="id">The order's number with the gateway.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<TradeOrderWithLines> Order(long id, CancellationToken cancel = default) =>
        orders.Order(id, cancel);

    /// <summary>All documents of an order, whatever order they arrived in, each with where the order stood after it.</summary>
    /// <param name="id">The order's number with the gateway.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<OrderTimeline> OrderTimeline(long id, CancellationToken cancel = default) =>
        orders.Timeline(id, cancel);
}
