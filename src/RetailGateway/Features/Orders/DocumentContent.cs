using System.Text.Json;
using System.Text.Json.Serialization;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Domain.Parties;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders;

/// <summary>
/// What a document says, as the store keeps it and the timeline shows it. What of it is there depends on the document's
/// kind. Quantities are base units: a pack's factor of another day never touches it.
/// </summary>
internal sealed record DocumentContent
{
    private static readonly JsonSerializerOptions Written = new(Http.Json.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Its number in its sender's sequence, of a change.</summary>
    public int? Sequence { get; init; }

    /// <summary>Of a response.</summary>
    public ResponseCode? Code { get; init; }

    /// <summary>The kind of what a response answers, where that is not the order.</summary>
    public DocumentKind? AnswersKind { get; init; }

    /// <summary>The id of what a response answers.</summary>
    public string? AnswersId { get; init; }

    /// <summary>The number of a receipt: one that replaces another has its number.</summary>
    public string? Number { get; init; }

    /// <summary>Of a receipt advice that answers the despatch advice and not the goods.</summary>
    public bool? AnswersDocumentAlone { get; init; }

    /// <summary>Of a cancellation of what the seller never had.</summary>
    public bool? Withdraws { get; init; }

    /// <summary>Its lines.</summary>
    public IReadOnlyList<ContentLine> Lines { get; init; } = [];

    internal string Json() => JsonSerializer.Serialize(this, Written);

    internal static DocumentContent Read(string json) => JsonSerializer.Deserialize<DocumentContent>(json, Written)!;

    /// <summary>What a document says, with what its goods cost.</summary>
    /// <exception cref="Refusal">No price is agreed for goods that it orders.</exception>
    internal static DocumentContent Of(OrderDocument document, Func<OrderLine, UnitPrice?> price)
    {
        return document switch
        {
            Order order => new DocumentContent { Lines = [.. order.Lines.Select(Ordered)] },
            OrderResponse response => new DocumentContent
            {
                Code = response.Code,
                AnswersKind = response.Answers?.Kind,
                AnswersId = response.Answers?.Id.Value,
                Lines = [.. response.Lines.Select(line => new ContentLine
                {
                    Line = line.Line.Value, Answer = line.Status, Quantity = line.Quantity?.ToDecimal(), Substitute = line.Substitute?.Value,
                })],
            },
            OrderChange change => new DocumentContent { Sequence = change.Sequence, Lines = [.. change.Lines.Select(line => Ordered(line.Line) with { Change = line.Status })] },
            OrderCancellation => new DocumentContent(),
            DespatchAdvice despatch => new DocumentContent
            {
                Lines = [.. despatch.Lines.Select(line => new ContentLine
                {
                    Line = line.Line.Value, Quantity = line.Despatched.ToDecimal(), Outstanding = line.Outstanding?.ToDecimal(),
                })],
            },
            ReceiptAdvice receipt => new DocumentContent
            {
                Number = receipt.Number,
                AnswersDocumentAlone = receipt.AnswersDocumentAlone ? true : null,
                Lines = [.. receipt.Lines.Select(line => new ContentLine
                {
                    Line = line.Line.Value, Quantity = line.Received?.ToDecimal(), Rejected = line.Rejected == Domain.Measures.Quantity.Zero ? null : line.Rejected.ToDecimal(),
                })],
            },
            _ => throw new ArgumentOutOfRangeException(nameof(document), document, "A document is one of six."),
        };

        ContentLine Ordered(OrderLine line)
        {
            var agreed = price(line) ?? throw new Refusal(Problems.Invalid, $"No price is agreed for line '{line.Id.Value}' in pack '{line.Pack.Code}'.");
            return new ContentLine
            {
                Line = line.Id.Value,
                Quantity = line.Quantity.ToDecimal(),
                Product = line.Product.Value,
                Pack = line.Pack.Code,
                Factor = line.Pack.Factor.ToDecimal(),
                Price = agreed.Amount,
                PriceBaseQuantity = agreed.BaseQuantity,
            };
        }
    }

    /// <summary>The document that says this.</summary>
    internal OrderDocument Document(DocumentKind kind, string id, DateTimeOffset issuedAt)
    {
        var of = new DocumentId(id);
        OrderDocument document = kind switch
        {
            DocumentKind.Order => new Order(of, issuedAt, Each(line => line.Ordered())),
            DocumentKind.OrderResponse => new OrderResponse(
                of, issuedAt, AnswersKind is { } about ? new DocumentKey(about, new DocumentId(AnswersId!)) : null, Code!.Value,
                Each(line => new ResponseLine(line.Id, line.Answer!.Value, line.Units, line.Substitute is { } other ? new ProductId(other) : null))),
            DocumentKind.OrderChange => new OrderChange(of, issuedAt, Each(line => new ChangeLine(line.Change!.Value, line.Ordered()))),
            DocumentKind.OrderCancellation => new OrderCancellation(of, issuedAt) { Withdraws = Withdraws is true },
            DocumentKind.DespatchAdvice => new DespatchAdvice(
                of, issuedAt, Each(line => new DespatchLine(line.Id, line.Units!.Value, ContentLine.Of(line.Outstanding)))),
            _ => new ReceiptAdvice(
                of, issuedAt, Number!, Each(line => new ReceiptLine(line.Id, line.Units, ContentLine.Of(line.Rejected) ?? Quantity.Zero)))
            {
                AnswersDocumentAlone = AnswersDocumentAlone is true,
            },
        };
        return document with { Sequence = Sequence };
    }

    /// <summary>
    /// Whether two requests ask for the same: what the store knew of packs and prices, which may have moved on since the
    /// first, is left out.
    /// </summary>
    internal bool AsksFor(DocumentContent other) => Asked().Json() == other.Asked().Json();

    private DocumentContent Asked() => this with
    {
        Lines = [.. Lines.Select(line => line.Factor is { } factor
            ? line with { Quantity = line.Quantity / factor, Factor = null, Price = null, PriceBaseQuantity = null }
            : line)],
    };

    private List<T> Each<T>(Func<ContentLine, T> read) => [.. Lines.Select(read)];
}

/// <summary>A line of a document.</summary>
internal sealed record ContentLine
{
    /// <summary>The buyer's id of it.</summary>
    public required string Line { get; init; }

    /// <summary>Base units: ordered, confirmed, despatched or received.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>The number of the cooperative's product, where the line orders one.</summary>
    public int? Product { get; init; }

    /// <summary>The pack that it is ordered in.</summary>
    public string? Pack { get; init; }

    /// <summary>Base units in that pack on the order's day.</summary>
    public decimal? Factor { get; init; }

    /// <summary>For the base quantity of packs, by the terms of the order's day.</summary>
    public decimal? Price { get; init; }

    /// <summary>How many packs the price buys.</summary>
    public decimal? PriceBaseQuantity { get; init; }

    /// <summary>What a response says of it.</summary>
    public ResponseLineStatus? Answer { get; init; }

    /// <summary>The number of another product that the seller offers.</summary>
    public int? Substitute { get; init; }

    /// <summary>What a change makes of it.</summary>
    public ChangeLineStatus? Change { get; init; }

    /// <summary>Base units that come after a despatch.</summary>
    public decimal? Outstanding { get; init; }

    /// <summary>Base units that came and were not taken.</summary>
    public decimal? Rejected { get; init; }

    internal LineId Id => new(Line);

    internal Quantity? Units => Of(Quantity);

    internal OrderedPack Packed => new(Pack!, Domain.Measures.Quantity.FromDecimal(Factor!.Value));

    internal OrderLine Ordered() => new(Id, new ProductId(Product!.Value), Units!.Value, Packed);

    internal static Quantity? Of(decimal? units) => units is { } there ? Domain.Measures.Quantity.FromDecimal(there) : null;
}
