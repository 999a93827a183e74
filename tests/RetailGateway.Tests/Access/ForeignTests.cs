using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Access;

/// <summary>
/// What belongs to others looks the same as what does not exist, at every address that the API's own document lists. An
/// address, a body or a filter that is new there must be taught in <see cref="Aims"/>, or these tests fail.
/// </summary>
public sealed class ForeignTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Row = "A row of a file names it: the file is answered row by row.";
    private const string Line = "The corrected line is judged as any new one: with it the matter would not end.";

    /// <summary>
    /// Operations that refuse what a body names by something else than 404, and why; of what their address names they say 404
    /// as all do.
    /// </summary>
    private static readonly Dictionary<string, string> Otherwise = new(StringComparer.Ordinal)
    {
        ["POST /v1/item-mappings/imports"] = Row,
        ["POST /v1/partnerships/imports"] = Row,
        ["POST /v1/permits/imports"] = Row,
        ["POST /v1/products/imports"] = Row,
        ["POST /v1/stock/changes"] = "A line of a batch names it: the line's own problem is a 404.",
        ["PUT /v1/replenishment/levels"] = "A level of a batch names it: the level's own problem is a 404.",
        ["POST /v1/sync/review-items/{id}/correct"] = Line,
        ["POST /v1/sync/review-items/{id}/preview"] = Line,
    };

    [Theory]
    [InlineData(Asking.Till)]
    [InlineData(Asking.ChainSystem)]
    public async Task What_belongs_to_others_is_not_found_at_any_address_as_what_never_existed_is_not(Asking asking)
    {
        var theirs = await Names.Of(await Marked.Create(fixture.Gateway, Marked.Secret));
        var town = await Marked.Create(fixture.Gateway, "MILIK");
        var (caller, own) = await Asks(town, asking);
        var before = await Settled(town);

        var wrong = new List<string>();
        var otherwise = new HashSet<string>(StringComparer.Ordinal);
        foreach (var operation in await ServedDocument.Operations(fixture.Gateway))
        {
            foreach (var (aim, never) in Aims.Of(operation, theirs, own).Zip(Aims.Of(operation, Names.NeverWere, own)))
            {
                var (reply, control) = (await caller.Send(aim.Request(operation)), await caller.Send(never.Request(operation)));
                var isNotFound = reply.Status == HttpStatusCode.NotFound;
                var isAddressed = aim.Address != Aims.Address(operation, own.Ids);
                if (!isNotFound)
                    otherwise.Add(operation.ToString());
                if (!(isNotFound || (!isAddressed && Otherwise.ContainsKey(operation.ToString()) && IsRefused(reply))) || reply.Status != control.Status || theirs.Blanked(reply) != Names.NeverWere.Blanked(control))
                    wrong.Add($"{operation.Method} {aim}: {(int)reply.Status} {reply.Text}\n   never was: {(int)control.Status} {control.Text}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        // A cooperative meets each of them; of some a chain is told that they are nothing to it.
        if (asking == Asking.Till)
            Assert.Equal(Otherwise.Keys.Order(StringComparer.Ordinal), otherwise.Order(StringComparer.Ordinal));
        // A decided refusal under its key is kept; of anything else there is not a row more.
        Assert.Equal(WithoutAnswers(before), WithoutAnswers(await Settled(town)));
    }

    [Theory]
    [InlineData(Asking.Till)]
    [InlineData(Asking.ChainSystem)]
    public async Task A_filter_that_names_what_belongs_to_others_answers_as_for_what_never_existed(Asking asking)
    {
        var theirs = await Names.Of(await Marked.Create(fixture.Gateway, Marked.Secret));
        var town = await Marked.Create(fixture.Gateway, "MILIK");
        var (caller, own) = await Asks(town, asking);
        await Settled(town);

        var wrong = new List<string>();
        foreach (var operation in (await ServedDocument.Operations(fixture.Gateway)).Where(operation => operation.Method == HttpMethod.Get))
        {
            foreach (var (aim, never) in Aims.Filters(operation, theirs, own).Zip(Aims.Filters(operation, Names.NeverWere, own)))
            {
                var (reply, control) = (await caller.Get(aim), await caller.Get(never));
                var isNothing = reply.Status == HttpStatusCode.NotFound || (reply.Status == HttpStatusCode.OK && reply.Json["items"]!.AsArray().Count == 0);
                if (!isNothing || reply.Status != control.Status || theirs.Blanked(reply) != Names.NeverWere.Blanked(control))
                    wrong.Add($"{aim}: {(int)reply.Status} {reply.Text}\n   never was: {(int)control.Status} {control.Text}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_retry_of_what_waits_with_another_s_code_retries_nothing_of_theirs()
    {
        var other = await Marked.Create(fixture.Gateway, Marked.Secret);
        var town = await Marked.Create(fixture.Gateway, "MILIK");
        static JsonObject Retry(string item) => new() { ["item"] = item, ["reason"] = "x" };

        var reply = await town.Till.Post("/v1/sync/review-items/retry", Retry($"{Marked.Secret}-9"));
        var never = await town.Till.Post("/v1/sync/review-items/retry", Retry("TIADA-9"));

        Assert.Equal((HttpStatusCode.OK, 0), (reply.Status, (int)reply.Json["inBackground"]!));
        Assert.Equal(never.Text, reply.Text);
        Assert.Equal(0, await other.Database.Ask<long>("select count(*) from review_item where owner_id = $1 and due", other.Coop));
    }

    [Fact]
    public async Task A_line_with_another_s_item_code_waits_as_any_unknown_one_and_shows_nothing_of_theirs()
    {
        await Marked.Create(fixture.Gateway, Marked.Secret);
        var town = await Marked.Create(fixture.Gateway, "MILIK");

        var outcome = (await town.Till.Record(Changes.Sale(1, $"{Marked.Secret}-1"))).Single();
        var line = await town.Till.Get($"/v1/sync/review-items/{await town.Till.WaitingLine($"{Marked.Secret}-1")}");

        Assert.Equal("review", outcome.Status);
        Assert.Equal(HttpStatusCode.OK, line.Status);
        // Its own code is all that it says of them.
        Assert.DoesNotContain(Marked.Secret, line.Text.Replace($"{Marked.Secret}-1", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_list_shows_what_belongs_to_others()
    {
        await Marked.Create(fixture.Gateway, Marked.Secret);
        var town = await Town.Create(fixture.Gateway);

        var shown = new List<string>();
        foreach (var operation in (await ServedDocument.Operations(fixture.Gateway)).Where(operation => operation.Method == HttpMethod.Get && !operation.Path.Contains('{', StringComparison.Ordinal)))
        {
            if ((await town.Till.Get(operation.Path)).Text.Contains(Marked.Secret, StringComparison.Ordinal))
                shown.Add(operation.ToString());
        }

        Assert.Empty(shown);
    }

    /// <summary>Either has all scopes, so that no refusal is for want of one.</summary>
    private static async Task<(ApiClient Caller, Names Own)> Asks(Town town, Asking asking) => asking == Asking.Till
        ? (town.Till, (await Names.Of(town)).AsCaller())
        : (town.Partner, (await Names.OfChain(town)).AsCaller());

    /// <summary>The field that names it is wrong, of a request, a line of a batch, or a line of a file.</summary>
    private static bool IsRefused(Reply reply) => reply.Status switch
    {
        HttpStatusCode.MultiStatus => reply.Outcomes().All(outcome => outcome is { Status: "refused", Problem: "location-unknown" or "not-found" }),
        HttpStatusCode.OK => reply.Json["lines"] is JsonArray lines && lines.All(line => (string?)line!["status"] == "refused"),
        _ => reply.Problem == "still-in-trouble" || (reply.Problem == "invalid" && reply.Places.Length > 0),
    };

    private static Task<string> Settled(Town town) =>
        Eventually.See(() => town.Database.Counts(), counts => counts.Contains("outbox 0", StringComparison.Ordinal));

    private static string WithoutAnswers(string counts) => string.Join(", ", counts.Split(", ").Where(count => !count.StartsWith("stored_answer", StringComparison.Ordinal)));
}
