using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using RetailGateway.Domain.Measures;
using RetailGateway.Partners.Contracts;
using RetailGateway.Partners.Ubl;
using RetailGateway.Partners.Ubl.Exchange;
using RetailGateway.PartnerSimulator.Chain;
using RetailGateway.PartnerSimulator.Ubl;

namespace RetailGateway.Tests.Orders.Exchange;

/// <summary>UBL 2.1 with Nangka Grosir's exchange of documents.</summary>
public sealed class UblConnectorTests : ConnectorSuite
{
    private protected override OrderDialect Dialect { get; } = new UblWords();

    private protected override async Task<OrderPartner> Open() => new UblPartner(await NangkaGrosir.Start(
        new NangkaOptions
        {
            Keys = new Dictionary<string, string> { [UblWords.Key] = Dialect.Cooperative },
            Goods = new Dictionary<string, NangkaGoods> { ["NKA-1"] = new("C62", "CT"), ["NKA-2"] = new("C62", "BX"), ["NKA-3"] = new("KGM", "KGM"), ["NKA-4"] = new("C62", "DZN") },
        },
        TestContext.Current.CancellationToken));
}

/// <summary>UBL 2.1 as words.</summary>
internal sealed class UblWords : OrderDialect
{
    internal const string Key = "kunci-nangka";

    /// <summary>Nobody reads them.</summary>
    private static readonly HashSet<string> s_unread = ["UBLVersionID"];

    internal static UblOptions Options { get; } = new() { BaseAddress = new Uri("http://127.0.0.1:9"), Party = "NANGKA", Keys = { ["KPN-SEJAHTERA"] = Key } };

    internal override IExchangesOrders Reader { get; } = Connector(Options.BaseAddress!);

    internal override string Cooperative => "KPN-SEJAHTERA";

    internal override IReadOnlyList<OrderGoods> Goods { get; } =
    [
        new("NKA-1", new(1), "DUS", Quantity.FromDecimal(40), "PCS") { Name = "Mi goreng" },
        new("NKA-2", new(2), "BOX", Quantity.FromDecimal(12), "PCS") { Name = "Minyak 1 l" },
        new("NKA-3", new(3), "KG", Quantity.FromDecimal(1), "kg") { Name = "Telur" },
        // A pack that has no name on paper, and one that is called a dozen and holds ten.
        new("NKA-4", new(4), "KERANJANG", Quantity.FromDecimal(7.5m), "PCS"),
        new("NKA-5", new(5), "LSN", Quantity.FromDecimal(10), "PCS"),
    ];

    internal static UblConnector Connector(Uri address)
    {
        var services = new ServiceCollection();
        services.AddUblApi(address).ConfigureHttpClient(client => client.Timeout = TimeSpan.FromSeconds(20));
        return new UblConnector(services.BuildServiceProvider().GetRequiredService<IUblApi>(), Microsoft.Extensions.Options.Options.Create(Options));
    }

    internal override string? Write(OrderSend send) =>
        UblPaper.Write(send, Options.Terms) is UblResult<UblPaper>.Done { Value: var paper } ? Encoding.UTF8.GetString(paper.Xml) : null;

    internal override Outcome<DateTimeOffset> Judge(OrderSend sent, string held)
    {
        var paper = Assert.IsType<UblResult<UblPaper>.Done>(UblPaper.Write(sent, Options.Terms)).Value;
        return UblAnswers.Judge(paper, new UblHeld(paper.Id, "2026-11-24T07:05:07Z", held), Options.Terms);
    }

    internal override IEnumerable<(string Place, string Body)> Altered(string body)
    {
        var count = Values(XDocument.Parse(body)).Count();
        for (var index = 0; index < count; index++)
        {
            var paper = XDocument.Parse(body);
            var (place, value) = Values(paper).ElementAt(index);
            if (value is XAttribute attribute)
                attribute.Value = attribute.Value == "C62" ? "DZN" : "C62";
            else if (value is XElement element)
                element.Value += "1";
            yield return (place, paper.ToString());
        }
    }

    internal override IEnumerable<(string Name, string Body)> Hostile(string body)
    {
        var root = body[body.IndexOf("<Order", StringComparison.Ordinal)..];
        yield return ("nothing", "");
        yield return ("another file's content", $"<!DOCTYPE Order [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>{Instead(root, "&x;")}");
        yield return ("another address's content", $"<!DOCTYPE Order SYSTEM \"http://127.0.0.1:9/x.dtd\">{root}");
        yield return ("a billion laughs", $"<!DOCTYPE Order [<!ENTITY a0 \"ha\">{string.Concat(Enumerable.Range(1, 30).Select(n => $"<!ENTITY a{n} \"&a{n - 1};&a{n - 1};\">"))}]>{Instead(root, "&a30;")}");
        yield return ("an invoice", body.Replace("<Order ", "<Invoice ", StringComparison.Ordinal).Replace("</Order>", "</Invoice>", StringComparison.Ordinal));
        yield return ("another namespace", body.Replace(":Order-2", ":Order-3", StringComparison.Ordinal));
        yield return ("no namespace", body.Replace(" xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Order-2\"", "", StringComparison.Ordinal));
        yield return ("deep", string.Concat(Enumerable.Repeat("<a>", 200_000)));
        yield return ("wide", Instead(root, string.Concat(Enumerable.Repeat("<a/>", 400_000))));
        yield return ("long", Instead(root, new string('x', 40_000_000)));
        yield return ("a huge number", Counted(body, "999999999999999999999999999999"));
        yield return ("a number beyond what we keep", Counted(body, "1000000000000000"));
        yield return ("a number that a decimal cannot hold", Counted(body, $"1{new string('0', 1_900)}"));
        yield return ("an exponent", Counted(body, "1E9"));
        yield return ("less than nothing", Counted(body, "-1"));
        yield return ("finer than we keep", Counted(body, "0.00001"));
        yield return ("no unit", body.Replace(" unitCode=\"CT\"", "", StringComparison.Ordinal));
        yield return ("a unit of nobody's", body.Replace("unitCode=\"CT\"", "unitCode=\"ZZ\"", StringComparison.Ordinal));
        yield return ("another pack", body.Replace(">40</cbc:PackQuantity>", ">24</cbc:PackQuantity>", StringComparison.Ordinal));
        yield return ("another order", body.Replace(">PO-1<", ">PO-2<", StringComparison.Ordinal));
        yield return ("goods of nobody's", body.Replace(">NKA-2<", ">NKA-X<", StringComparison.Ordinal).Replace("<cbc:ID>2<", "<cbc:ID>9<", StringComparison.Ordinal));
        yield return ("NUL", body.Replace("Mi goreng", "Mi\0goreng", StringComparison.Ordinal));
    }

    private static string Instead(string root, string content) => root.Replace("Mi goreng", content, StringComparison.Ordinal);

    private static string Counted(string body, string number) => body.Replace("<cbc:Quantity unitCode=\"CT\">3<", $"<cbc:Quantity unitCode=\"CT\">{number}<", StringComparison.Ordinal);

    private static IEnumerable<(string Place, XObject Value)> Values(XDocument paper)
    {
        foreach (var element in paper.Descendants().Where(one => !one.HasElements && !s_unread.Contains(one.Name.LocalName)))
        {
            yield return (element.Name.LocalName, element);
            foreach (var attribute in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration))
                yield return ($"{element.Name.LocalName}/@{attribute.Name.LocalName}", attribute);
        }
    }
}

/// <summary>Nangka Grosir at work.</summary>
internal sealed class UblPartner(NangkaGrosir grosir) : OrderPartner
{
    internal override IExchangesOrders Connector { get; } = UblWords.Connector(grosir.BaseAddress);

    internal override int Received => grosir.Book.Of("KPN-SEJAHTERA").Count;

    internal override bool Plan(PartnerFault fault, ExchangeStep step)
    {
        grosir.Faults.Next(OverHttp.Of(fault), step == ExchangeStep.Send ? "PUT" : "GET", step == ExchangeStep.Read ? "/outbox" : "");
        return true;
    }

    internal override void Tell(string body) => grosir.Book.Tell("KPN-SEJAHTERA", body);

    public override ValueTask DisposeAsync() => grosir.DisposeAsync();
}

/// <summary>What goes wrong, as a partner behind HTTP lets it.</summary>
internal static class OverHttp
{
    internal static ChainFault Of(PartnerFault fault) => fault switch
    {
        PartnerFault.SilenceBefore => ChainFault.AbortBeforeCommit,
        PartnerFault.SilenceAfter => ChainFault.CommitThenAbort,
        PartnerFault.Torn => ChainFault.TornBody,
        PartnerFault.Altered => ChainFault.AlteredEcho,
        PartnerFault.Endless => ChainFault.EndlessBody,
        PartnerFault.Broken => ChainFault.HtmlError,
        PartnerFault.Page => ChainFault.HtmlPage,
        PartnerFault.NothingHere => ChainFault.NotFoundPage,
        PartnerFault.Busy => ChainFault.TooManyRequests,
        _ => throw new InvalidOperationException("It is one of these."),
    };
}
