using System.Globalization;
using System.Net;
using System.Text.Json;
using Refit;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Partners.Ubl.Exchange;

/// <summary>Reads what came back from an exchange, or did not.</summary>
internal static class UblAnswers
{
    private const int LongestId = 200;
    private const string InstantShape = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF";

    /// <summary>Reads any answer. A refusal counts where its code is one that we know, with its status; a bare 404 says nothing.</summary>
    public static Outcome<T> Read<T>(IApiResponse<T> response)
    {
        if (!response.IsReceived)
        {
            return new Outcome<T>.Unknown($"no answer: {response.Error?.Message}");
        }

        if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created)
        {
            return response is { IsSuccessful: true, Content: { } content }
                ? new Outcome<T>.Accepted(content)
                : new Outcome<T>.Unknown($"an answer we cannot read: {response.Error?.Message}");
        }

        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            return new Outcome<T>.Busy(response.Headers.ComeAgain());
        }

        return ProblemIn(response.Error) is { } problem && UblCodes.Refuses(problem.Code, (int)response.StatusCode.Value)
            ? new Outcome<T>.Rejected(problem.Code, problem.Detail)
            : new Outcome<T>.Unknown($"HTTP {(int)response.StatusCode.Value}, without a refusal we know");
    }

    /// <summary>When the partner took a paper. One that it has otherwise is not the one that was sent.</summary>
    public static Outcome<DateTimeOffset> Judge(UblPaper sent, UblHeld held, UblTerms terms)
    {
        if (held.Id != sent.Id)
        {
            return new Outcome<DateTimeOffset>.Unknown("the answer is about another document");
        }

        if (UblMessages.Read(held.Document) is not UblResult<UblDocument>.Done { Value: var echoed })
        {
            return new Outcome<DateTimeOffset>.Unknown("what it has is not a document that we can read");
        }

        // Whose it is stays out of the words: they are shown to those it does not concern.
        if (terms.Sides(echoed.Head) is { Cooperative: var other } && terms.Sides(sent.Document.Head) is { Cooperative: var own } && other != own)
        {
            return new Outcome<DateTimeOffset>.Unknown("the answer carries another party's data", other);
        }

        return UblEcho.Differences(sent.Document, echoed) switch
        {
            [] when Instant(held.ReceivedAt) is { } at => new Outcome<DateTimeOffset>.Accepted(at),
            [] => new Outcome<DateTimeOffset>.Unknown("it does not say when it took it"),
            var differences => new Outcome<DateTimeOffset>.Unknown($"it has another document: {string.Join("; ", differences.Take(3))}", Echoed: differences),
        };
    }

    /// <summary>The partner's own papers; what is in them is looked at when each is recorded.</summary>
    /// <param name="page">What came.</param>
    /// <param name="after">Where it was to go on from.</param>
    public static Outcome<OrderMessages> Messages(UblOutbox page, string? after)
    {
        var letters = page.Documents.OfType<UblLetter>().ToList();
        var isPromised = letters.Count == page.Documents.Count && letters.Count <= IUblApi.MostDocuments && IsId(page.Next)
            && letters.TrueForAll(letter => IsId(letter.Id)) && (!page.More || page.Next != after);
        return isPromised
            ? new Outcome<OrderMessages>.Accepted(new([.. letters.Select(letter => new OrderMessage(letter.Id, Kept(letter.Document)))], page.Next, page.More))
            : new Outcome<OrderMessages>.Unknown("a page of documents without what every page has");
    }

    private static bool IsId(string text) => text.Length is > 0 and <= LongestId && !text.Any(char.IsControl);

    /// <summary>The store keeps no NUL, and XML no U+FFFE either: it stays a body that cannot be read.</summary>
    private static string Kept(string body) => body.Replace('\0', '\uFFFE');

    private static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParseExact(text, [$"{InstantShape}zzz", $"{InstantShape}'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private static UblProblem? ProblemIn(ApiExceptionBase? error)
    {
        if (error is not ApiException { Content: { } body })
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<UblProblem>(body, UblClient.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
