using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.Positions;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Contracts;

/// <summary>What an order holds of its seller's stock.</summary>
internal static class OrderHolds
{
    /// <summary>
    /// Holds what the order's lines want now and gives back what they hold too much, by the store's own rule
    /// (<c>hold_for_order</c>), and tells of the positions that changed all who see them but the connection whose act it was.
    /// </summary>
    /// <exception cref="StaleBook">The seller's book has moved on: try again.</exception>
    internal static async Task Hold(
        Work work, PartyBooks books, ConnectionId origin, PartyId seller, (int Owner, long Id) order, CancellationToken cancel)
    {
        var book = await books.Get(seller, cancel);
        var (changed, now) = await StockRows.HoldForOrder(work, seller, order, book, cancel);
        if (PositionEvents.Insert(book, seller, origin, changed, now) is { } told)
        {
            work.Defer(told);
        }
    }
}
