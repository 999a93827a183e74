using System.Globalization;
using System.Text.Json;

namespace RetailGateway.Benchmarks;

/// <summary>One line of the outcome: medians of the same rounds on the same database.</summary>
/// <param name="Name">The benchmark.</param>
/// <param name="Ours">Our path's figure.</param>
/// <param name="Limit">The limit's figure.</param>
/// <param name="Unit">Of both.</param>
/// <param name="Ratio">Ours to the limit.</param>
/// <param name="Floor">The least ratio we mean to keep; null where there is none.</param>
/// <param name="Size">How much was done a round, in the benchmark's own measure.</param>
internal sealed record Measurement(string Name, double Ours, double Limit, string Unit, double Ratio, double? Floor, long Size)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    internal static string Header => $"{"name",-20} {"ours",12} {"limit",12} {"unit",-10} {"ratio",6} {"floor",6} {"size",12}";

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name,-20} {Ours,12:N0} {Limit,12:N0} {Unit,-10} {Ratio,6:0.00} {(Floor is { } floor ? floor.ToString("0.00", CultureInfo.InvariantCulture) : "-"),6} {Size,12:N0}");
}
