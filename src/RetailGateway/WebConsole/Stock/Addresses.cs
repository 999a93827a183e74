namespace RetailGateway.WebConsole.Stock;

/// <summary>Where the stock pages are.</summary>
internal static class Addresses
{
    /// <summary>The goods of a place.</summary>
    internal static string Shelf(string place, string? query = null) => $"/stock?location={Uri.EscapeDataString(place)}{query}";

    /// <summary>One good at a place. A code may hold slashes, which stand as they are.</summary>
    internal static string Item(string place, string code) =>
        $"/stock/{Uri.EscapeDataString(place)}/{Uri.EscapeDataString(code).Replace("%2F", "/", StringComparison.Ordinal)}";

    /// <summary>The count sheet of a place, or of one shelf there.</summary>
    /// <param name="place">The place's code.</param>
    /// <param name="shelf">The shelf as the page's own field has it; null is the whole place.</param>
    /// <param name="all">With what was never recorded.</param>
    internal static string Sheet(string place, string? shelf = null, bool all = false) =>
        $"/stock/sheet?location={Uri.EscapeDataString(place)}{(string.IsNullOrEmpty(shelf) ? "" : $"&shelf={Uri.EscapeDataString(shelf)}")}{(all ? "&all=1" : "")}";

    /// <summary>What a sheet found.</summary>
    internal static string Found(Guid sheet) => $"/stock/sheet/{sheet}";

    /// <summary>Where a file is looked at.</summary>
    internal static string Upload(string place) => $"/stock/upload?location={Uri.EscapeDataString(place)}";
}
