using RetailGateway.Client;

namespace RetailGateway.Samples;

/// <summary>A seller that answers what is ordered of it: accepts what it has, offers the rest otherwise, sends what was accepted.</summary>
public static class OrderAnswering
{
    /// <summary>Follows its feed until it is cancelled, and acts by where an order stands: an event that comes twice is acted on once.</summary>
    public static async Task Run(Uri gateway, string key, int seller, string cursorFile, TextWriter screen, CancellationToken cancel)
    {
        using var client = new GatewayClient(gateway, key);
        var known = File.Exists(cursorFile) ? await File.ReadAllTextAsync(cursorFile, cancel) : null;
        await foreach (var told in client.Follow(known, cancel))
        {
            if (told.Event.AsOrderChanged() is { } changed && changed.SellerId == seller)
            {
                try
                {
                    await screen.WriteLineAsync($"{changed.Number}: {await Act(client, changed, cancel)}");
                }
                catch (GatewayProblemException refused) when (refused.Type == "/problems/step-refused")
                {
                    await screen.WriteLineAsync(refused.Problem.Detail); // the buyer was quicker, and its event comes next
                }
            }

            if (told.Cursor is { } cursor)
                await File.WriteAllTextAsync(cursorFile, cursor, cancel); // next time it goes on from here
        }
    }

    private static async Task<OrderState> Act(GatewayClient client, OrderChanged changed, CancellationToken cancel)
    {
        var (id, now) = (changed.OrderId, TimeProvider.System.GetUtcNow());
        var order = await client.Order(id, cancel);
        if (order.Order.State is OrderState.Submitted)
            order = await client.AnswerOrder(id, Answer(order, now), cancel: cancel);
        if (order.Order.State is OrderState.ChangeRequested or OrderState.CancellationRequested && order.Order.Version == changed.Version)
            order = await client.AnswerOrder(id, new($"J-{changed.Version}", now, ResponseCode.Accepted, Answers: changed.Document), cancel: cancel);
        if (order.Order.State is OrderState.Accepted)
        {
            var sent = order.Lines.Where(line => line.Later > 0).Select(line => new NewDespatchLine(line.Line, line.Held ?? line.Later, InBaseUnits: true));
            order = await client.DespatchOrder(id, new("SJ-1", now, [.. sent]), cancel: cancel);
        }

        return order.Order.State;
    }

    /// <summary>What is held for the order can be sent; what a line lacks cannot.</summary>
    private static NewOrderResponse Answer(TradeOrderWithLines order, DateTimeOffset now) => order.Order.LacksStock
        ? new("J-1", now, ResponseCode.AcceptedWithChanges, Lines: [.. order.Lines.Select(line => line switch
        {
            { Lacking: > 0, Held: > 0 } => new NewResponseLine(line.Line, ResponseLineStatus.Changed, line.Held, InBaseUnits: true),
            { Lacking: > 0 } => new NewResponseLine(line.Line, ResponseLineStatus.Refused),
            _ => new NewResponseLine(line.Line, ResponseLineStatus.NotChanged),
        })])
        : new("J-1", now, ResponseCode.Accepted);
}
