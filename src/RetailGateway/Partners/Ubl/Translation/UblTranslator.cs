using RetailGateway.Domain.Orders.Documents;

namespace RetailGateway.Partners.Ubl.Translation;

/// <summary>Between what paper says and what the domain means, by the book of the order.</summary>
internal static class UblTranslator
{
    /// <summary>What a document means for the book's order.</summary>
    /// <param name="document">As it was read.</param>
    /// <param name="book">Of the order that it is about.</param>
    /// <param name="zone">Of whoever issued it, for dates and times that say no offset.</param>
    internal static UblResult<OrderDocument> ToDomain(UblDocument document, UblBook book, TimeZoneInfo zone) => new UblInward(document, book, zone).Translate();

    /// <summary>
    /// A document as paper for the partner. Of a document's sequence only an order change's is said: UBL has no other.
    /// </summary>
    /// <param name="document">Of the book's order.</param>
    /// <param name="book">Of the order that it is about.</param>
    /// <param name="reason">Why an order is cancelled, which a cancellation must say; of no use to another document.</param>
    internal static UblResult<UblDocument> ToPaper(OrderDocument document, UblBook book, string reason = "Pesanan dibatalkan.") =>
        new UblOutward(document, book, reason).Translate();
}
