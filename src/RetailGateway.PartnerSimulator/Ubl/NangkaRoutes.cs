using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RetailGateway.PartnerSimulator.Ubl;

/// <summary><c>/documents</c> and <c>/outbox</c>: papers of the co-ops in, the grosir's own out.</summary>
internal static class NangkaRoutes
{
    private const int MostDocuments = 100;
    private const int LongestId = 64;

    /// <summary>Papers are legible in it.</summary>
    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static void Map(WebApplication app, NangkaOptions options, NangkaBook book)
    {
        app.MapPut("/documents/{id}", (HttpContext http, string id, CancellationToken cancel) => With(http, options, cooperative => Take(http, cooperative, id, options, book, cancel)));
        app.MapGet("/documents/{id}", (HttpContext http, string id) => With(http, options, cooperative => Task.FromResult(
            book.Find(cooperative, id) is { } paper ? Answer(paper) : NangkaRefusal.NotReceived.ToResult())));
        app.MapGet("/outbox", (HttpContext http, string? after) => With(http, options, cooperative => Task.FromResult(Outbox(http, cooperative, after ?? "", book))));
    }

    /// <summary>Whoever calls has a key, which stands for one co-op.</summary>
    private static async Task<IResult> With(HttpContext http, NangkaOptions options, Func<string, Task<IResult>> answer) =>
        http.Request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var key] && options.Keys.TryGetValue(key, out var cooperative)
            ? await answer(cooperative)
            : NangkaRefusal.UnknownKey.ToResult();

    private static async Task<IResult> Take(HttpContext http, string cooperative, string id, NangkaOptions options, NangkaBook book, CancellationToken cancel)
    {
        if (id.Length > LongestId || !id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
            return NangkaRefusal.BadQuery.ToResult();

        using var body = new StreamReader(http.Request.Body, Encoding.UTF8);
        var xml = await body.ReadToEndAsync(cancel);
        if (http.Request.ContentType?.StartsWith("application/xml", StringComparison.Ordinal) is not true || NangkaPaper.Parse(xml) is not { } paper)
            return NangkaRefusal.NotXml.ToResult();

        // What is there already was judged when it came.
        if (book.Find(cooperative, id) is { } earlier)
            return earlier.Xml == xml ? Answer(earlier) : NangkaRefusal.IdTaken.ToResult();

        var (head, refusal) = NangkaPaper.Judge(paper, cooperative, options, book);
        if (head is null)
            return refusal!.ToResult();

        return book.Take(cooperative, id, head, xml) is { } taken ? Answer(taken, StatusCodes.Status201Created) : NangkaRefusal.IdTaken.ToResult();
    }

    private static IResult Outbox(HttpContext http, string cooperative, string after, NangkaBook book)
    {
        var (asked, limit) = (http.Request.Query["cooperative"].ToString(), http.Request.Query["limit"].ToString());
        if (asked != cooperative)
            return NangkaRefusal.OtherParty.ToResult();
        if (!int.TryParse(limit.Length == 0 ? "20" : limit, NumberStyles.None, CultureInfo.InvariantCulture, out var most) || most is < 1 or > MostDocuments)
            return NangkaRefusal.BadQuery.ToResult();

        var told = book.ToldTo(cooperative);
        var place = after.Split('.');
        var seen = 0;
        if (after.Length > 0 && (place is not [var name, var number] || name != book.Name
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out seen) || seen > told.Count))
        {
            return NangkaRefusal.CursorGone.ToResult();
        }

        var page = told.Skip(seen).Take(most).ToList();
        var next = seen + page.Count;
        return Results.Json(
            new
            {
                next = string.Create(CultureInfo.InvariantCulture, $"{book.Name}.{next}"),
                more = next < told.Count,
                documents = page.Select(paper => new { id = paper.Id, document = paper.Xml }),
            },
            Json);
    }

    private static IResult Answer(ReceivedPaper paper, int status = StatusCodes.Status200OK) => Results.Json(
        new { id = paper.Id, receivedAt = paper.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), document = paper.Xml }, Json, statusCode: status);
}
