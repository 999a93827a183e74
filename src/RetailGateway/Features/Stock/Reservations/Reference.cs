using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Reservations;

/// <summary>The ids that callers give to reservations and their steps: kept trimmed, compared by their bytes.</summary>
internal static class Reference
{
    internal const int MaxLength = 128;

    /// <summary>The id, trimmed.</summary>
    /// <exception cref="Refusal">Empty, too long, or with a control character.</exception>
    internal static string Of(string given) =>
        given.Trim() is { Length: > 0 and <= MaxLength } reference && !reference.Any(char.IsControl)
            ? reference
            : throw Refusal.At("/reference", $"1 to {MaxLength} characters are expected, none of them a control character.");
}
