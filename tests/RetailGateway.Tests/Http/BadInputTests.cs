using System.Net;
using System.Text;
using RetailGateway.Tests.Docs;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Http;

/// <summary>Whatever comes in, it is answered by a problem that names the place, and nothing is written.</summary>
public sealed class BadInputTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Good = """{"changeId":"a","location":"KPN-01","item":"BRS-5","kind":"sale","quantity":"-2","occurredAt":"2026-01-05T10:00:00Z"}""";
    private const string Reservation = """{"location":"KPN-01","product":"BRS-5","quantity":"1","reference":"PO-1","expiresAt":"2026-01-05T10:00:00Z"}""";

    private const string TooDeepBatch = "a batch of stock changes, nested too deeply";
    private const string Nested = "any other body, nested where a plain value belongs: at that field, as `location`";
    private const string NotUtf8 = "one that is not UTF-8";
    private const string TooLarge = "one larger than its address reads";

    public static TheoryData<string, string, string, int, string, string?> Bodies => new()
    {
        { "nothing", StockCalls.ChangesPath, "", 400, "malformed", "" },
        { "no JSON", StockCalls.ChangesPath, "jual dua beras", 400, "malformed", "" },
        { "cut short", StockCalls.ChangesPath, $$"""{"changes":[{{Good}}""", 400, "malformed", "" },
        { "an array", StockCalls.ChangesPath, $"[{Good}]", 400, "malformed", "" },
        { "null", StockCalls.ChangesPath, "null", 400, "malformed", "" },
        { "no changes", StockCalls.ChangesPath, """{"changes":[]}""", 400, "malformed", "/changes" },
        { "changes of another type", StockCalls.ChangesPath, """{"changes":{}}""", 400, "malformed", "/changes" },
        { "an unknown field of the frame", StockCalls.ChangesPath, $$"""{"changes":[{{Good}}],"colour":1}""", 400, "malformed", "/colour" },
        { "half a surrogate pair as a field", StockCalls.ChangesPath, """{"\ud800":1}""", 400, "malformed", "" },
        { "changes twice", StockCalls.ChangesPath, $$"""{"changes":[{{Good}}],"changes":[{{Good}}]}""", 400, "malformed", "/changes" },
        { "a clock that is none", StockCalls.ChangesPath, $$"""{"sentAt":"tadi","changes":[{{Good}}]}""", 400, "malformed", "/sentAt" },
        { "a clock of half a surrogate pair", StockCalls.ChangesPath, $$"""{"sentAt":"\ud800","changes":[{{Good}}]}""", 400, "malformed", "/sentAt" },
        { "two documents", StockCalls.ChangesPath, $$"""{"changes":[{{Good}}]} {}""", 400, "malformed", "" },
        { "a trailing comma", StockCalls.ChangesPath, $$"""{"changes":[{{Good}},]}""", 400, "malformed", "" },
        { "a naked NaN", StockCalls.ChangesPath, """{"changes":[{"quantity":NaN}]}""", 400, "malformed", "" },
        { "too deep", StockCalls.ChangesPath, $$"""{"changes":[{"x":{{Deep(64)}}}]}""", 400, "malformed", "" },
        { "a reservation with an unknown field", "/v1/stock/reservations", Reservation.Insert(1, """ "colour":"red","""), 400, "malformed", "/colour" },
        { "a reservation with a number for a decimal", "/v1/stock/reservations", Reservation.Replace("\"1\"", "1", StringComparison.Ordinal), 400, "malformed", "/quantity" },
        { "a reservation with NaN", "/v1/stock/reservations", Reservation.Replace("\"1\"", "\"NaN\"", StringComparison.Ordinal), 400, "malformed", "/quantity" },
        { "a reservation without a place", "/v1/stock/reservations", Reservation.Replace("\"location\":\"KPN-01\",", "", StringComparison.Ordinal), 400, "malformed", "/location" },
        { "an empty reservation", "/v1/stock/reservations", "{}", 400, "malformed", "/expiresAt" },
        { "a transfer of a line without item", "/v1/stock/transfers", """{"reference":"M","from":"KPN-01","to":"KPN-01","occurredAt":"2026-01-05T10:00:00Z","lines":[{"quantity":"1"}]}""", 400, "malformed", "/lines/0/item" },
        { "a reservation cut short", "/v1/stock/reservations", """{"location":""", 400, "malformed", "/location" },
        { "a field with a slash and a dot in its name", "/v1/stock/reservations", Reservation.Insert(1, """ "a/b.c":1,"""), 400, "malformed", "/a~1b.c" },
        { "a reservation at no place", "/v1/stock/reservations", Reservation.Replace("\"KPN-01\"", "null", StringComparison.Ordinal), 400, "malformed", "/location" },
        { "a reservation twice as quantity", "/v1/stock/reservations", Reservation.Replace("\"quantity\":\"1\"", "\"quantity\":\"1\",\"quantity\":\"2\"", StringComparison.Ordinal), 400, "malformed", "/quantity" },
        { "a reservation too deep", "/v1/stock/reservations", Reservation.Replace("\"KPN-01\"", Deep(64), StringComparison.Ordinal), 400, "malformed", "/location" },
        { "a reservation with a time without offset", "/v1/stock/reservations", Reservation.Replace("00Z", "00", StringComparison.Ordinal), 400, "malformed", "/expiresAt" },
        { "a reservation at a place of a zero byte", "/v1/stock/reservations", Reservation.Replace("KPN-01", "KPN\\u0000", StringComparison.Ordinal), 422, "invalid", "/location" },
        { "a reservation of four decimals", "/v1/stock/reservations", Reservation.Replace("\"1\"", "\"0.0001\"", StringComparison.Ordinal), 422, "invalid", "/quantity" },
        { "an address with a day that is none", "/v1/partnerships/1/terms/besok/acceptance", "{}", 400, "malformed", "#/path/validFrom" },
        { "a release of an unknown reservation", "/v1/stock/reservations/999999/releases", """{"reference":"x"}""", 404, "not-found", null },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_bad_body_is_refused_by_its_place_and_writes_nothing(string what, string path, string body, int status, string problem, string? place)
    {
        _ = what;
        var town = await Town.Create(fixture.Gateway);
        // Registered, so that a body which was believed would have found them.
        await town.Till.Given(Changes.Count(10, Town.Beras));
        await WritesNothing(town, async () =>
        {
            var reply = await town.Till.PostRaw(path, Encoding.UTF8.GetBytes(body), path == StockCalls.ChangesPath ? null : Guid.NewGuid().ToString());

            Assert.Equal((status, problem), ((int)reply.Status, reply.Problem));
            IsAt(place, reply);
            Assert.DoesNotContain("BytePositionInLine", reply.Text, StringComparison.Ordinal);
        });
    }

    /// <summary>Where nothing is found there is no place; else there is one.</summary>
    private static void IsAt(string? place, Reply reply)
    {
        if (place is null)
            Assert.Equal(("not-found", 0), (reply.Problem, reply.Places.Length));
        else
            Assert.Contains(place, reply.Places);
    }

    [Fact]
    public async Task Each_missing_field_is_a_place_of_its_own()
    {
        var town = await Town.Create(fixture.Gateway);

        var reply = await town.Till.PostRaw("/v1/stock/reservations", "{}"u8.ToArray(), Guid.NewGuid().ToString());

        Assert.Equal(["/expiresAt", "/location", "/product", "/quantity", "/reference"], reply.Places.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/v1/stock/reservations", "{\"location\":\"K", "The JSON ends too early. (line 1, byte 15)")]
    [InlineData("/v1/stock/reservations", "{\n  jual}", "This is not JSON: what stands here does not belong here. (line 2, byte 3)")]
    [InlineData(StockCalls.ChangesPath, "{\"changes\":[", "The JSON ends too early. (line 1, byte 13)")]
    public async Task Torn_JSON_is_told_with_one_line_and_one_byte(string path, string body, string words)
    {
        var town = await Town.Create(fixture.Gateway);

        var reply = await town.Till.PostRaw(path, Encoding.UTF8.GetBytes(body), Guid.NewGuid().ToString());

        Assert.Equal(words, (string?)reply.Json["errors"]![0]!["detail"]);
    }

    public static TheoryData<string, int, string, string?> Addresses => new()
    {
        { "/v1/stock/positions?limit=0", 422, "invalid", "#/query/limit" },
        { "/v1/stock/positions?limit=1001", 422, "invalid", "#/query/limit" },
        { "/v1/stock/positions?limit=banyak", 400, "malformed", "#/query/limit" },
        { "/v1/stock/positions?ownerId=99999999999", 400, "malformed", "#/query/ownerId" },
        { "/v1/stock/positions?negative=mungkin", 400, "malformed", "#/query/negative" },
        { "/v1/stock/positions?cursor=%7B%7D", 400, "cursor-invalid", "#/query/cursor" },
        { "/v1/stock/positions?location=%00", 422, "invalid", "#/query/location" },
        { "/v1/stock/positions?locaton=KPN-01", 400, "malformed", "#/query/locaton" },
        { "/v1/stock/ledger?locaton=KPN-01&product=BRS-5", 400, "malformed", "#/query/locaton" },
        { "/v1/stock/reservations/1?open=true", 400, "malformed", "#/query/open" },
        { "/v1/parties?a/b=1", 400, "malformed", "#/query/a~1b" },
        { "/v1/stock/ledger?product=BRS-5", 400, "malformed", "#/query/location" },
        { "/v1/stock/reservations?cursor=cG9zfDF8MXwx", 400, "cursor-invalid", "#/query/cursor" },
        { "/v1/stock/reservations/0", 404, "not-found", null },
        { "/v1/stock/reservations/99999999999999999999", 404, "not-found", null },
        { "/v1/events?limit=5001", 422, "invalid", "#/query/limit" },
        { "/v1/events?wait=31", 422, "invalid", "#/query/wait" },
        { "/v1/sync/conflicts?cursor=apa", 400, "cursor-invalid", "#/query/cursor" },
        { "/v1/tidak-ada", 404, "not-found", null },
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_bad_address_is_refused_by_its_place(string address, int status, string problem, string? place)
    {
        var town = await Town.Create(fixture.Gateway);

        var reply = await town.Till.Get(address);

        Assert.Equal((status, problem), ((int)reply.Status, reply.Problem));
        IsAt(place, reply);
    }

    [Fact]
    public async Task Five_thousand_and_one_changes_are_too_many()
    {
        var town = await Town.Create(fixture.Gateway);
        var changes = Enumerable.Range(0, 5_001).Select(_ => Changes.Receipt(1, Town.Beras)).ToArray();
        await WritesNothing(town, async () =>
        {
            var reply = await town.Till.Post(StockCalls.ChangesPath, StockCalls.Batch(changes), key: "");

            Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too-many-changes"), (reply.Status, reply.Problem));
            Assert.Equal(["/changes/5000"], reply.Places);
        });
    }

    [Theory]
    [InlineData(StockCalls.ChangesPath)]
    [InlineData("/v1/stock/reservations")]
    public async Task Twenty_megabytes_that_come_in_chunks_without_a_length_are_too_large(string path)
    {
        var town = await Town.Create(fixture.Gateway);
        await WritesNothing(town, async () =>
        {
            using var body = new MemoryStream(new byte[20 * 1024 * 1024]);
            var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StreamContent(body) };
            request.Content.Headers.ContentType = new("application/json");
            request.Headers.TransferEncodingChunked = true;
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            var reply = await town.Till.Send(request);

            Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too-large"), (reply.Status, reply.Problem));
            Assert.Equal([""], reply.Places);
        });
    }

    /// <summary>Bodies that cannot be read as a whole, in the words of docs/problems.md.</summary>
    public static TheoryData<string, string, string, string, string> Unreadable => new()
    {
        { TooDeepBatch, StockCalls.ChangesPath, "malformed", "", "The JSON is nested too deeply. (line 1, byte 23)" },
        { Nested, "/v1/stock/reservations", "malformed", "/location", "The value is not of the type expected here. (line 1, byte 14)" },
        { NotUtf8, StockCalls.ChangesPath, "malformed", "", "The body is not UTF-8 at its byte 3." },
        { NotUtf8, "/v1/stock/reservations", "malformed", "", "The body is not UTF-8 at its byte 3." },
        { TooLarge, StockCalls.ChangesPath, "too-large", "", "The body is larger than 8 MB." },
        { TooLarge, "/v1/stock/reservations", "too-large", "", "The body is larger than 1 MB." },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task A_body_that_cannot_be_read_is_refused_at_the_place_that_the_document_says(string what, string path, string problem, string place, string words)
    {
        var town = await Town.Create(fixture.Gateway);
        await WritesNothing(town, async () =>
        {
            var reply = await town.Till.PostRaw(path, Unread(what), Guid.NewGuid().ToString());

            Assert.Equal((problem == "too-large" ? HttpStatusCode.RequestEntityTooLarge : HttpStatusCode.BadRequest, problem), (reply.Status, reply.Problem));
            Assert.Equal([place], reply.Places);
            Assert.Equal(words, (string?)reply.Json["errors"]![0]!["detail"]);
        });
        Assert.Contains($"\n| {what} | `/problems/{problem}` | `\"{place}\"` |\n", SourceTree.Read("docs/problems.md"), StringComparison.Ordinal);
    }

    private static byte[] Unread(string what) => what switch
    {
        TooDeepBatch => Encoding.UTF8.GetBytes($$"""{"changes":[{"x":{{Deep(100_000)}}}]}"""),
        Nested => Encoding.UTF8.GetBytes(Reservation.Replace("\"KPN-01\"", Deep(100_000), StringComparison.Ordinal)),
        NotUtf8 => [(byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)':', (byte)'1', (byte)'}'],
        TooLarge => [.. Enumerable.Repeat((byte)' ', 20 * 1024 * 1024)],
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, message: null),
    };

    [Fact]
    public async Task Another_media_type_or_method_is_not_taken()
    {
        var town = await Town.Create(fixture.Gateway);

        var text = await town.Till.PostRaw(StockCalls.ChangesPath, Encoding.UTF8.GetBytes($$"""{"changes":[{{Good}}]}"""), mediaType: "text/csv");
        var put = await town.Till.Send(new HttpRequestMessage(HttpMethod.Put, StockCalls.ChangesPath));

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupported-media-type"), (text.Status, text.Problem));
        Assert.Equal(["#/header/Content-Type"], text.Places);
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "method-not-allowed"), (put.Status, put.Problem));
    }

    [Fact]
    public async Task A_problem_names_its_trace()
    {
        var town = await Town.Create(fixture.Gateway);

        Assert.NotNull((string?)(await town.Till.Get("/v1/stock/positions?limit=0")).Json["traceId"]);
    }

    private static async Task WritesNothing(Town town, Func<Task> act)
    {
        Task<string> Settled() => Eventually.See(() => town.Database.Counts(), counts => counts.Contains("outbox 0", StringComparison.Ordinal));
        var before = await Settled();
        await act();
        var after = await Settled();

        // A refusal under a key is itself kept, and nothing else.
        static string WithoutAnswers(string counts) => System.Text.RegularExpressions.Regex.Replace(counts, "stored_answer [0-9]+", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.Equal(WithoutAnswers(before), WithoutAnswers(after));
    }

    private static string Deep(int levels) => string.Concat(Enumerable.Repeat("[", levels)) + string.Concat(Enumerable.Repeat("]", levels));
}
