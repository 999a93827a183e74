namespace RetailGateway.Features.Catalogue.Mappings;

/// <summary>A time in which an item code meant a pack.</summary>
internal sealed record MappedPeriod(int Id, MappedPack Pack, DateTimeOffset? From, DateTimeOffset? Until);

/// <summary>What a code means: a product and a pack, with the factor of the day it was said.</summary>
internal sealed record MappedPack(int ProductId, string Pack, decimal Factor);

/// <summary>What a wish to map a code comes to.</summary>
/// <param name="Problem">Why not; null where nothing stands against it.</param>
/// <param name="Same">The mapping that says so already.</param>
/// <param name="Closes">The mapping that ends where the new one begins.</param>
/// <param name="From">Where the new one begins; null for since ever.</param>
internal sealed record MappingDecision(string? Problem, MappedPeriod? Same, MappedPeriod? Closes, DateTimeOffset? From);

/// <summary>How mappings of one code follow each other: no overlap, and what lies before the last one's beginning is never touched.</summary>
internal static class MappingRule
{
    /// <summary>What comes of the wish to give a code a meaning.</summary>
    /// <param name="history">All mappings of the code, in any order.</param>
    /// <param name="wanted">What it is to mean.</param>
    /// <param name="from">From when; null for now, or for since ever where it never meant anything.</param>
    /// <param name="now">The store's clock.</param>
    internal static MappingDecision Decide(IReadOnlyCollection<MappedPeriod> history, MappedPack wanted, DateTimeOffset? from, DateTimeOffset now)
    {
        if (history.FirstOrDefault(period => period.Until is null) is { } open)
        {
            var at = from ?? now;
            return open.Pack == wanted && !(from < open.From) ? new MappingDecision(null, open, null, null)
                : at <= open.From ? Refused($"The code is mapped since {Http.Rfc3339.Format(open.From.Value)}; a new mapping begins after that.")
                : new MappingDecision(null, null, open, at);
        }

        if (history.Count == 0)
        {
            return new MappingDecision(null, null, null, from);
        }

        var ended = history.Max(period => period.Until)!.Value;
        var begins = from ?? (now > ended ? now : ended);
        return begins < ended
            ? Refused($"The code's last mapping ends at {Http.Rfc3339.Format(ended)}; a new one begins then or later.")
            : new MappingDecision(null, null, null, begins);
    }

    private static MappingDecision Refused(string problem) => new(problem, null, null, null);
}
