using RetailGateway.PartnerSimulator.Chain.Books;
using RetailGateway.PartnerSimulator.Chain.Dialect;

namespace RetailGateway.PartnerSimulator.Chain;

/// <summary>Whoever writes the chain's own documents of orders into its books.</summary>
internal sealed class ChainClerk(ChainBooks books, TimeProvider clock)
{
    /// <summary>Writes one, issued now, and tells it.</summary>
    /// <param name="order">Whose order it is about.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="id">The chain's id of it.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="more">What else it says.</param>
    public OrderPaper Write(
        ChainOrder order, string kind, string id, IEnumerable<BarisDokumen> lines, Func<DokumenPesanan, DokumenPesanan>? more = null)
    {
        var now = clock.GetUtcNow();
        var document = new DokumenPesanan(order.Cooperative, order.Buyer, order.Number, kind, id, LocalTime.Of(now), LocalTime.Zone, [.. lines]);
        if (more is not null)
            document = more(document);

        return books.Orders.Tell(new OrderPaperKey(order.Cooperative, order.Buyer, order.Number, kind, id), OrderRoutes.Write(document), now);
    }

    /// <summary>The order itself, as whoever ordered wrote it; none where the chain does not have it.</summary>
    public DokumenPesanan? Find(ChainOrder order) =>
        books.Orders.Find(new OrderPaperKey(order.Cooperative, order.Buyer, order.Number, "PESANAN", order.Number)) is { } paper ? OrderRoutes.Read(paper.Body) : null;
}

/// <summary>What names an order between the chain and a co-op.</summary>
/// <param name="Cooperative">The co-op's code.</param>
/// <param name="Buyer"><see cref="OfCooperative"/> or <see cref="OfChain"/>.</param>
/// <param name="Number">The buyer's number.</param>
internal sealed record ChainOrder(string Cooperative, string Buyer, string Number)
{
    /// <summary>One that a co-op placed with the chain.</summary>
    public static ChainOrder OfCooperative(string cooperative, string number) => new(cooperative, OrderRoutes.Cooperative, number);

    /// <summary>One that the chain placed with a co-op.</summary>
    public static ChainOrder OfChain(string cooperative, string number) => new(cooperative, OrderRoutes.Chain, number);
}
