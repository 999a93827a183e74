namespace RetailGateway.Features.Messages.Contracts;

/// <summary>A mail as it will be sent: plain text, in the language of whoever gets it.</summary>
/// <param name="Kind"><c>invitation</c>, <c>password</c> or <c>digest</c>.</param>
/// <param name="Address">Where it goes.</param>
/// <param name="Person">Whose it is; null for somebody who is not here yet.</param>
/// <param name="Subject">One line.</param>
/// <param name="Body">The text.</param>
/// <param name="Useful">How long it is worth sending.</param>
internal sealed record Letter(string Kind, string Address, int? Person, string Subject, string Body, TimeSpan Useful)
{
    /// <summary>The most signs of a subject, which a party's name could make longer.</summary>
    private const int LongestSubject = 120;

    /// <summary>To whoever is invited.</summary>
    /// <param name="language">That of whoever invites: nobody knows the other's.</param>
    /// <param name="address">Who is invited.</param>
    /// <param name="party">Into which party.</param>
    /// <param name="link">What takes the invitation.</param>
    /// <param name="open">How long it works.</param>
    internal static Letter Invitation(string language, string address, string party, Uri link, TimeSpan open) => new(
        "invitation",
        address,
        Person: null,
        Line(language == "en" ? $"{party} invites you to RetailGateway" : $"{party} mengundang Anda ke RetailGateway"),
        language == "en"
            ? $"""
              {party} invites you to RetailGateway, its stock and partners in one place.

              Accept the invitation and choose a password:
              {link}

              The link works once, for {open.Days} days. Not you? Leave it, the invitation expires by itself.

              """
            : $"""
              {party} mengundang Anda ke RetailGateway, tempat stok dan mitranya.

              Terima undangan dan pilih sandi:
              {link}

              Tautan berlaku sekali, selama {open.Days} hari. Bukan Anda? Abaikan, undangan hangus sendiri.

              """,
        open);

    /// <summary>To somebody who asked for a new password.</summary>
    internal static Letter Password(string language, string address, int person, Uri link, TimeSpan open) => new(
        "password",
        address,
        person,
        language == "en" ? "A new password for RetailGateway" : "Sandi baru untuk RetailGateway",
        language == "en"
            ? $"""
              Somebody asked for a new password for {address}. Choose it here:
              {link}

              The link works for {open.Hours} hours. It was not you? Leave it, your password stays as it is.

              """
            : $"""
              Seseorang meminta sandi baru untuk {address}. Pilih di sini:
              {link}

              Tautan berlaku {open.Hours} jam. Bukan Anda? Abaikan, sandi Anda tetap.

              """,
        open);

    /// <summary>A text that somebody chose, as one line of a header.</summary>
    internal static string Line(string text)
    {
        var line = new string([.. text.Select(sign => char.IsControl(sign) ? ' ' : sign)]).Trim();
        return line.Length <= LongestSubject ? line : $"{line[..LongestSubject].TrimEnd()}...";
    }
}
