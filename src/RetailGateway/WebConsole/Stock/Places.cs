using RetailGateway.Features.Stock.ByHand;
using RetailGateway.Http;

namespace RetailGateway.WebConsole.Stock;

/// <summary>The visitor's places, and the one that a page is of.</summary>
internal static class Places
{
    /// <summary>The place asked for; the first where none is named, null where there is none at all.</summary>
    /// <exception cref="Refusal">The one named is not the visitor's.</exception>
    internal static StockPlace? Chosen(IReadOnlyList<StockPlace> places, string? code) => string.IsNullOrEmpty(code)
        ? places.FirstOrDefault(place => place.IsKeptByHand) ?? (places.Count > 0 ? places[0] : null)
        : places.FirstOrDefault(place => place.Code.Equals(code, StringComparison.OrdinalIgnoreCase))
            ?? throw new Refusal(Problems.NotFound, "No location of yours has that code.");

    /// <summary>Goes on where the place's stock is recorded by its people.</summary>
    /// <exception cref="Refusal">Another system's word counts there, which is named.</exception>
    internal static void MustKeepByHand(StockPlace place, StockWords words)
    {
        if (!place.IsKeptByHand)
        {
            throw new Refusal(Problems.NotSystemOfRecord) { Words = words.KeptElsewhere(place) };
        }
    }
}
