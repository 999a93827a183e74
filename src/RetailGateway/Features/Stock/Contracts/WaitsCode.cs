using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Contracts;

/// <summary>Why a line in review waits on, by a code: pages have words for each, where the API tells it in a sentence.</summary>
internal static class WaitsCode
{
    /// <summary>Its item code means nothing at its time.</summary>
    internal const string Unmapped = "unmapped";

    /// <summary>What came could not be read.</summary>
    internal const string Unreadable = "unreadable";

    /// <summary>What a single change may be refused with.</summary>
    internal static readonly Problem[] Refusals =
    [
        Problems.ChangeInvalid, Problems.ChangeDiffers, Problems.TooFarAhead, Problems.LocationUnknown, Problems.NotSystemOfRecord,
        Problems.NotStocked, Problems.ReversalMismatch, Problems.LineDismissed,
    ];

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<string> All { get; } = [Unmapped, Unreadable, .. Refusals.Select(problem => problem.Slug)];

    /// <summary>The code of a refusal: the last part of its type.</summary>
    internal static string Of(ProblemBody problem) => problem.Type[(problem.Type.LastIndexOf('/') + 1)..];
}
