namespace RetailGateway.Partners.Ubl;

/// <summary>Namespaces of UBL 2, and codes with a meaning of their own in these documents.</summary>
internal static class UblNames
{
    /// <summary>Of elements that hold a value.</summary>
    internal const string Basic = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

    /// <summary>Of elements that hold elements.</summary>
    internal const string Aggregate = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";

    /// <summary>schemeID of a GTIN.</summary>
    internal const string Gtin = "0160";

    /// <summary>DocumentTypeCode of a reference to an order change; UNCL 1001 says 230.</summary>
    internal const string OrderChange = "OrderChange";

    /// <summary>DocumentTypeCode of a reference to a cancellation.</summary>
    internal const string OrderCancellation = "OrderCancellation";

    /// <summary>DocumentStatusCode of a document that takes the place of an earlier one of its id.</summary>
    internal const string Revised = "Revised";

    /// <summary>ReceiptAdviceTypeCode of goods that came (UNCL 1001), which is meant where none is said.</summary>
    internal const string GoodsReceipt = "632";

    /// <summary>ReceiptAdviceTypeCode of one that answers the despatch advice and not the goods.</summary>
    internal const string DocumentAlone = "DespatchAdviceResponse";

    /// <summary>Of a document's root.</summary>
    internal static string Document(string root) => $"urn:oasis:names:specification:ubl:schema:xsd:{root}-2";

    /// <summary>The name of a document's root.</summary>
    internal static string Root(UblDocument document) => document switch
    {
        UblOrder => "Order",
        UblOrderResponse => "OrderResponse",
        UblOrderChange => "OrderChange",
        UblOrderCancellation => "OrderCancellation",
        UblDespatchAdvice => "DespatchAdvice",
        UblReceiptAdvice => "ReceiptAdvice",
        _ => throw new InvalidOperationException("A document is one of six."),
    };
}
