using System.Globalization;

namespace RetailGateway.Features.Orders.Deadlines;

/// <summary>Ids of the documents that the gateway sends for a buyer whose seller is late.</summary>
internal static class DeadlineDocuments
{
    private const string Prefix = "deadline-";

    /// <summary>Of the order as it stood: one at most of each.</summary>
    internal static string Id(long version) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{version}");

    /// <summary>Whether the gateway made it.</summary>
    internal static bool IsOurs(string id) => id.StartsWith(Prefix, StringComparison.Ordinal);
}
