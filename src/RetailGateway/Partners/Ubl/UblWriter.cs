namespace RetailGateway.Partners.Ubl;

/// <summary>
/// Writes the six documents in the order of elements that UBL 2.1 gives them. What we would not read ourselves is not
/// written: the bytes are read again before they are handed out, and its faults are the caller's.
/// </summary>
internal static class UblWriter
{
    /// <summary>The version that is stated, for whoever reads versions.</summary>
    private const string Version = "2.1";

    /// <summary>Writes one document: the same one is always the same bytes.</summary>
    internal static UblResult<byte[]> Write(UblDocument document, UblBounds bounds)
    {
        var findings = new UblFindings();
        using var markup = new UblMarkup(findings);
        var bytes = markup.Document(UblNames.Root(document), () => Write(markup, document));
        return findings.Settle(bytes).Then(written =>
        {
            using var file = new MemoryStream(written, writable: false);
            return UblReader.Read(file, bounds).Then(_ => new UblResult<byte[]>.Done(written));
        });
    }

    private static void Write(UblMarkup to, UblDocument document)
    {
        to.Code("UBLVersionID", Version);
        to.Code("ID", document.Head.Id);
        to.Code("UUID", document.Head.Uuid);
        to.Moment("IssueDate", "IssueTime", document.Head.Issued);
        switch (document)
        {
            case UblOrder order:
                Order(to, order);
                break;
            case UblOrderResponse response:
                OrderResponse(to, response);
                break;
            case UblOrderChange change:
                OrderChange(to, change);
                break;
            case UblOrderCancellation cancellation:
                OrderCancellation(to, cancellation);
                break;
            case UblDespatchAdvice despatch:
                DespatchAdvice(to, despatch);
                break;
            case UblReceiptAdvice receipt:
                ReceiptAdvice(to, receipt);
                break;
        }
    }

    private static void Order(UblMarkup to, UblOrder order)
    {
        to.Words("Note", order.Note);
        Currency(to, order.Currency);
        Party(to, "BuyerCustomerParty", order.Head.Customer);
        Party(to, "SellerSupplierParty", order.Head.Supplier);
        Delivery(to, order.Delivery);
        OrderLines(to, order.Lines);
    }

    private static void OrderResponse(UblMarkup to, UblOrderResponse response)
    {
        to.Code("OrderResponseCode", response.Code);
        Currency(to, response.Currency);
        OrderReference(to, response.Head.OrderReference);
        References(to, "OrderDocumentReference", response.Documents);
        Party(to, "SellerSupplierParty", response.Head.Supplier);
        Party(to, "BuyerCustomerParty", response.Head.Customer);
        Delivery(to, response.Delivery);
        OrderLines(to, response.Lines);
    }

    private static void OrderChange(UblMarkup to, UblOrderChange change)
    {
        to.Code("SequenceNumberID", change.Sequence);
        Currency(to, change.Currency);
        OrderReference(to, change.Head.OrderReference);
        Party(to, "BuyerCustomerParty", change.Head.Customer);
        Party(to, "SellerSupplierParty", change.Head.Supplier);
        Delivery(to, change.Delivery);
        OrderLines(to, change.Lines);
    }

    private static void OrderCancellation(UblMarkup to, UblOrderCancellation cancellation)
    {
        foreach (var note in cancellation.Notes)
        {
            to.Words("CancellationNote", note);
        }

        OrderReference(to, cancellation.Head.OrderReference);
        Party(to, "BuyerCustomerParty", cancellation.Head.Customer);
        Party(to, "SellerSupplierParty", cancellation.Head.Supplier);
    }

    private static void DespatchAdvice(UblMarkup to, UblDespatchAdvice despatch)
    {
        to.Code("DocumentStatusCode", despatch.Status);
        OrderReference(to, despatch.Head.OrderReference);
        Party(to, "DespatchSupplierParty", despatch.Head.Supplier);
        Party(to, "DeliveryCustomerParty", despatch.Head.Customer);
        to.Lines("DespatchLine", despatch.Lines, line =>
        {
            to.Code("ID", line.Id);
            to.Code("LineStatusCode", line.Status);
            to.Quantity("DeliveredQuantity", line.Delivered);
            to.Quantity("OutstandingQuantity", line.Outstanding);
            to.Words("OutstandingReason", line.OutstandingReason);
            LineReference(to, "OrderLineReference", line.OrderLine, "OrderReference", line.Order);
            Item(to, line.Goods);
        });
    }

    private static void ReceiptAdvice(UblMarkup to, UblReceiptAdvice receipt)
    {
        to.Code("DocumentStatusCode", receipt.Status);
        to.Code("ReceiptAdviceTypeCode", receipt.Type);
        OrderReference(to, receipt.Head.OrderReference);
        References(to, "DespatchDocumentReference", receipt.Despatches);
        Party(to, "DeliveryCustomerParty", receipt.Head.Customer);
        Party(to, "DespatchSupplierParty", receipt.Head.Supplier);
        to.Lines("ReceiptLine", receipt.Lines, line =>
        {
            to.Code("ID", line.Id);
            to.Quantity("ReceivedQuantity", line.Received);
            to.Quantity("ShortQuantity", line.Short);
            to.Quantity("RejectedQuantity", line.Rejected);
            to.Code("RejectReasonCode", line.RejectReasonCode);
            to.Words("RejectReason", line.RejectReason);
            to.Code("QuantityDiscrepancyCode", line.Discrepancy);
            to.Quantity("OversupplyQuantity", line.Oversupply);
            LineReference(to, "OrderLineReference", line.OrderLine, "OrderReference", line.Order);
            LineReference(to, "DespatchLineReference", line.DespatchLine, "DocumentReference", line.Despatch);
            if (line.Goods is { } goods)
            {
                Item(to, goods);
            }
        });
    }

    private static void Currency(UblMarkup to, UblCurrency currency)
    {
        to.Code("DocumentCurrencyCode", currency.Document);
        to.Code("PricingCurrencyCode", currency.Pricing);
    }

    private static void OrderReference(UblMarkup to, string? id)
    {
        if (id is not null)
        {
            to.IdIn("OrderReference", new(id));
        }
    }

    private static void References(UblMarkup to, string name, IReadOnlyList<UblReference> references)
    {
        foreach (var reference in references)
        {
            to.Part(name, () =>
            {
                to.Code("ID", reference.Id);
                to.Code("DocumentTypeCode", reference.Type);
            });
        }
    }

    /// <summary>A reference to a line of another document, which it may name.</summary>
    private static void LineReference(UblMarkup to, string name, string? line, string documentName, string? document)
    {
        if (line is null && document is null)
        {
            return;
        }

        to.Part(name, () =>
        {
            to.Code("LineID", line);
            to.IdIn(documentName, document is null ? null : new(document));
        });
    }

    private static void Party(UblMarkup to, string name, UblParty party) => to.Part(name, () => to.Part("Party", () =>
    {
        to.Id("EndpointID", party.Endpoint);
        foreach (var id in party.Ids)
        {
            to.IdIn("PartyIdentification", id);
        }

        if (UblText.Written(party.Name) is { } called)
        {
            to.Part("PartyName", () => to.Words("Name", called));
        }
    }));

    private static void Delivery(UblMarkup to, UblDelivery? delivery)
    {
        if (delivery is null)
        {
            return;
        }

        to.Part("Delivery", () =>
        {
            if (delivery.Location is not null || delivery.LocationName is not null)
            {
                to.Part("DeliveryLocation", () =>
                {
                    to.Id("ID", delivery.Location);
                    to.Words("Name", delivery.LocationName);
                });
            }

            if (delivery.From is not null || delivery.Until is not null)
            {
                to.Part("RequestedDeliveryPeriod", () =>
                {
                    to.Moment("StartDate", "StartTime", delivery.From);
                    to.Moment("EndDate", "EndTime", delivery.Until);
                });
            }

            if (delivery.DespatchFrom is { } from)
            {
                to.Part("Despatch", () => to.IdIn("DespatchAddress", from));
            }
        });
    }

    private static void OrderLines(UblMarkup to, IReadOnlyList<UblOrderLine> lines) => to.Lines("OrderLine", lines, line =>
    {
        LineItem(to, "LineItem", line.Item);
        LineItem(to, "SellerProposedSubstituteLineItem", line.Proposed);
        LineItem(to, "SellerSubstitutedLineItem", line.Substituted);
        LineReference(to, "OrderLineReference", line.OrderLine, "OrderReference", document: null);
    });

    private static void LineItem(UblMarkup to, string name, UblLineItem? item)
    {
        if (item is null)
        {
            return;
        }

        to.Part(name, () =>
        {
            to.Code("ID", item.Id);
            to.Code("LineStatusCode", item.Status);
            to.Quantity("Quantity", item.Quantity);
            Delivery(to, item.Delivery);
            if (item.Price is { } price)
            {
                to.Part("Price", () =>
                {
                    to.Amount("PriceAmount", price.Amount, price.Currency);
                    to.Quantity("BaseQuantity", price.Base);
                });
            }

            Item(to, item.Goods);
        });
    }

    private static void Item(UblMarkup to, UblItem item) => to.Part("Item", () =>
    {
        to.Quantity("PackQuantity", item.Pack);
        to.Words("Name", item.Name);
        Id("BuyersItemIdentification", item.BuyersId);
        Id("SellersItemIdentification", item.SellersId);
        to.IdIn("StandardItemIdentification", item.StandardId);

        void Id(string part, string? code) => to.IdIn(part, code is null ? null : new(code));
    });
}
