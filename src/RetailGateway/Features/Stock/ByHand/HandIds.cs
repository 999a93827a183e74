using System.Globalization;
using RetailGateway.Access;

namespace RetailGateway.Features.Stock.ByHand;

/// <summary>
/// Change ids of what people record: made of the form or sheet that was drawn, so that sending it again counts once, and
/// of the person, so that the ledger says who.
/// </summary>
internal static class HandIds
{
    /// <summary>Of one form.</summary>
    internal static string Form(Guid form, Caller caller) => string.Create(CultureInfo.InvariantCulture, $"form/{form:N}/{caller.Person}");

    /// <summary>Of one line of a count sheet.</summary>
    internal static string Line(Guid sheet, Caller caller, int product) =>
        string.Create(CultureInfo.InvariantCulture, $"{OfSheet(sheet)}{caller.Person}/{product}");

    /// <summary>What all lines of a sheet begin with.</summary>
    internal static string OfSheet(Guid sheet) => $"sheet/{sheet:N}/";

    /// <summary>Of one line of an uploaded file that names no document: the file itself is the document.</summary>
    internal static string Upload(string sha256, int line) => string.Create(CultureInfo.InvariantCulture, $"upload/{sha256}/{line}");

    /// <summary>Of what a document says of a product, whichever file tells it.</summary>
    internal static string Document(string document, string kind, int product) => string.Create(CultureInfo.InvariantCulture, $"document/{kind}/{product}/{document}");

    /// <summary>Who recorded it; null where the id does not say.</summary>
    internal static int? Person(string? id) =>
        id?.Split('/') is ["form" or "sheet", { Length: 32 }, var person, ..] && int.TryParse(person, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
