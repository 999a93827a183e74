using System.Globalization;

namespace RetailGateway.PartnerSimulator.Chain.Dialect;

/// <summary>Which page of a list is asked for.</summary>
internal sealed record Paging(int Page, int Size)
{
    /// <summary>The most rows one page or one feed answer carries.</summary>
    public const int MostRows = 500;

    private const int UsualRows = 100;
    private const int MostPages = 1_000_000;

    /// <summary>Reads <c>hal</c> and <c>per_hal</c>.</summary>
    public static Paging Of(HttpRequest request) => new(
        Number(request, "hal", usual: 1, most: MostPages, Refusal.BadPage),
        Number(request, "per_hal", UsualRows, MostRows, Refusal.BadPage));

    /// <summary>A whole number from 1 to <paramref name="most"/> in the query.</summary>
    public static int Number(HttpRequest request, string name, int usual, int most, Refusal otherwise)
    {
        var text = request.Query[name];
        if (text.Count == 0)
            return usual;

        var reads = int.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return reads && number >= 1 && number <= most ? number : throw new RefusedException(otherwise, $"({name})");
    }

    /// <summary>How many pages these rows make; an empty list is one empty page.</summary>
    public int PagesOf(int rows) => Math.Max(1, (rows + Size - 1) / Size);

    /// <summary>The rows of this page; none past the end.</summary>
    public IEnumerable<T> Slice<T>(IReadOnlyList<T> rows) =>
        Page > PagesOf(rows.Count) ? [] : rows.Skip((Page - 1) * Size).Take(Size);

    /// <summary>This page as an answer.</summary>
    public IResult Answer<TRow, TLine>(IReadOnlyList<TRow> rows, Func<TRow, TLine> write) => DialectJson.Answer(
        new Halaman<TLine>(Page, Size, PagesOf(rows.Count), rows.Count, LocalTime.Zone, [.. Slice(rows).Select(write)]));
}
