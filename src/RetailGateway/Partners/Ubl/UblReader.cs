namespace RetailGateway.Partners.Ubl;

/// <summary>
/// Reads the six documents of an order: by names and namespaces, whatever the prefixes and the order of elements; what
/// we do not read is passed over.
/// </summary>
internal static class UblReader
{
    /// <summary>Reads one document. It never throws for what the bytes are.</summary>
    internal static UblResult<UblDocument> Read(Stream file, UblBounds bounds) => UblElement.Load(file, bounds).Then(root => Read(root, bounds));

    private static UblResult<UblDocument> Read(UblElement element, UblBounds bounds)
    {
        var findings = new UblFindings();
        Func<UblCursor, UblDocument>? read = element.Name switch
        {
            "Order" => Order,
            "OrderResponse" => OrderResponse,
            "OrderChange" => OrderChange,
            "OrderCancellation" => OrderCancellation,
            "DespatchAdvice" => DespatchAdvice,
            "ReceiptAdvice" => ReceiptAdvice,
            _ => null,
        };
        if (read is null)
        {
            findings.Add(UblFault.WrongRoot, "Not one of the six documents of an order.", element.Place, element.Line);
        }
        else if (element.Namespace != UblNames.Document(element.Name))
        {
            findings.Add(UblFault.WrongNamespace, $"The namespace of the root is not {UblNames.Document(element.Name)}.", element.Place, element.Line);
        }

        var root = new UblCursor(element, findings, bounds);
        return root.Settle(read!).Then(known => root.Settle(known(root)));
    }

    private static UblOrder Order(UblCursor root)
    {
        var currency = Currency(root);
        return new(Traders(root), OrderLines(root, isNeeded: true, currency)) { Currency = currency, Delivery = Delivery(root), Note = root.Words("Note") };
    }

    private static UblOrderResponse OrderResponse(UblCursor root)
    {
        var currency = Currency(root);
        return new(Traders(root) with { OrderReference = root.NeededPart("OrderReference").NeededCode("ID") }, OrderLines(root, isNeeded: false, currency))
        {
            Code = root.Code("OrderResponseCode"),
            Documents = root.Parts("OrderDocumentReference", Reference),
            Currency = currency,
            Delivery = Delivery(root),
        };
    }

    private static UblOrderChange OrderChange(UblCursor root)
    {
        var (currency, sequence) = (Currency(root), root.NeededCode("SequenceNumberID"));
        var head = Traders(root, id: root.Code("ID") ?? sequence) with { OrderReference = root.NeededPart("OrderReference").NeededCode("ID") };
        return new(head, sequence, OrderLines(root, isNeeded: true, currency)) { Currency = currency, Delivery = Delivery(root) };
    }

    private static UblOrderCancellation OrderCancellation(UblCursor root) => new(
        Traders(root) with { OrderReference = root.NeededPart("OrderReference").NeededCode("ID") }, root.NeededWords("CancellationNote"));

    private static UblDespatchAdvice DespatchAdvice(UblCursor root)
    {
        var taken = new HashSet<string>();
        return new(Carriers(root), root.Lines("DespatchLine", isNeeded: true, line => DespatchLine(line, taken)))
        {
            Status = root.Code("DocumentStatusCode"),
        };
    }

    private static UblReceiptAdvice ReceiptAdvice(UblCursor root)
    {
        var taken = new HashSet<string>();
        return new(Carriers(root), root.Lines("ReceiptLine", isNeeded: true, line => ReceiptLine(line, taken)))
        {
            Status = root.Code("DocumentStatusCode"),
            Type = root.Code("ReceiptAdviceTypeCode"),
            Despatches = root.Parts("DespatchDocumentReference", Reference),
        };
    }

    /// <summary>The head of a document between those who ordered.</summary>
    private static UblHead Traders(UblCursor root, string? id = null) =>
        Head(root, id ?? root.NeededCode("ID"), root.NeededPart("BuyerCustomerParty"), root.NeededPart("SellerSupplierParty"));

    /// <summary>The head of a document between those who moved the goods; they may name the order line by line.</summary>
    private static UblHead Carriers(UblCursor root)
    {
        var order = root.Part("OrderReference");
        var head = Head(root, root.NeededCode("ID"), root.NeededPart("DeliveryCustomerParty"), root.NeededPart("DespatchSupplierParty"));
        return order.IsAbsent ? head : head with { OrderReference = order.NeededCode("ID") };
    }

    private static UblHead Head(UblCursor root, string id, UblCursor customer, UblCursor supplier) =>
        new(id, root.NeededMoment("IssueDate", "IssueTime"), Party(customer.Part("Party")), Party(supplier.Part("Party"))) { Uuid = root.Code("UUID") };

    private static UblParty Party(UblCursor party) => new()
    {
        Endpoint = party.Id("EndpointID"),
        Ids = party.Parts("PartyIdentification", id => id.NeededCode("ID").Length > 0 ? id.Id("ID") : null).OfType<UblId>().ToList(),
        Name = party.Parts("PartyName", name => name.Words("Name")).FirstOrDefault(name => name is not null),
    };

    private static UblCurrency Currency(UblCursor root) => new(root.Code("DocumentCurrencyCode"), root.Code("PricingCurrencyCode"));

    private static UblDelivery? Delivery(UblCursor holder)
    {
        var delivery = holder.Part("Delivery");
        var (location, period) = (delivery.Part("DeliveryLocation"), delivery.Part("RequestedDeliveryPeriod"));
        return delivery.IsAbsent ? null : new()
        {
            Location = location.Id("ID"),
            LocationName = location.Words("Name"),
            DespatchFrom = delivery.Part("Despatch").Part("DespatchAddress").Id("ID"),
            From = period.Moment("StartDate", "StartTime"),
            Until = period.Moment("EndDate", "EndTime"),
        };
    }

    private static List<UblOrderLine> OrderLines(UblCursor root, bool isNeeded, UblCurrency currency)
    {
        var taken = new HashSet<string>();
        return root.Lines("OrderLine", isNeeded, line =>
        {
            var (proposed, substituted, reference) =
                (line.Part("SellerProposedSubstituteLineItem"), line.Part("SellerSubstitutedLineItem"), line.Part("OrderLineReference"));
            var item = line.NeededPart("LineItem");
            return new UblOrderLine(LineItem(item, item.LineId(taken), currency))
            {
                Proposed = proposed.IsAbsent ? null : LineItem(proposed, proposed.NeededCode("ID"), currency),
                Substituted = substituted.IsAbsent ? null : LineItem(substituted, substituted.NeededCode("ID"), currency),
                OrderLine = reference.IsAbsent ? null : reference.NeededCode("LineID"),
            };
        });
    }

    private static UblLineItem LineItem(UblCursor item, string id, UblCurrency currency) => new(id, Item(item.NeededPart("Item")))
    {
        Status = item.Code("LineStatusCode"),
        Quantity = item.Quantity("Quantity"),
        Delivery = Delivery(item),
        Price = item.Price(currency.Pricing ?? currency.Document),
    };

    private static UblDespatchLine DespatchLine(UblCursor line, HashSet<string> taken)
    {
        var order = line.NeededPart("OrderLineReference");
        return new(line.LineId(taken), order.NeededCode("LineID"), Item(line.NeededPart("Item")))
        {
            Status = line.Code("LineStatusCode"),
            Delivered = line.Quantity("DeliveredQuantity"),
            Outstanding = line.Quantity("OutstandingQuantity"),
            OutstandingReason = line.Words("OutstandingReason"),
            Order = order.Part("OrderReference").Code("ID"),
        };
    }

    private static UblReceiptLine ReceiptLine(UblCursor line, HashSet<string> taken)
    {
        var (order, despatch, item) = (line.Part("OrderLineReference"), line.Part("DespatchLineReference"), line.Part("Item"));
        return new(line.LineId(taken))
        {
            Received = line.Quantity("ReceivedQuantity"),
            Short = line.Quantity("ShortQuantity"),
            Rejected = line.Quantity("RejectedQuantity"),
            RejectReasonCode = line.Code("RejectReasonCode"),
            RejectReason = line.Words("RejectReason"),
            Discrepancy = line.Code("QuantityDiscrepancyCode"),
            Oversupply = line.Quantity("OversupplyQuantity"),
            OrderLine = order.IsAbsent ? null : order.NeededCode("LineID"),
            Order = order.Part("OrderReference").Code("ID"),
            DespatchLine = despatch.IsAbsent ? null : despatch.NeededCode("LineID"),
            Despatch = despatch.Part("DocumentReference").Code("ID"),
            Goods = item.IsAbsent ? null : Item(item),
        };
    }

    private static UblItem Item(UblCursor item) => new()
    {
        Name = item.Words("Name"),
        BuyersId = item.IdOf("BuyersItemIdentification")?.Value,
        SellersId = item.IdOf("SellersItemIdentification")?.Value,
        StandardId = item.IdOf("StandardItemIdentification"),
        Pack = item.Quantity("PackQuantity"),
    };

    private static UblReference Reference(UblCursor reference) => new(reference.NeededCode("ID"), reference.Code("DocumentTypeCode"));
}
