using System.Text;
using RetailGateway.Partners.Ubl;

namespace RetailGateway.Tests.Partners.Ubl;

/// <summary>Every fault is named with its place and line, all of them at once; hostile files cost little and fetch nothing.</summary>
public sealed class UblRefusalTests
{
    private const string Head = $"""
        <Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2" xmlns:cac="{UblNames.Aggregate}" xmlns:cbc="{UblNames.Basic}">
        <cbc:ID>PO-1</cbc:ID>
        <cbc:IssueDate>2026-11-30</cbc:IssueDate>
        <cbc:DocumentCurrencyCode>IDR</cbc:DocumentCurrencyCode>
        <cac:BuyerCustomerParty/>
        <cac:SellerSupplierParty/>

        """;

    private const string Line = """
        <cac:OrderLine><cac:LineItem><cbc:ID>1</cbc:ID><cbc:Quantity unitCode="CT">2</cbc:Quantity>
        <cac:Price><cbc:PriceAmount currencyID="IDR">1</cbc:PriceAmount></cac:Price><cac:Item/></cac:LineItem></cac:OrderLine>

        """;

    private static readonly UblBounds s_small = new(Bytes: 20_000, Depth: 8, Elements: 60, Lines: 4, Text: 50);

    [Fact]
    public void The_order_that_the_others_spoil_is_read() => UblCases.Done(Read(Head + Line + "</Order>"));

    [Theory]
    [InlineData("<cbc:ID>PO-1</cbc:ID>", "", "MissingElement", "/Order/ID", 1)]
    [InlineData("<cbc:ID>PO-1</cbc:ID>", "<cbc:ID> </cbc:ID>", "MissingElement", "/Order/ID", 2)]
    [InlineData("<cbc:ID>PO-1</cbc:ID>", "<cbc:ID>a</cbc:ID><cbc:ID>b</cbc:ID>", "RepeatedElement", "/Order/ID[2]", 2)]
    [InlineData("<cbc:ID>PO-1</cbc:ID>", "<cbc:ID>a&#x85;</cbc:ID>", "OddText", "/Order/ID", 2)]
    [InlineData("<cbc:ID>PO-1</cbc:ID>", "<cac:ID>PO-1</cac:ID>", "MissingElement", "/Order/ID", 1)]
    [InlineData("2026-11-30", "30/11/2026", "NotADate", "/Order/IssueDate", 3)]
    [InlineData("2026-11-30", "2026-02-29", "NotADate", "/Order/IssueDate", 3)]
    [InlineData("2026-11-30", "0001-01-01", "NotADate", "/Order/IssueDate", 3)]
    [InlineData("2026-11-30", "2026-11-30+15:00", "NotADate", "/Order/IssueDate", 3)]
    [InlineData("</cbc:IssueDate>", "</cbc:IssueDate><cbc:IssueTime>24:00:00</cbc:IssueTime>", "NotATime", "/Order/IssueTime", 3)]
    [InlineData("</cbc:IssueDate>", "</cbc:IssueDate><cbc:IssueTime>14:05</cbc:IssueTime>", "NotATime", "/Order/IssueTime", 3)]
    [InlineData("<cac:BuyerCustomerParty/>", "", "MissingElement", "/Order/BuyerCustomerParty", 1)]
    [InlineData("<cac:LineItem><cbc:ID>1</cbc:ID>", "<cac:LineItem>", "MissingElement", "/Order/OrderLine/LineItem/ID", 7)]
    [InlineData("<cac:Item/>", "", "MissingElement", "/Order/OrderLine/LineItem/Item", 7)]
    [InlineData(">2<", ">2,5<", "NotADecimal", "/Order/OrderLine/LineItem/Quantity", 7)]
    [InlineData(">2<", ">1e3<", "NotADecimal", "/Order/OrderLine/LineItem/Quantity", 7)]
    [InlineData(">2<", "><", "NotADecimal", "/Order/OrderLine/LineItem/Quantity", 7)]
    [InlineData(">2<", ">0.00000000000000000000000000001<", "NotADecimal", "/Order/OrderLine/LineItem/Quantity", 7)]
    [InlineData("currencyID=\"IDR\"", "currencyID=\"USD\"", "CurrencyDiffers", "/Order/OrderLine/LineItem/Price/PriceAmount/@currencyID", 8)]
    [InlineData("currencyID=\"IDR\"", "", "MissingAttribute", "/Order/OrderLine/LineItem/Price/PriceAmount/@currencyID", 8)]
    [InlineData("PO-1", "012345678901234567890123456789012345678901234567890", "TextTooLong", "/Order/ID", 2)]
    [InlineData("xsd:Order-2", "xsd:Order-3", "WrongNamespace", "/Order", 1)]
    [InlineData("Order ", "Invoice ", "NotXml", "/Invoice", 9)]
    [InlineData("<cac:SellerSupplierParty/>", "<cac:SellerSupplierParty>", "NotXml", "/Order/SellerSupplierParty", 9)]
    public void A_fault_is_named_with_its_place_and_line(string sound, string wrong, string fault, string place, int line)
    {
        var refusal = Assert.Single(UblCases.Refused(Read((Head + Line + "</Order>").Replace(sound, wrong))));

        Assert.Equal((fault, place, line), (refusal.Fault.ToString(), refusal.Place, refusal.Line));
    }

    [Fact]
    public void All_faults_are_named_with_the_number_of_their_line()
    {
        var refusals = UblCases.Refused(Read(Head.Replace("PO-1", "") + Line + Line + Line.Replace(">2<", ">dua<").Replace("<cac:Item/>", "") + "</Order>"));

        Assert.Equivalent(
            new[]
            {
                (UblFault.MissingElement, "/Order/ID"), (UblFault.DuplicateLine, "/Order/OrderLine[2]/LineItem/ID"),
                (UblFault.DuplicateLine, "/Order/OrderLine[3]/LineItem/ID"),
                (UblFault.NotADecimal, "/Order/OrderLine[3]/LineItem/Quantity"), (UblFault.MissingElement, "/Order/OrderLine[3]/LineItem/Item"),
            },
            refusals.Select(refusal => (refusal.Fault, refusal.Place)), strict: true);
    }

    [Fact]
    public void An_order_without_lines_and_one_with_too_many_are_refused()
    {
        Assert.Equal(UblFault.MissingElement, Only(Read(Head + "</Order>")));
        Assert.Equal(UblFault.TooManyLines, Only(Read(Head + string.Concat(Enumerable.Repeat("<cac:OrderLine/>", 5)) + "</Order>")));
    }

    [Theory]
    [InlineData("<Invoice/>", "WrongRoot")]
    [InlineData("<Order/>", "WrongNamespace")]
    [InlineData("", "NotXml")]
    [InlineData("pesanan", "NotXml")]
    [InlineData("<!DOCTYPE Order><Order/>", "DocumentType")]
    [InlineData("<!DOCTYPE Order SYSTEM 'http://127.0.0.1:9/x.dtd'><Order/>", "DocumentType")]
    [InlineData("<!DOCTYPE Order [<!ENTITY file SYSTEM 'file:///etc/passwd'>]><Order>&file;</Order>", "DocumentType")]
    [InlineData("<!DOCTYPE Order [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'><!ENTITY c '&b;&b;'>]><Order>&c;</Order>", "DocumentType")]
    [InlineData("<Order>&file;</Order>", "NotXml")]
    public void What_is_none_of_the_documents_or_brings_entities_is_refused(string file, string fault) => Assert.Equal(fault, Only(Read(file)).ToString());

    [Fact]
    public void A_file_is_bounded_in_bytes_depth_and_elements()
    {
        Assert.Equal(UblFault.TooLarge, Only(Read(Head + new string(' ', 20_000) + Line + "</Order>")));
        Assert.Equal(UblFault.TooLarge, Only(Read(Head + string.Concat(Enumerable.Repeat("<x/>", 60)) + Line + "</Order>")));
        Assert.Equal(UblFault.TooDeep, Only(Read(Head + string.Concat(Enumerable.Repeat("<x>", 8)))));
        Assert.Equal(UblFault.TooDeep, Only(UblCases.Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 1_000_000))))));
    }

    [Fact]
    public void No_more_of_a_file_is_taken_than_shows_that_it_is_too_large()
    {
        using var endless = new EndlessFile();

        Assert.Equal(UblFault.TooLarge, Only(UblReader.Read(endless, s_small)));
        Assert.InRange(endless.Taken, s_small.Bytes, s_small.Bytes + (64 * 1024));
    }

    [Fact]
    public void A_text_in_a_million_pieces_is_too_long_as_any_other() => Assert.Equal(UblFault.TextTooLong, Only(UblCases.Read(Encoding.UTF8.GetBytes(
        (Head + Line + "</Order>").Replace("PO-1", string.Concat(Enumerable.Repeat("a<!---->", 900_000)))))));

    [Fact]
    public void Of_very_many_faults_a_hundred_are_named() => Assert.Equal(UblFindings.Most, UblCases.Refused(UblCases.Read(Encoding.UTF8.GetBytes(
        Head + string.Concat(Enumerable.Repeat("<cac:OrderLine/>", 10_000)) + "</Order>"))).Count);

    private static UblFault Only(UblResult<UblDocument> result) => Assert.Single(UblCases.Refused(result)).Fault;

    private static UblResult<UblDocument> Read(string file) => UblCases.Read(Encoding.UTF8.GetBytes(file), s_small);

    /// <summary>Blanks without end.</summary>
    private sealed class EndlessFile : Stream
    {
        internal long Taken { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => Taken;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)' ');
            Taken += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
