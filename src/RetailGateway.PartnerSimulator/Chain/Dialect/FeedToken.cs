using System.Buffers.Text;
using System.Globalization;
using System.Text;
using RetailGateway.PartnerSimulator.Chain.Books;

namespace RetailGateway.PartnerSimulator.Chain.Dialect;

/// <summary>A place in the chain's change feed: opaque to partners, bound to the books it was given for.</summary>
internal static class FeedToken
{
    /// <summary>The token of everything up to and including this number.</summary>
    public static string Of(ChainBooks books, long sequence) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"{books.Epoch}:{sequence.ToString(CultureInfo.InvariantCulture)}"));

    /// <summary>The number a token stands for in a feed of that head, or none when it is of other books, was never given, or is too old.</summary>
    public static long? Read(ChainBooks books, string token, long head, int retained)
    {
        if (token.Length > 100 || !Base64Url.IsValid(token))
            return null;

        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(token)).Split(':');
        if (parts.Length != 2 || parts[0] != books.Epoch
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return null;
        }

        return sequence <= head && sequence >= head - retained ? sequence : null;
    }
}
