using System.Globalization;
using RetailGateway.Access;

namespace RetailGateway.Features.Orders;

/// <summary>
/// Ids of documents that people make in the console: short enough to be read out, made of the form that was drawn and of
/// the person, so that the order's history says who.
/// </summary>
internal static class HandDocuments
{
    private const int Digits = 8;

    /// <summary>Of one form: <c>P12-3F9A2C7B</c>.</summary>
    internal static string Id(Guid form, Caller caller) =>
        string.Create(CultureInfo.InvariantCulture, $"P{caller.Person}-{form.ToString("N")[..Digits].ToUpperInvariant()}");

    /// <summary>Who made it; null where the id does not say.</summary>
    internal static int? Person(string id) =>
        id.Split('-') is [['P', .. var person], { Length: Digits }] && int.TryParse(person, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
