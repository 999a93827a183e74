using System.Net;
using System.Text.RegularExpressions;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Hosting;

/// <summary>The page to read and try the API by needs nobody but the gateway.</summary>
public sealed partial class ApiPageTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Everything_that_the_page_names_is_answered_by_us()
    {
        var (page, address) = await Page();
        using var browser = fixture.Gateway.Client(key: null);

        var named = Named().Matches(page.Text).Select(match => match.Groups["address"].Value)
            .Where(found => found.Length > 0 && found[0] != '#' && !found.StartsWith("data:", StringComparison.Ordinal))
            .Select(found => new Uri(address, found))
            // The document's address is told from where all of the gateway begins, as the page's script takes it.
            .Concat(Documents().Matches(page.Text).Select(match => new Uri(fixture.Gateway.Address, match.Groups["address"].Value)))
            .Distinct().ToList();

        Assert.NotEmpty(named);
        Assert.All(named, asset => Assert.Equal(address.Authority, asset.Authority));
        foreach (var asset in named)
            Assert.Equal((asset, HttpStatusCode.OK), (asset, (await browser.Get(asset.PathAndQuery)).Status));
        Assert.Contains(named, asset => asset.AbsolutePath.EndsWith(".js", StringComparison.Ordinal));
        Assert.Contains(named, asset => asset.AbsolutePath == "/openapi/v1.json");
    }

    [Fact]
    public async Task The_page_names_no_other_origin_and_the_browser_is_told_to_ask_none()
    {
        var (page, _) = await Page();

        Assert.DoesNotMatch("(?i)(https?:)?//[a-z0-9-]+\\.[a-z]", page.Text);
        var policy = page.Headers["Content-Security-Policy"].Split(';', StringSplitOptions.TrimEntries)
            .Select(directive => directive.Split(' ')).ToDictionary(words => words[0], words => words[1..], StringComparer.Ordinal);
        Assert.Equal(["'self'"], policy["default-src"]);
        Assert.Equal(["'self'"], policy["base-uri"]);
        Assert.Equal(["'self'"], policy["form-action"]);
        Assert.All(policy.Values, sources => Assert.All(sources, source => Assert.Contains(source, (string[])["'self'", "'none'", "'unsafe-inline'", "data:"])));
    }

    private async Task<(Reply Page, Uri Address)> Page()
    {
        using var browser = fixture.Gateway.Client(key: null);
        var address = new Uri(fixture.Gateway.Address, "/docs/");
        var reply = await browser.Get(address.PathAndQuery);
        Assert.StartsWith("text/html", reply.Must(HttpStatusCode.OK).Headers["Content-Type"], StringComparison.Ordinal);
        return (reply, address);
    }

    [GeneratedRegex("""(?:\b(?:src|href|action|poster|data)\s*=\s*|"favicon"\s*:\s*|\burl\(\s*|\bfrom\s+|\bimport\s*\(?\s*|\bfetch\(\s*)["']?(?<address>[^"'\s)>]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();

    [GeneratedRegex("\"url\"\\s*:\\s*\"(?<address>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Documents();
}
