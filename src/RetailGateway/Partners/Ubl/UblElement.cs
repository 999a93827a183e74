using System.Globalization;
using System.Xml;

namespace RetailGateway.Partners.Ubl;

/// <summary>An element as it stands in a file, with what we ask of elements and no more.</summary>
internal sealed class UblElement
{
    private const int LongestName = 64;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private readonly UblElement? parent;
    private List<UblElement>? children;

    private UblElement(XmlReader xml, UblElement? parent)
    {
        this.parent = parent;
        (Namespace, Name, Line) = (xml.NamespaceURI, xml.LocalName, ((IXmlLineInfo)xml).LineNumber);
        if (xml.HasAttributes)
        {
            (Scheme, Unit, Currency) = (xml.GetAttribute("schemeID"), xml.GetAttribute("unitCode"), xml.GetAttribute("currencyID"));
        }

        if (parent is not null)
        {
            (parent.children ??= []).Add(this);
        }
    }

    internal string Namespace { get; }

    internal string Name { get; }

    /// <summary>Where its tag begins; the first line is 1.</summary>
    internal int Line { get; }

    /// <summary>schemeID.</summary>
    internal string? Scheme { get; }

    /// <summary>unitCode.</summary>
    internal string? Unit { get; }

    /// <summary>currencyID.</summary>
    internal string? Currency { get; }

    internal IReadOnlyList<UblElement> Children => children ?? [];

    /// <summary>Its own characters; of one that is too long, one more than is taken.</summary>
    internal string Text { get; private set; } = "";

    /// <summary>By local names, with a number where siblings share one.</summary>
    internal string Place
    {
        get
        {
            var name = Name.Length > LongestName ? Name[..LongestName] : Name;
            if (parent is null)
            {
                return $"/{name}";
            }

            var namesakes = parent.Children.Where(sibling => sibling.Name == Name).ToList();
            return namesakes.Count == 1
                ? $"{parent.Place}/{name}"
                : string.Create(CultureInfo.InvariantCulture, $"{parent.Place}/{name}[{namesakes.IndexOf(this) + 1}]");
        }
    }

    /// <summary>Reads a file within its bounds: no document type, nothing fetched, nothing expanded.</summary>
    internal static UblResult<UblElement> Load(Stream stream, UblBounds bounds)
    {
        if (Bytes(stream, bounds.Bytes) is not { } file)
        {
            return Refuse(UblFault.TooLarge, $"The file is larger than {bounds.Bytes} bytes.", "/", line: null);
        }

        using var content = new MemoryStream(file, writable: false);
        UblElement? current = null;
        try
        {
            using var xml = XmlReader.Create(content, Settings);
            return Load(xml, bounds, ref current);
        }
        catch (XmlException error)
        {
            // A document type can stand only before the root, and is the one thing there that is well-formed and not taken.
            return current is null && file.AsSpan().IndexOf("<!DOCTYPE"u8) >= 0
                ? Refuse(UblFault.DocumentType, "The file brings a document type definition; send it without.", "/", error.LineNumber)
                : Refuse(UblFault.NotXml, "From here on the file is not well-formed XML, or not in the encoding that it names.", current?.Place ?? "/", error.LineNumber);
        }
    }

    private static UblResult<UblElement> Load(XmlReader xml, UblBounds bounds, ref UblElement? current)
    {
        UblElement? root = null;
        var count = 0;
        while (xml.Read())
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element when xml.Depth >= bounds.Depth:
                    return Refuse(UblFault.TooDeep, $"Elements stand within elements deeper than {bounds.Depth}.", current!.Place, current.Line);
                case XmlNodeType.Element when ++count > bounds.Elements:
                    return Refuse(UblFault.TooLarge, $"The file has more than {bounds.Elements} elements.", current!.Place, current.Line);
                case XmlNodeType.Element:
                    var isEmpty = xml.IsEmptyElement;
                    var element = new UblElement(xml, current);
                    root ??= element;
                    current = isEmpty ? current : element;
                    break;
                case XmlNodeType.EndElement:
                    current = current!.parent ?? current;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace when current is { children: null }:
                    current.Append(xml.Value, bounds.Text + 1);
                    break;
            }
        }

        return new UblResult<UblElement>.Done(root!);
    }

    /// <summary>No more is kept than shows that it is too long: a text may come in a million pieces.</summary>
    private void Append(string piece, int most) => Text += piece[..Math.Min(piece.Length, most - Text.Length)];

    private static byte[]? Bytes(Stream stream, int most)
    {
        using var held = new MemoryStream();
        var block = new byte[16 * 1024];
        for (var read = stream.Read(block); read > 0; read = stream.Read(block))
        {
            if (held.Length + read > most)
            {
                return null;
            }

            held.Write(block, 0, read);
        }

        return held.ToArray();
    }

    private static UblResult<UblElement>.Refused Refuse(UblFault fault, string words, string place, int? line) => new([new(fault, words, place, line)]);
}
