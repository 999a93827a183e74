using System.Text;
using System.Xml;
using System.Xml.Linq;
using CsCheck;
using RetailGateway.Partners.Ubl;

namespace RetailGateway.Tests.Partners.Ubl;

/// <summary>What is written is what is read, whoever writes it how; what is broken is refused and never thrown.</summary>
public sealed class UblCodecTests
{
    private static readonly XNamespace s_basic = UblNames.Basic;
    private static readonly XNamespace s_aggregate = UblNames.Aggregate;
    private static readonly XNamespace s_extension = "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2";

    [Fact]
    public void A_document_of_any_kind_comes_back_as_it_was_written() => UblCases.Documents.Sample(
        document => UblCases.Told(document) == UblCases.Told(UblCases.Done(UblCases.Read(Written(document)))), iter: 12_000);

    [Fact]
    public void A_document_is_always_the_same_bytes_without_a_mark() => UblCases.Documents.Sample(document =>
    {
        var bytes = Written(document);
        return bytes.AsSpan().StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"u8) && bytes[^1] == '\n' && !bytes.Contains((byte)'\r')
            && bytes.AsSpan().SequenceEqual(Written(UblCases.Done(UblCases.Read(bytes))));
    }, iter: 1_000);

    [Fact]
    public void Prefixes_order_of_elements_and_what_we_do_not_read_change_nothing() => Gen.Select(UblCases.Documents, Gen.Int[0, 4], Gen.Int).Sample(
        (document, manner, seed) => UblCases.Told(document) == UblCases.Told(UblCases.Done(UblCases.Read(Rewritten(Written(document), manner, seed)))), iter: 6_000);

    [Fact]
    public void A_document_cut_off_anywhere_is_refused() => Gen.Select(UblCases.Documents, Gen.Double[0, 1]).Sample((document, part) =>
    {
        var bytes = Written(document);
        return Refuses(bytes[..(int)(part * (bytes.Length - 2))]);
    }, iter: 3_000);

    [Fact]
    public void Whatever_the_bytes_are_they_are_read_or_refused_with_a_place() => Gen.Select(UblCases.Documents, Mutations).Sample((document, mutations) =>
    {
        var bytes = Written(document);
        foreach (var (at, what, snippet) in mutations)
        {
            bytes = Mutated(bytes, at, what, snippet);
        }

        return UblCases.Read(bytes) is UblResult<UblDocument>.Done || Refuses(bytes);
    }, iter: 12_000);

    [Fact]
    public void Noise_is_refused() => Gen.Byte.Array[0, 300].Sample(Refuses, iter: 3_000);

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData(" Beras\tramos\n", "Beras ramos")]
    [InlineData("Beras\0\u001f\u0085\uFFFE", "Beras????")]
    [InlineData("Kopi \U0001F600", "Kopi \U0001F600")]
    [InlineData("\t", null)]
    public void What_people_read_is_written_legibly_and_as_no_formula(string name, string? shown) =>
        Assert.Equal(shown, Assert.IsType<UblOrder>(UblCases.Done(UblCases.Read(Written(Named(name))))).Lines[0].Item.Goods.Name);

    [Theory]
    [InlineData("a\tb")]
    [InlineData(" a")]
    [InlineData("a\n")]
    [InlineData("\0")]
    [InlineData("\uFFFF")]
    public void An_id_that_would_not_come_back_is_not_written(string id)
    {
        var order = Named("Beras");
        var line = order.Lines[0] with { Item = order.Lines[0].Item with { Id = id } };

        var refusal = Assert.Single(UblCases.Refused(UblWriter.Write(order with { Lines = [order.Lines[0], line] }, UblCases.Bounds)));

        Assert.Equal((UblFault.OddText, "/Order/OrderLine[2]/LineItem/ID"), (refusal.Fault, refusal.Place));
    }

    [Fact]
    public void Half_a_letter_is_written_as_no_letter_and_in_an_id_not_at_all()
    {
        var order = Named("Kopi \uD83D\uDE00 \uDE00\uD83D");

        Assert.Equal("Kopi \uD83D\uDE00 ??", Assert.IsType<UblOrder>(UblCases.Done(UblCases.Read(Written(order)))).Lines[0].Item.Goods.Name);
        var refused = UblWriter.Write(order with { Head = order.Head with { Id = "PO-\uD83D" } }, UblCases.Bounds);
        Assert.Equal(UblFault.OddText, Assert.Single(UblCases.Refused(refused)).Fault);
    }

    [Fact]
    public void What_we_would_not_read_is_not_written()
    {
        var order = Named("Beras");
        Assert.Equal(UblFault.DuplicateLine, Fault(order with { Lines = [order.Lines[0], order.Lines[0]] }));
        Assert.Equal(UblFault.MissingElement, Fault(order with { Lines = [] }));
        Assert.Equal(UblFault.MissingElement, Fault(order with { Head = order.Head with { Id = "" } }));
        Assert.Equal(UblFault.NotADate, Fault(order with { Head = order.Head with { Issued = new(new DateOnly(1969, 12, 31)) } }));

        static UblFault Fault(UblOrder wrong) => UblCases.Refused(UblWriter.Write(wrong, UblCases.Bounds))[0].Fault;
    }

    private static UblOrder Named(string name) => new(
        new("PO-1", new(new DateOnly(2026, 11, 30)), new(), new()), [new(new UblLineItem("1", new() { Name = name }))]);

    private static byte[] Written(UblDocument document) => UblCases.Done(UblWriter.Write(document, UblCases.Bounds));

    private static bool Refuses(byte[] bytes) =>
        UblCases.Read(bytes) is UblResult<UblDocument>.Refused { Refusals.Count: > 0 and <= UblFindings.Most } refused
        && refused.Refusals.All(refusal => refusal.Place.StartsWith('/') && refusal.Words.Length > 0 && !refusal.Words.Any(char.IsControl));

    /// <summary>As others write: other prefixes or none, other order, blanks, comments, and elements that we pass over.</summary>
    private static byte[] Rewritten(byte[] bytes, int manner, int seed)
    {
        var random = new Random(seed);
        var document = XDocument.Parse(Encoding.UTF8.GetString(bytes));
        var root = document.Root!;
        root.Attributes().Where(attribute => attribute.IsNamespaceDeclaration).Remove();
        foreach (var element in root.DescendantsAndSelf().Where(element => element.HasElements).ToList())
        {
            var places = element.Elements().Select(child => child.Name).Distinct().ToDictionary(name => name, _ => random.Next());
            element.ReplaceNodes(element.Elements().OrderBy(child => places[child.Name]).ToList());
            element.AddFirst(new XElement(s_basic + "AccountingCost", "catatan"), new XComment("komentar"), new XProcessingInstruction("pi", "x"));
        }

        root.AddFirst(new XElement(s_extension + "UBLExtensions", new XElement(s_extension + "UBLExtension", new XElement("ID", "99"))));
        root.Add(new XElement(s_aggregate + "Signature", new XElement(s_basic + "ID", "ttd")), new XElement("ID", "bukan UBL"));
        switch (manner)
        {
            case 0:
                break;
            case 1:
                Declare("xmlns", s_basic);
                Declare("a", s_aggregate);
                Declare("o", root.Name.Namespace);
                break;
            case 2:
                Declare("cac", s_basic);
                Declare("cbc", s_aggregate);
                break;
            default:
                Declare($"n{random.Next(99)}", s_basic);
                Declare($"_{random.Next(99)}", s_aggregate);
                break;
        }

        using var rewritten = new MemoryStream();
        using (var xml = XmlWriter.Create(rewritten, new XmlWriterSettings
        {
            Encoding = manner == 4 ? Encoding.Unicode : new UTF8Encoding(encoderShouldEmitUTF8Identifier: manner % 2 == 0),
            Indent = manner > 1,
            IndentChars = "\t",
        }))
        {
            document.Save(xml);
        }

        return rewritten.ToArray();

        void Declare(string prefix, XNamespace space) =>
            root.SetAttributeValue(prefix == "xmlns" ? XName.Get("xmlns") : XNamespace.Xmlns + prefix, space.NamespaceName);
    }

    private static Gen<(double At, int What, string Snippet)[]> Mutations { get; } = Gen.Select(Gen.Double[0, 1], Gen.Int[0, 4], Gen.OneOf(
        ["<", ">", "&", "\0", "&#0;", "&#9;", "&a;", "]]>", "<!DOCTYPE a [<!ENTITY a 'b'>]>", "<![CDATA[", "<a>", "</a>", "\"", "'", "-",
            "9999999999999999999999999999999", "<?xml version='1.1'?>", "xmlns=''", "1e5", "２", "\uFEFF", "\u0085", "encoding='utf-7'"])).Array[1, 4];

    private static byte[] Mutated(byte[] bytes, double part, int what, string snippet)
    {
        if (bytes.Length == 0)
        {
            return bytes;
        }

        var at = (int)(part * (bytes.Length - 1));
        var until = Math.Min(bytes.Length, at + 1 + (snippet.Length * 7));
        return what switch
        {
            0 => [.. bytes[..at], .. Encoding.UTF8.GetBytes(snippet), .. bytes[at..]],
            1 => [.. bytes[..at], .. bytes[until..]],
            2 => [.. bytes[..until], .. bytes[at..]],
            3 => [.. bytes[..at], (byte)(bytes[at] ^ (1 << (snippet.Length % 8))), .. bytes[(at + 1)..]],
            _ => [.. bytes[..at], (byte)(0x80 + snippet.Length), .. bytes[(at + 1)..]],
        };
    }
}
