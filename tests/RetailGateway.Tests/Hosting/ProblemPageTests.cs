using System.Net;
using System.Text.RegularExpressions;
using RetailGateway.Http;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Hosting;

/// <summary>A problem's type is an address: whoever opens it reads what it means, without a key.</summary>
public sealed class ProblemPageTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    public static TheoryData<string> Known => [.. Problems.All.Select(problem => problem.Slug)];

    [Theory]
    [MemberData(nameof(Known))]
    public async Task Every_problem_has_a_page_in_its_own_words(string slug)
    {
        var problem = Problems.All.Single(known => known.Slug == slug);

        var page = (await Open(problem.Type)).Must(HttpStatusCode.OK);

        var words = WebUtility.HtmlDecode(page.Text);
        Assert.StartsWith("text/html", page.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.All([problem.Title, problem.Advice, problem.Type, $"<dd>{problem.Status}</dd>"], part => Assert.Contains(part, words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_type_that_the_API_document_names_leads_to_a_page()
    {
        var named = Regex.Matches((await ServedDocument.Read(fixture.Gateway)).ToJsonString(), "/problems/[a-z-]+", RegexOptions.None, TimeSpan.FromSeconds(1))
            .Select(match => match.Value).Distinct(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(named);
        foreach (var type in named)
            Assert.Equal((type, HttpStatusCode.OK), (type, (await Open(type)).Status));
    }

    [Fact]
    public async Task The_page_is_in_the_readers_language()
    {
        var (indonesian, english) = (await Open("/problems/not-available"), await Open("/problems/not-available", "en"));

        Assert.Contains("Yang perlu dilakukan", indonesian.Text, StringComparison.Ordinal);
        Assert.Contains("What to do", english.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/html", "text/html")]
    [InlineData("*/*", "application/problem+json")]
    public async Task A_problem_that_there_is_not_is_not_found(string accept, string answered)
    {
        var reply = await Open("/problems/tidak-ada", accept: accept);

        Assert.Equal(HttpStatusCode.NotFound, reply.Status);
        Assert.StartsWith(answered, reply.Headers["Content-Type"], StringComparison.Ordinal);
    }

    private async Task<Reply> Open(string type, string language = "id", string accept = "text/html")
    {
        using var browser = fixture.Gateway.Client(key: null);
        var request = new HttpRequestMessage(HttpMethod.Get, type);
        request.Headers.Add("Accept", accept);
        request.Headers.Add("Cookie", $"rg-language={language}");
        return await browser.Send(request);
    }
}
