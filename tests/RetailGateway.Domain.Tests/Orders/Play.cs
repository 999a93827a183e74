using CsCheck;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;
using static RetailGateway.Domain.Tests.Orders.Trade;

namespace RetailGateway.Domain.Tests.Orders;

/// <summary>A buyer and a seller who send only what they may, with quantities that make sense to whoever sends them.</summary>
internal sealed class Play
{
    private static readonly string[] Lines = ["1", "2", "3"];

    private readonly Trade trade = new();
    private FoldedOrder order = FoldedOrder.Of([]);

    /// <summary>Each picks one of the possible steps, a line, and how much.</summary>
    internal static Gen<(int Step, int Line, int Quantity)[]> Moves { get; } =
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 2], Gen.Int[0, 9]).Array[1, 25];

    /// <summary>What the order is after each move of either side.</summary>
    internal static IEnumerable<FoldedOrder> Of((int Step, int Line, int Quantity)[] moves)
    {
        var play = new Play();
        foreach (var move in moves)
        {
            OrderStep[] possible = [.. play.order.Possible(TradeSide.Buyer), .. play.order.Possible(TradeSide.Seller)];
            if (possible.Length == 0)
            {
                yield break;
            }

            play.Take(possible[move.Step % possible.Length], move.Line, move.Quantity);
            yield return play.order;
        }
    }

    /// <summary>Moves of whose turn it is, then the shortest way out.</summary>
    internal static FoldedOrder ToTheEnd((int Step, int Line, int Quantity)[] moves)
    {
        var play = new Play();
        foreach (var move in moves)
        {
            if (play.order.Turn is { } turn)
            {
                var possible = play.order.Possible(turn);
                play.Take(possible[move.Step % possible.Count], move.Line, move.Quantity);
            }
        }

        for (var left = 10; left > 0 && play.order.Turn is { } turn; left--)
        {
            var possible = play.order.Possible(turn);
            play.Take(possible.FirstOrDefault(IsAgreeing) ?? possible[^1], line: 0, quantity: 9);
        }

        return play.order;

        static bool IsAgreeing(OrderStep step) => step is OrderStep.Answer { Code: ResponseCode.Accepted } or OrderStep.Cancel;
    }

    private void Take(OrderStep step, int line, int quantity)
    {
        switch (step)
        {
            case OrderStep.Submit:
                trade.Order(("1", quantity + 1), ("2", quantity));
                break;
            case OrderStep.Answer { About: DocumentKind.Order } answer:
                trade.Respond(answer.Code, Offers(answer, quantity));
                break;
            case OrderStep.Answer answer:
                trade.Add(new OrderResponse(
                    new DocumentId($"A{trade.Documents.Count}"), Monday.AddHours(trade.Documents.Count),
                    order.Open.First(open => open.Kind == answer.About), Sensible(answer), Offers(answer, quantity)));
                break;
            case OrderStep.Change:
                trade.Change(Wish(Lines[line], quantity));
                break;
            case OrderStep.Cancel:
                trade.Cancel();
                break;
            case OrderStep.Despatch:
                Despatch(line, quantity);
                break;
            case OrderStep.Receive:
                Receive();
                break;
        }

        order = trade.Folded;
    }

    /// <summary>Nobody accepts a change below what was sent since it was asked for.</summary>
    private ResponseCode Sensible(OrderStep.Answer answer) =>
        answer.About == DocumentKind.OrderChange && trade.Documents.OfType<OrderChange>().Last().Lines.Any(wish => wish.Line.Quantity < Sent(wish.Line.Id))
            ? ResponseCode.Rejected
            : answer.Code;

    private ResponseLine[] Offers(OrderStep.Answer answer, int quantity) => answer.Code != ResponseCode.AcceptedWithChanges
        ? []
        : [.. Known(answer.About).Select(id => Says(id.Value, ResponseLineStatus.Changed, Math.Max(quantity, Sent(id).ToDecimal())))];

    /// <summary>The lines of the order, and of the change that is about to be accepted.</summary>
    private IEnumerable<LineId> Known(DocumentKind about)
    {
        var lines = order.Lines.Select(line => line.Id);
        return about == DocumentKind.OrderChange
            ? lines.Union(trade.Documents.OfType<OrderChange>().Last().Lines.Select(wish => wish.Line.Id))
            : lines;
    }

    private ChangeLine Wish(string id, int quantity) => order.Lines.FirstOrDefault(line => line.Id.Value == id) switch
    {
        null => Added(id, quantity),
        { } line when quantity == 0 => Deleted(id, line.Ordered.ToDecimal()),
        { } line => Changed(id, Math.Max(quantity, line.Despatched.ToDecimal())),
    };

    private void Despatch(int index, int quantity)
    {
        var toCome = order.Lines.Where(line => line.Later > Quantity.Zero).ToList();
        var line = toCome[index % toCome.Count];
        var sent = Math.Min(quantity, line.Later.ToDecimal());
        trade.Despatch(line.Id.Value, sent, quantity % 2 == 0 ? line.Later.ToDecimal() - sent : 0);
    }

    private void Receive()
    {
        if (order.Lines.FirstOrDefault(line => line.UnderWay > Quantity.Zero) is { } line)
        {
            trade.Receive(line.Id.Value, line.UnderWay.ToDecimal(), rejected: Math.Min(1, line.UnderWay.ToDecimal()));
        }
        else
        {
            trade.Receive("1", quantity: null);
        }
    }

    private Quantity Sent(LineId id) => order.Lines.FirstOrDefault(line => line.Id == id)?.Despatched ?? Quantity.Zero;
}
