using System.Xml;

namespace RetailGateway.Partners.Ubl;

/// <summary>
/// The two kinds of text in a document. An id or code is compared byte by byte, so it is taken as it stands or refused;
/// what people read (names, reasons) is made legible.
/// </summary>
internal static class UblText
{
    private static readonly char[] Blanks = [' ', '\t', '\r', '\n'];

    /// <summary>As a schema's token is read: without the blanks around it; tabs and line ends within are blanks.</summary>
    internal static string Read(string text) => text.Trim(Blanks).Replace('\t', ' ').Replace('\r', ' ').Replace('\n', ' ');

    /// <summary>It comes back as it is from a file.</summary>
    internal static bool IsCode(string text) => text == Read(text) && text == Shown(text);

    /// <summary>What no screen shows is shown as '?'.</summary>
    internal static string Shown(string text)
    {
        if (!text.Any(IsOdd) && !HasLoneHalf(text))
        {
            return text;
        }

        var shown = text.ToCharArray();
        for (var at = 0; at < shown.Length; at++)
        {
            if (char.IsHighSurrogate(shown[at]) && at + 1 < shown.Length && char.IsLowSurrogate(shown[at + 1]))
            {
                at++;
            }
            else if (IsOdd(shown[at]) || char.IsSurrogate(shown[at]))
            {
                shown[at] = '?';
            }
        }

        return new string(shown);
    }

    /// <summary>
    /// What people read, as we write it: legible, and with an apostrophe before what a spreadsheet would take for a
    /// formula. Null where nothing is left.
    /// </summary>
    internal static string? Written(string? text)
    {
        var shown = Shown(Read(text ?? ""));
        return shown switch
        {
            "" => null,
            ['=' or '+' or '-' or '@', ..] => $"'{shown}",
            _ => shown,
        };
    }

    private static bool IsOdd(char letter) => char.IsControl(letter) || (!char.IsSurrogate(letter) && !XmlConvert.IsXmlChar(letter));

    private static bool HasLoneHalf(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                at++;
            }
            else if (char.IsSurrogate(text[at]))
            {
                return true;
            }
        }

        return false;
    }
}
