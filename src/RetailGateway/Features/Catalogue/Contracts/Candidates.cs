namespace RetailGateway.Features.Catalogue.Contracts;

/// <summary>A product that an unknown code may mean.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Product">Its owner's item code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why it is proposed.</param>
internal sealed record Candidate(int ProductId, string Product, string Name, string Reason);

/// <summary>Proposes what an unknown code may mean; a person decides.</summary>
internal static class Candidates
{
    private const int Most = 5;
    private const int ShortestLikeness = 3;

    internal static IReadOnlyList<Candidate> For(PartyBook book, string code)
    {
        var plain = Plain(code);
        if (plain.Length < ShortestLikeness)
        {
            return [];
        }

        return [.. book.ProductsById.Values
            .Select(product => (Product: product, Reason: Reason(product, plain)))
            .Where(found => found.Reason is not null)
            .OrderBy(found => found.Product.Code, StringComparer.Ordinal)
            .Take(Most)
            .Select(found => new Candidate(found.Product.Id.Value, found.Product.Code, found.Product.Name, found.Reason!))];
    }

    private static string? Reason(BookProduct product, string plain)
    {
        var own = Plain(product.Code);
        return own == plain ? "the same code but for punctuation"
            : own.Length >= ShortestLikeness && (own.StartsWith(plain, StringComparison.Ordinal) || plain.StartsWith(own, StringComparison.Ordinal)) ? "the code begins the same"
            : Plain(product.Name).Contains(plain, StringComparison.Ordinal) ? "the name holds the code"
            : null;
    }

    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
