using System.Globalization;

namespace RetailGateway.PartnerSimulator.Demo.Check;

/// <summary>What a check found: whether all came to rest, and where the sides differ.</summary>
/// <param name="Unsettled">What still moved when patience was over; null where nothing did.</param>
/// <param name="Comparisons">Each over all its positions.</param>
internal sealed record Verdict(string? Unsettled, IReadOnlyList<Comparison> Comparisons)
{
    /// <summary>A screenful: beyond it their number says enough.</summary>
    private const int MostNamed = 20;

    /// <summary>Where the sides differ, each place in words.</summary>
    public IReadOnlyList<string> Differences { get; } = [.. Comparisons.SelectMany(comparison => comparison.Differences)];

    /// <summary>0 where all came to rest and agrees, else 1.</summary>
    public int ExitCode => Unsettled is null && Differences.Count == 0 ? 0 : 1;

    /// <summary>What was compared, the differences by name, and what it comes to.</summary>
    public IEnumerable<string> Lines() =>
    [
        .. Comparisons.Select(comparison => string.Create(
            CultureInfo.InvariantCulture, $"  {comparison.Of,-42} {comparison.Compared,5} positions {comparison.Differences.Count,5} differ")),
        .. Differences.Take(MostNamed),
        .. Differences.Count > MostNamed ? [FormattableString.Invariant($"and {Differences.Count - MostNamed} more.")] : Array.Empty<string>(),
        (Differences.Count, Unsettled) switch
        {
            (> 0, _) => "The sides differ.",
            (_, { } moving) => $"The sides agree so far, but not all has settled: {moving}",
            _ => "All sides agree.",
        },
    ];
}
