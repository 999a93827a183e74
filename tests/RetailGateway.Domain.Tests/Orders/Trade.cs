using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Domain.Tests.Orders;

/// <summary>One order between a buyer and a seller, told document by document, one each hour from Monday morning on.</summary>
internal sealed class Trade
{
    internal static readonly DateTimeOffset Monday = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private static readonly OrderedPack Carton = new("CTN", Of(12));

    private readonly List<OrderDocument> documents = [];

    internal IReadOnlyList<OrderDocument> Documents => documents;

    internal FoldedOrder Folded => FoldedOrder.Of(documents);

    internal FoldedLine this[string line] => Folded.Lines.Single(folded => folded.Id == new LineId(line));

    internal IEnumerable<ContradictionCode> Contradictions => Folded.Contradictions.Select(contradiction => contradiction.Code);

    private DateTimeOffset Now => Monday.AddHours(documents.Count);

    private DocumentId NextId => new($"{documents.Count + 1}");

    internal static Trade Ordered(params (string Line, decimal Quantity)[] lines) => new Trade().Order(lines);

    internal static Quantity Of(decimal units) => Quantity.FromDecimal(units);

    internal static OrderLine Line(string id, decimal quantity, int product = 1) =>
        new(new LineId(id), new ProductId(product), Of(quantity), Carton);

    internal static ChangeLine Added(string id, decimal quantity) => new(ChangeLineStatus.Added, Line(id, quantity));

    internal static ChangeLine Changed(string id, decimal quantity, int product = 1) => new(ChangeLineStatus.Changed, Line(id, quantity, product));

    internal static ChangeLine Deleted(string id, decimal quantity) => new(ChangeLineStatus.Deleted, Line(id, quantity));

    internal static ResponseLine Says(string id, ResponseLineStatus status, decimal? quantity = null, int? substitute = null) => new(
        new LineId(id), status, quantity is { } units ? Of(units) : null, substitute is { } product ? new ProductId(product) : null);

    internal Trade Order(params (string Line, decimal Quantity)[] lines) =>
        Add(new Order(NextId, Now, [.. lines.Select(line => Line(line.Line, line.Quantity))]));

    internal Trade Respond(ResponseCode code, params ResponseLine[] lines) => Add(new OrderResponse(NextId, Now, Answers: null, code, lines));

    /// <summary>Answers the change or cancellation that was sent last.</summary>
    internal Trade Answer(ResponseCode code, params ResponseLine[] lines) => Add(new OrderResponse(
        NextId, Now, documents.Last(document => document is OrderChange or OrderCancellation).Key, code, lines));

    internal Trade Change(params ChangeLine[] lines) =>
        Add(new OrderChange(NextId, Now, lines) { Sequence = documents.Count(document => document is OrderChange) + 1 });

    internal Trade Cancel() => Add(new OrderCancellation(NextId, Now));

    internal Trade Withdraw() => Add(new OrderCancellation(NextId, Now) { Withdraws = true });

    internal Trade Despatch(string line, decimal quantity, decimal? outstanding = null) => Add(new DespatchAdvice(
        NextId, Now, [new DespatchLine(new LineId(line), Of(quantity), outstanding is { } units ? Of(units) : null)]));

    internal Trade Receive(string line, decimal? quantity, decimal rejected = 0, string? number = null, bool documentAlone = false) =>
        Add(new ReceiptAdvice(
            NextId, Now, number ?? NextId.Value, [new ReceiptLine(new LineId(line), quantity is { } units ? Of(units) : null, Of(rejected))])
        { AnswersDocumentAlone = documentAlone });

    internal Trade Add(OrderDocument document)
    {
        documents.Add(document);
        return this;
    }
}
