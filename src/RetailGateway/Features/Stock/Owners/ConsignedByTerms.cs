using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Owners;

/// <summary>Whether terms let a consignor's goods stand at a location of the caller's.</summary>
internal static class ConsignedByTerms
{
    /// <summary>The consignor's own product, where it keeps a catalogue; null for a producer's goods at its cooperative.</summary>
    /// <exception cref="Refusal">Something is missing, and is named.</exception>
    internal static async Task<int?> Product(Work work, Caller caller, int consignor, int product, int location, DateTime since)
    {
        var (hasTerms, isKnown, onConsignment, theirs) = await work.Connection.QuerySingleOrDefaultAsync<(bool, bool, bool, int?)>(
            "select has_terms, is_known, on_consignment, consignor_product_id from consignment_by_terms(@consignee, @consignor, @product, @location, @since)",
            new { consignee = caller.Party.Value, consignor, product, location, since });
        return onConsignment
            ? theirs
            : throw new Refusal(Problems.NotOnConsignment, (hasTerms, isKnown) switch
            {
                (false, _) => "No terms between you and this consignor are in force then: a producer's are recorded by its cooperative, a stockist's proposed by the cooperative and accepted by the chain.",
                (true, false) => "The consignor has no product behind this item code: it must be the producer's of this product, or the cooperative's with a mapping of your code in the same base unit.",
                (true, true) => "The terms in force then have this product bought outright.",
            });
    }
}
