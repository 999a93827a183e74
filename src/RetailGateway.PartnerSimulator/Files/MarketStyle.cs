using System.Text;

namespace RetailGateway.PartnerSimulator.Files;

/// <summary>How one of the chain's offices saves its files.</summary>
/// <param name="Encoding">Of its letters; with a byte order mark where the encoding writes one.</param>
/// <param name="Delimiter">Between fields: ';', ',' or a tab.</param>
/// <param name="DecimalComma">Decimals after a comma, else after a point.</param>
/// <param name="NewLine">At the ends of lines.</param>
/// <param name="QuoteAll">Every field in quotation marks.</param>
public sealed record MarketStyle(Encoding Encoding, char Delimiter, bool DecimalComma, string NewLine, bool QuoteAll)
{
    /// <summary>What the head office writes.</summary>
    public static MarketStyle HeadOffice { get; } = new(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), ';', DecimalComma: true, "\r\n", QuoteAll: false);

    /// <summary>Each way that was ever seen.</summary>
    public static IReadOnlyList<MarketStyle> All { get; } =
    [
        .. from encoding in new Encoding[] { new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), CodePagesEncodingProvider.Instance.GetEncoding(1252)! }
           from delimiter in new[] { ';', ',', '\t' }
           from comma in new[] { true, false }
           from end in new[] { "\r\n", "\n" }
           from quoted in new[] { true, false }
           select new MarketStyle(encoding, delimiter, comma, end, quoted),
    ];
}
