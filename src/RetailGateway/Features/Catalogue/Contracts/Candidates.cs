using System.Text;

namespace RetailGateway.Features.Catalogue.Contracts;

/// <summary>A product that an unknown code may mean.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Product">Its owner's item code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why it is proposed.</param>
internal sealed record Candidate(int ProductId, string Product, string Name, string Reason);

/// <summary>
/// Proposes what an unknown code may mean; a person decides. Codes and names are normalised and ordered once a book,
/// so that a sheet of thousands of unknown codes costs a look-up each and not a pass over the catalogue.
/// </summary>
internal sealed class Candidates
{
    private const int Most = 5;
    private const int ShortestLikeness = 3;

    /// <summary>Between two names; no normalised code holds it.</summary>
    private const char Between = '\n';

    /// <summary>By the owner's item code; a place in here is how the other fields name a product.</summary>
    private readonly BookProduct[] products;

    /// <summary>Normalised codes in their order, each with its product's place.</summary>
    private readonly (string Plain, int Place)[] codes;

    /// <summary>All normalised names in one text, so that one search finds the next product that has a code in its name.</summary>
    private readonly string names;
    private readonly int[] nameStarts;

    internal Candidates(PartyBook book)
    {
        products = [.. book.ProductsById.Values.OrderBy(product => product.Code, StringComparer.Ordinal)];
        codes = [.. products.Select((product, place) => (Plain(product.Code), place)).OrderBy(code => code.Item1, StringComparer.Ordinal)];
        nameStarts = new int[products.Length];
        var text = new StringBuilder();
        for (var place = 0; place < products.Length; place++)
        {
            nameStarts[place] = text.Length;
            text.Append(Plain(products[place].Name)).Append(Between);
        }

        names = text.ToString();
    }

    /// <summary>At most five, by their codes; none for a code too short to be like anything.</summary>
    internal IReadOnlyList<Candidate> For(string code)
    {
        var plain = Plain(code);
        if (plain.Length < ShortestLikeness)
        {
            return [];
        }

        var reasons = new SortedDictionary<int, string>();
        AddByName(plain, reasons);
        AddByCode(plain, reasons);
        return [.. reasons.Take(Most).Select(found => Of(products[found.Key], found.Value))];
    }

    private void AddByName(string plain, SortedDictionary<int, string> reasons)
    {
        for (var from = 0; reasons.Count < Most;)
        {
            var at = names.IndexOf(plain, from, StringComparison.Ordinal);
            if (at < 0)
            {
                return;
            }

            var found = Array.BinarySearch(nameStarts, at);
            var place = found >= 0 ? found : ~found - 1;
            reasons[place] = "the name holds the code";
            from = names.IndexOf(Between, at);
        }
    }

    private void AddByCode(string plain, SortedDictionary<int, string> reasons)
    {
        const string BeginsTheSame = "the code begins the same";
        for (var length = ShortestLikeness; length < plain.Length; length++)
        {
            var beginning = plain[..length];
            for (var index = FirstFrom(beginning); index < codes.Length && codes[index].Plain == beginning; index++)
            {
                reasons[codes[index].Place] = BeginsTheSame;
            }
        }

        for (var index = FirstFrom(plain); index < codes.Length && codes[index].Plain.StartsWith(plain, StringComparison.Ordinal); index++)
        {
            reasons[codes[index].Place] = codes[index].Plain == plain ? "the same code but for punctuation" : BeginsTheSame;
        }
    }

    /// <summary>Where the codes begin that are not before <paramref name="plain"/>.</summary>
    private int FirstFrom(string plain)
    {
        var (low, high) = (0, codes.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(codes[middle].Plain, plain) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static Candidate Of(BookProduct product, string reason) => new(product.Id.Value, product.Code, product.Name, reason);

    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
