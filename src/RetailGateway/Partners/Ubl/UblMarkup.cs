using System.Globalization;
using System.Text;
using System.Xml;

namespace RetailGateway.Partners.Ubl;

/// <summary>
/// Writes the parts of a document, each where it is called for: UTF-8 without a mark, two blanks of indent, line feeds.
/// What is null leaves no element. The bytes hang on the document alone.
/// </summary>
internal sealed class UblMarkup : IDisposable
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
    };

    private readonly MemoryStream bytes = new();
    private readonly XmlWriter xml;
    private readonly UblFindings findings;
    private readonly List<string> path = [];

    internal UblMarkup(UblFindings findings)
    {
        this.findings = findings;
        xml = XmlWriter.Create(bytes, Settings);
    }

    private string Place => $"/{string.Join('/', path)}";

    /// <summary>The whole document.</summary>
    internal byte[] Document(string root, Action parts)
    {
        xml.WriteStartDocument();
        xml.WriteStartElement(prefix: null, root, UblNames.Document(root));
        xml.WriteAttributeString("xmlns", "cac", ns: null, UblNames.Aggregate);
        xml.WriteAttributeString("xmlns", "cbc", ns: null, UblNames.Basic);
        Within(root, parts);
        xml.WriteEndElement();
        xml.WriteEndDocument();
        xml.Flush();
        return [.. bytes.ToArray(), (byte)'\n'];
    }

    /// <summary>An aggregate.</summary>
    internal void Part(string name, Action parts)
    {
        xml.WriteStartElement("cac", name, UblNames.Aggregate);
        Within(name, parts);
        xml.WriteEndElement();
    }

    /// <summary>Lines, which are numbered in the places of faults.</summary>
    internal void Lines<T>(string name, IReadOnlyList<T> lines, Action<T> write)
    {
        for (var at = 0; at < lines.Count; at++)
        {
            xml.WriteStartElement("cac", name, UblNames.Aggregate);
            Within(string.Create(CultureInfo.InvariantCulture, $"{name}[{at + 1}]"), () => write(lines[at]));
            xml.WriteEndElement();
        }
    }

    /// <summary>An id or code: as it is, or refused.</summary>
    internal void Code(string name, string? code) => Element(name, code, attribute: null, value: null);

    /// <summary>An id with its scheme.</summary>
    internal void Id(string name, UblId? id) => Element(name, id?.Value, "schemeID", id?.Scheme);

    /// <summary>An aggregate that is nothing but an id.</summary>
    internal void IdIn(string part, UblId? id)
    {
        if (id is not null)
        {
            Part(part, () => Id("ID", id));
        }
    }

    /// <summary>What people read, made legible.</summary>
    internal void Words(string name, string? words) => Element(name, UblText.Written(words), attribute: null, value: null);

    /// <summary>A quantity with its unit.</summary>
    internal void Quantity(string name, UblQuantity? quantity) => Element(name, quantity is null ? null : Text(quantity.Value), "unitCode", quantity?.Unit);

    /// <summary>An amount with its currency.</summary>
    internal void Amount(string name, decimal amount, string currency) => Element(name, Text(amount), "currencyID", currency);

    /// <summary>A date, with its time where it has one; the offset stands with the finer of them.</summary>
    internal void Moment(string date, string time, UblMoment? moment)
    {
        if (moment is not null)
        {
            var offset = UblClock.Written(moment.Offset);
            Code(date, UblClock.Written(moment.Date) + (moment.Time is null ? offset : ""));
            Code(time, moment.Time is { } hour ? UblClock.Written(hour) + offset : null);
        }
    }

    public void Dispose()
    {
        xml.Dispose();
        bytes.Dispose();
    }

    private void Element(string name, string? text, string? attribute, string? value)
    {
        if (text is null)
        {
            return;
        }

        if (!UblText.IsCode(text) || (value is not null && (value.Length == 0 || !UblText.IsCode(value))))
        {
            findings.Add(UblFault.OddText, "An id or code has no control characters, no blanks at its ends, and nothing that XML cannot hold.", $"{Place}/{name}");
            return;
        }

        xml.WriteStartElement("cbc", name, UblNames.Basic);
        if (value is not null)
        {
            xml.WriteAttributeString(attribute!, value);
        }

        xml.WriteString(text);
        xml.WriteEndElement();
    }

    private void Within(string name, Action parts)
    {
        path.Add(name);
        parts();
        path.RemoveAt(path.Count - 1);
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
