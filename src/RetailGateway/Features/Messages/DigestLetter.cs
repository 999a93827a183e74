using System.Globalization;
using System.Text;
using RetailGateway.Features.Messages.Contracts;
using RetailGateway.Features.Sync.Contracts;

namespace RetailGateway.Features.Messages;

/// <summary>The mail of a morning, in words. Pure.</summary>
internal static class DigestLetter
{
    /// <summary>As many matters as one reads in a mail; the rest is counted.</summary>
    internal const int Shown = 10;

    private static readonly TimeSpan Useful = TimeSpan.FromHours(18);

    /// <summary>Writes it.</summary>
    /// <param name="person">To whom.</param>
    /// <param name="day">Which morning's.</param>
    /// <param name="asked">What is asked of them, most rupiah first.</param>
    /// <param name="unread">How many messages they have not read.</param>
    /// <param name="link">Makes a whole address of a path.</param>
    internal static Letter Of(Recipient person, DateOnly day, AskedMatters asked, long unread, Func<string, Uri> link)
    {
        var words = new MessageWords(person.Choice.Language);
        var count = MessageWords.Number(asked.Count);
        var head = asked.Count == 0
            ? words.Say("Tidak ada yang menunggu Anda", "Nothing waits for you")
            : words.Say($"{count} hal menunggu Anda", asked.Count == 1 ? "1 matter waits for you" : $"{count} matters wait for you");
        var date = day.ToString("d MMM yyyy", CultureInfo.GetCultureInfo(words.Say("id-ID", "en-GB")));
        var body = new StringBuilder();
        body.Append(head).Append(".\n");
        if (asked.First.Count == asked.Count && asked.First.Sum(matter => matter.Rupiah ?? 0) is > 0 and var risk)
        {
            body.Append(words.Say($"Nilai berisiko {MessageWords.Rupiah(risk)}.", $"{MessageWords.Rupiah(risk)} at risk.")).Append('\n');
        }

        if (asked.First.Count > 0)
        {
            body.Append('\n');
        }

        foreach (var matter in asked.First.Take(Shown))
        {
            body.Append("- ").Append(Letter.Line(words.Title(matter.Kind, MessageWords.Of(matter))));
            body.Append(words.Why(matter.Kind, MessageWords.Of(matter)) is { Length: > 0 } why ? $": {Letter.Line(why)}\n" : "\n");
        }

        if (asked.Count > Shown)
        {
            body.Append(words.Say($"- dan {MessageWords.Number(asked.Count - Shown)} lagi\n", $"- and {MessageWords.Number(asked.Count - Shown)} more\n"));
        }

        if (unread > 0)
        {
            body.Append('\n').Append(words.Say($"{MessageWords.Number(unread)} kabar belum dibaca.", unread == 1 ? "1 message is unread." : $"{MessageWords.Number(unread)} messages are unread.")).Append('\n');
        }

        body.Append('\n').Append(words.Say("Kotak masuk: ", "Inbox: ")).Append(link("/inbox")).Append('\n');
        body.Append(words.Say("Atur atau hentikan email ini: ", "Change or stop this mail: ")).Append(link("/account")).Append('\n');
        return new Letter("digest", person.Email, person.Person, $"RetailGateway, {date}: {head}", body.ToString(), Useful);
    }
}
