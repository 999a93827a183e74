using Microsoft.Extensions.Primitives;
using RetailGateway.Features.Stock.ByHand;

namespace RetailGateway.WebConsole.Orders;

/// <summary>A form about an order's lines as it was posted: <c>quantity-A7</c> is the quantity typed for the line A7. Pure.</summary>
/// <param name="fields">What was posted.</param>
internal sealed class PostedLines(IReadOnlyDictionary<string, string> fields)
{
    /// <summary>Nothing was posted.</summary>
    internal static PostedLines Empty { get; } = new(new Dictionary<string, string>());

    /// <summary>Of the request's form.</summary>
    internal static PostedLines Of(IFormCollection form) =>
        new(form.ToDictionary<KeyValuePair<string, StringValues>, string, string>(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal));

    /// <summary>What stands in a field; null where it was not posted.</summary>
    internal string? Field(string name) => fields.GetValueOrDefault(name);

    /// <summary>What was typed for a line; null where the form did not have it.</summary>
    internal string? Typed(string field, string line) => fields.GetValueOrDefault($"{field}-{line}");

    /// <summary>The quantity typed for a line, none where the field is empty; null where it is no quantity.</summary>
    internal decimal? Quantity(string field, string line) => Typed(field, line) is { } typed && !string.IsNullOrWhiteSpace(typed) ? WrittenQuantity.Typed(typed) : 0;
}
