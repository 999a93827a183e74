namespace RetailGateway.Partners.Mangga;

/// <summary>Writes fields of our files, divided by semicolons.</summary>
internal static class ManggaCells
{
    /// <summary>Lines end as on the chain's own machines.</summary>
    internal const string NewLine = "\r\n";

    /// <summary>
    /// A text of somebody else's. What a spreadsheet would take for a formula gets an apostrophe before it; what would
    /// break the line is quoted, and control characters are shown as '?'.
    /// </summary>
    internal static void Text(TextWriter to, string text)
    {
        var isFormula = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n';
        if (!isFormula && !text.AsSpan().ContainsAnyInRange('\0', '\u001f') && text.IndexOfAny(['"', ManggaFormat.Delimiter]) < 0)
        {
            to.Write(text);
            return;
        }

        to.Write('"');
        if (isFormula)
        {
            to.Write('\'');
        }

        foreach (var letter in text)
        {
            to.Write(letter == '"' ? "\"\"" : char.IsControl(letter) ? "?" : letter.ToString());
        }

        to.Write('"');
    }
}
