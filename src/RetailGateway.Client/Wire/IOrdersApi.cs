using Refit;

namespace RetailGateway.Client.Wire;

/// <summary>The addresses under /v1/orders.</summary>
internal interface IOrdersApi
{
    [Get("/v1/orders")]
    Task<Page<TradeOrder>> Orders(
        string? state, int? partner, string? number, bool? @short, bool? doubtful, bool? late, bool? mine, int limit, string? cursor, CancellationToken cancel);

    [Get("/v1/orders/{id}")]
    Task<TradeOrderWithLines> Order(long id, CancellationToken cancel);

    [Get("/v1/orders/{id}/timeline")]
    Task<OrderTimeline> Timeline(long id, CancellationToken cancel);

    [Post("/v1/orders")]
    Task<TradeOrderWithLines> Submit([Header(Headers.Key)] string key, [Body] NewOrder order, CancellationToken cancel);

    [Post("/v1/orders/{id}/responses")]
    Task<TradeOrderWithLines> Answer([Header(Headers.Key)] string key, long id, [Body] NewOrderResponse response, CancellationToken cancel);

    [Post("/v1/orders/{id}/changes")]
    Task<TradeOrderWithLines> Change([Header(Headers.Key)] string key, long id, [Body] NewOrderChange change, CancellationToken cancel);

    [Post("/v1/orders/{id}/cancellations")]
    Task<TradeOrderWithLines> Cancel([Header(Headers.Key)] string key, long id, [Body] NewOrderCancellation cancellation, CancellationToken cancel);

    [Post("/v1/orders/{id}/despatches")]
    Task<TradeOrderWithLines> Despatch([Header(Headers.Key)] string key, long id, [Body] NewDespatch despatch, CancellationToken cancel);

    [Post("/v1/orders/{id}/receipts")]
    Task<TradeOrderWithLines> Receive([Header(Headers.Key)] string key, long id, [Body] NewReceipt receipt, CancellationToken cancel);
}
