namespace RetailGateway.Partners.Ubl;

/// <summary>A document of UBL 2.1 in the paper's own terms: nothing in it is translated or looked up.</summary>
/// <param name="Head">What all of them carry.</param>
internal abstract record UblDocument(UblHead Head);

/// <summary>What all documents carry.</summary>
/// <param name="Id">The document's id; of an order change without one, its sequence number.</param>
/// <param name="Issued">When, as the paper says it.</param>
/// <param name="Customer">BuyerCustomerParty; in what is said of goods DeliveryCustomerParty.</param>
/// <param name="Supplier">SellerSupplierParty; in what is said of goods DespatchSupplierParty.</param>
internal sealed record UblHead(string Id, UblMoment Issued, UblParty Customer, UblParty Supplier)
{
    /// <summary>What tells two issues of one id apart.</summary>
    public string? Uuid { get; init; }

    /// <summary>The order's id; null in the order itself, and where goods' lines name it.</summary>
    public string? OrderReference { get; init; }
}

/// <summary>The buyer orders.</summary>
internal sealed record UblOrder(UblHead Head, IReadOnlyList<UblOrderLine> Lines) : UblDocument(Head)
{
    /// <summary>What its amounts are in.</summary>
    public UblCurrency Currency { get; init; } = UblCurrency.None;

    /// <summary>Where to and when; of the whole order.</summary>
    public UblDelivery? Delivery { get; init; }

    /// <summary>Note: a word of the buyer's.</summary>
    public string? Note { get; init; }
}

/// <summary>The seller answers.</summary>
internal sealed record UblOrderResponse(UblHead Head, IReadOnlyList<UblOrderLine> Lines) : UblDocument(Head)
{
    /// <summary>UNCL 4343: AB, AP, RE, CA.</summary>
    public string? Code { get; init; }

    /// <summary>OrderDocumentReference: the change or cancellation that is answered, by its type code.</summary>
    public IReadOnlyList<UblReference> Documents { get; init; } = [];

    /// <inheritdoc cref="UblOrder.Currency"/>
    public UblCurrency Currency { get; init; } = UblCurrency.None;

    /// <inheritdoc cref="UblOrder.Delivery"/>
    public UblDelivery? Delivery { get; init; }
}

/// <summary>The buyer asks for other lines.</summary>
/// <param name="Head">What all documents carry.</param>
/// <param name="Sequence">SequenceNumberID.</param>
/// <param name="Lines">The lines that it is about.</param>
internal sealed record UblOrderChange(UblHead Head, string Sequence, IReadOnlyList<UblOrderLine> Lines) : UblDocument(Head)
{
    /// <inheritdoc cref="UblOrder.Currency"/>
    public UblCurrency Currency { get; init; } = UblCurrency.None;

    /// <inheritdoc cref="UblOrder.Delivery"/>
    public UblDelivery? Delivery { get; init; }
}

/// <summary>The buyer asks that nothing more be sent.</summary>
/// <param name="Head">What all documents carry.</param>
/// <param name="Notes">CancellationNote: why; one at least.</param>
internal sealed record UblOrderCancellation(UblHead Head, IReadOnlyList<string> Notes) : UblDocument(Head);

/// <summary>The seller says what it sent.</summary>
internal sealed record UblDespatchAdvice(UblHead Head, IReadOnlyList<UblDespatchLine> Lines) : UblDocument(Head)
{
    /// <summary>DocumentStatusCode: NoStatus, Revised, Cancelled, Disputed.</summary>
    public string? Status { get; init; }
}

/// <summary>The buyer says what came.</summary>
internal sealed record UblReceiptAdvice(UblHead Head, IReadOnlyList<UblReceiptLine> Lines) : UblDocument(Head)
{
    /// <inheritdoc cref="UblDespatchAdvice.Status"/>
    public string? Status { get; init; }

    /// <summary>ReceiptAdviceTypeCode.</summary>
    public string? Type { get; init; }

    /// <summary>DespatchDocumentReference: the despatch advices that it is about.</summary>
    public IReadOnlyList<UblReference> Despatches { get; init; } = [];
}

/// <summary>OrderLine: one line of an order, of the answer to it, or of a change.</summary>
/// <param name="Item">The line itself.</param>
internal sealed record UblOrderLine(UblLineItem Item)
{
    /// <summary>SellerProposedSubstituteLineItem: what might be sent instead.</summary>
    public UblLineItem? Proposed { get; init; }

    /// <summary>SellerSubstitutedLineItem: what is sent instead.</summary>
    public UblLineItem? Substituted { get; init; }

    /// <summary>OrderLineReference: in an answer, the order's line.</summary>
    public string? OrderLine { get; init; }
}

/// <summary>LineItem: goods, and how much of them.</summary>
/// <param name="Id">Any text.</param>
/// <param name="Goods">What.</param>
internal sealed record UblLineItem(string Id, UblItem Goods)
{
    /// <summary>UNCL 1229.</summary>
    public string? Status { get; init; }

    /// <summary>How much; a line may leave it out.</summary>
    public UblQuantity? Quantity { get; init; }

    /// <summary>Where to and when, where it is not as the document says.</summary>
    public UblDelivery? Delivery { get; init; }

    /// <summary>What it costs.</summary>
    public UblPrice? Price { get; init; }
}

/// <summary>What was sent of one line.</summary>
/// <param name="Id">The despatch line's own.</param>
/// <param name="OrderLine">The order's line.</param>
/// <param name="Goods">What.</param>
internal sealed record UblDespatchLine(string Id, string OrderLine, UblItem Goods)
{
    /// <summary>UNCL 1229.</summary>
    public string? Status { get; init; }

    /// <summary>In this despatch.</summary>
    public UblQuantity? Delivered { get; init; }

    /// <summary>Follows in a later despatch.</summary>
    public UblQuantity? Outstanding { get; init; }

    /// <summary>Why it is outstanding.</summary>
    public string? OutstandingReason { get; init; }

    /// <summary>The order, where the head does not name it.</summary>
    public string? Order { get; init; }
}

/// <summary>What came of one line; <see cref="Received"/> includes rejected and oversupplied.</summary>
/// <param name="Id">The receipt line's own.</param>
internal sealed record UblReceiptLine(string Id)
{
    /// <summary>Came in all; null where the line only answers its consignment.</summary>
    public UblQuantity? Received { get; init; }

    /// <summary>Sent, and did not come.</summary>
    public UblQuantity? Short { get; init; }

    /// <summary>Came, and is not taken.</summary>
    public UblQuantity? Rejected { get; init; }

    /// <summary>Why it is not taken, as a code.</summary>
    public string? RejectReasonCode { get; init; }

    /// <summary>Why it is not taken.</summary>
    public string? RejectReason { get; init; }

    /// <summary>QuantityDiscrepancyCode: the consignment's answer.</summary>
    public string? Discrepancy { get; init; }

    /// <summary>Came above what was ordered.</summary>
    public UblQuantity? Oversupply { get; init; }

    /// <summary>The order's line.</summary>
    public string? OrderLine { get; init; }

    /// <summary>The order, where the head does not name it.</summary>
    public string? Order { get; init; }

    /// <summary>DespatchLineReference: the line of a despatch advice.</summary>
    public string? DespatchLine { get; init; }

    /// <summary>The despatch advice of that line.</summary>
    public string? Despatch { get; init; }

    /// <summary>What; null where the line does not say.</summary>
    public UblItem? Goods { get; init; }
}

/// <summary>An id, and who gave it.</summary>
/// <param name="Value">As it is written.</param>
/// <param name="Scheme">schemeID: 0088 for a GLN, 0160 for a GTIN.</param>
internal sealed record UblId(string Value, string? Scheme = null);

/// <summary>Another document.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">DocumentTypeCode.</param>
internal sealed record UblReference(string Id, string? Type = null);

/// <summary>A quantity as it is written.</summary>
/// <param name="Value">In that unit.</param>
/// <param name="Unit">unitCode, of UN/ECE recommendation 20 or 21.</param>
internal sealed record UblQuantity(decimal Value, string? Unit);

/// <summary>The price of so many.</summary>
/// <param name="Amount">For the base quantity.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Base">How many the amount is for; one where it does not say.</param>
internal sealed record UblPrice(decimal Amount, string Currency, UblQuantity? Base = null);

/// <summary>What a document's amounts are in.</summary>
/// <param name="Document">DocumentCurrencyCode.</param>
/// <param name="Pricing">PricingCurrencyCode, where its prices are in another.</param>
internal sealed record UblCurrency(string? Document, string? Pricing = null)
{
    internal static UblCurrency None { get; } = new(Document: null);
}

/// <summary>What goods are, as those who trade them call them.</summary>
internal sealed record UblItem
{
    /// <summary>On the label.</summary>
    public string? Name { get; init; }

    /// <summary>The buyer's code.</summary>
    public string? BuyersId { get; init; }

    /// <summary>The seller's code.</summary>
    public string? SellersId { get; init; }

    /// <summary>The world's: a GTIN by its scheme.</summary>
    public UblId? StandardId { get; init; }

    /// <summary>PackQuantity: how much is in one of the packs that they are counted in.</summary>
    public UblQuantity? Pack { get; init; }
}

/// <summary>A party of the document.</summary>
internal sealed record UblParty
{
    /// <summary>EndpointID: where documents are sent to it.</summary>
    public UblId? Endpoint { get; init; }

    /// <summary>Who it is.</summary>
    public IReadOnlyList<UblId> Ids { get; init; } = [];

    /// <summary>How it is called.</summary>
    public string? Name { get; init; }
}

/// <summary>Where to and when.</summary>
internal sealed record UblDelivery
{
    /// <summary>DeliveryLocation.</summary>
    public UblId? Location { get; init; }

    /// <summary>How it is called.</summary>
    public string? LocationName { get; init; }

    /// <summary>Despatch/DespatchAddress: where it comes from.</summary>
    public UblId? DespatchFrom { get; init; }

    /// <summary>RequestedDeliveryPeriod: not before.</summary>
    public UblMoment? From { get; init; }

    /// <summary>RequestedDeliveryPeriod: not after.</summary>
    public UblMoment? Until { get; init; }
}

/// <summary>A date, a time of it, or a time with its offset: as much as the paper says.</summary>
/// <param name="Date">The day.</param>
/// <param name="Time">Of that day; null for a date alone.</param>
/// <param name="Offset">From UTC, whole minutes; null where the paper leaves it to whoever reads.</param>
internal sealed record UblMoment(DateOnly Date, TimeOnly? Time = null, TimeSpan? Offset = null)
{
    /// <summary>An instant as the paper can say it: with its offset.</summary>
    internal static UblMoment Of(DateTimeOffset instant) =>
        new(DateOnly.FromDateTime(instant.DateTime), TimeOnly.FromDateTime(instant.DateTime), instant.Offset);

    /// <summary>The instant that is meant: a date alone is the start of that day; the zone counts where no offset is said.</summary>
    internal DateTimeOffset In(TimeZoneInfo zone)
    {
        var local = Date.ToDateTime(Time ?? TimeOnly.MinValue);
        return new DateTimeOffset(local, Offset ?? zone.GetUtcOffset(local));
    }
}
