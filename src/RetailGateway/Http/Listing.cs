namespace RetailGateway.Http;

/// <summary>What a list was asked for, where its rows have a number and come in its order.</summary>
/// <param name="Kind">Its cursors.</param>
/// <param name="Limit">Rows of a page.</param>
/// <param name="After">The number that the page comes after.</param>
internal readonly record struct Listing(CursorKind Kind, int Limit, long After)
{
    /// <summary>Rows to read: one more than a page has says that there is a next one.</summary>
    internal int Take => Limit + 1;

    /// <summary>As the caller asked, within bounds.</summary>
    /// <exception cref="Refusal">The limit is out of bounds, or the cursor is another list's.</exception>
    internal static Listing Of(CursorKind kind, int? limit, string? cursor) => new(kind, Paging.Limit(limit), kind.Number(cursor) ?? 0);

    /// <summary>The page that was read.</summary>
    internal Page<T> Page<T>(List<T> read, Func<T, long> number)
    {
        var kind = Kind;
        return Http.Page<T>.Of(read, Limit, row => kind.Cursor(number(row)));
    }

    /// <summary>The page, with Link: rel="next" where there is another.</summary>
    internal Answer Answer<T>(HttpContext http, List<T> read, Func<T, long> number) => Page(read, number).Answer(http);
}
