using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Benchmarks;

/// <summary>
/// Lines a second whose order's state is derived in the domain: orders of ten lines with their response, two despatches and
/// a receipt. Beside walking the same documents' lines once and adding their quantities up. Size: orders.
/// </summary>
internal static class OrderStates
{
    internal const string Name = "order-state";

    private const int Lines = 10;
    private const long Orders = 100_000;

    internal static Task Run(Bench bench)
    {
        var count = (int)bench.SizeOr(Orders);
        var orders = Enumerable.Range(0, count).Select(Documents).ToArray();
        return bench.Compare(Name, "lines/s", null, count, Ours, Limit);

        Task<double> Ours() => Bench.Rate((long)count * Lines, () =>
        {
            var done = 0;
            foreach (var documents in orders)
            {
                done += FoldedOrder.Of(documents).State == OrderState.Completed ? 1 : 0;
            }

            return done == count ? Task.CompletedTask : throw new InvalidOperationException($"{done} of {count} orders are completed.");
        });

        Task<double> Limit() => Bench.Rate((long)count * Lines, () =>
        {
            var sum = 0L;
            foreach (var document in orders.SelectMany(documents => documents))
            {
                sum += document switch
                {
                    Order order => order.Lines.Sum(line => line.Quantity.Thousandths),
                    DespatchAdvice despatch => despatch.Lines.Sum(line => line.Despatched.Thousandths),
                    ReceiptAdvice receipt => receipt.Lines.Sum(line => line.Received!.Value.Thousandths),
                    _ => 0,
                };
            }

            return sum > 0 ? Task.CompletedTask : throw new InvalidOperationException("Nothing was ordered.");
        });
    }

    private static OrderDocument[] Documents(int number)
    {
        var at = DateTimeOffset.UnixEpoch.AddMinutes(number);
        var lines = Enumerable.Range(1, Lines).Select(line => new LineId(line.ToString(System.Globalization.CultureInfo.InvariantCulture))).ToArray();
        var piece = new OrderedPack("PCS", Quantity.FromDecimal(1));
        return
        [
            new Order(new($"PO-{number}"), at, [.. lines.Select((line, index) => new OrderLine(line, new ProductId(index + 1), Quantity.FromDecimal(10), piece))]),
            new OrderResponse(new("R-1"), at.AddMinutes(1), null, ResponseCode.Accepted, []),
            new DespatchAdvice(new("SJ-1"), at.AddMinutes(2), [.. lines.Select(line => new DespatchLine(line, Quantity.FromDecimal(6)))]),
            new DespatchAdvice(new("SJ-2"), at.AddMinutes(3), [.. lines.Select(line => new DespatchLine(line, Quantity.FromDecimal(4)))]),
            new ReceiptAdvice(new("B-1"), at.AddMinutes(4), "B-1", [.. lines.Select(line => new ReceiptLine(line, Quantity.FromDecimal(10)))]),
        ];
    }
}
