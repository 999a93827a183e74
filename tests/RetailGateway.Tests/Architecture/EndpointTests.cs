using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RetailGateway.Access;
using RetailGateway.Http;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Architecture;

/// <summary>What every address of the API has, and what its document says.</summary>
public sealed class EndpointTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    /// <summary>The group of all states the problems that any request may meet; an endpoint states its own beside.</summary>
    private const int OfGroupAndEndpoint = 2;

    private IEnumerable<RouteEndpoint> Endpoints => fixture.Gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>().Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/v1", StringComparison.Ordinal));

    [Fact]
    public void Every_endpoint_asks_for_a_scope_that_keys_can_have() => Assert.Empty(Endpoints
        .Where(endpoint => !Scope.All.Contains(endpoint.Metadata.GetMetadata<ScopeNeeded>()?.Scope, StringComparer.Ordinal)).Select(Name));

    [Fact]
    public void Every_endpoint_has_a_name_and_a_summary() => Assert.Empty(Endpoints
        .Where(endpoint => string.IsNullOrWhiteSpace(endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary)
            || string.IsNullOrWhiteSpace(endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName)).Select(Name));

    [Fact]
    public void Every_endpoint_states_its_own_problems() => Assert.Empty(Endpoints
        .Where(endpoint => endpoint.Metadata.GetOrderedMetadata<ProblemsOf>().Count < OfGroupAndEndpoint).Select(Name));

    [Fact]
    public void Every_endpoint_says_what_it_answers() => Assert.Empty(Endpoints
        .Where(endpoint => !endpoint.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>().Any(answer => answer.StatusCode is >= 200 and < 300)).Select(Name));

    [Fact]
    public void Every_problem_has_an_address_of_its_own() =>
        Assert.Equal(Problems.All.Count, Problems.All.Select(problem => problem.Type).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public async Task The_documents_decimals_are_strings()
    {
        var document = (await ServedDocument.Read(fixture.Gateway)).ToJsonString();

        Assert.DoesNotContain("\"double\"", document, StringComparison.Ordinal);
    }

    /// <summary>The contract in the repository is what the running gateway says of itself; where there is none yet, nothing drifts.</summary>
    [Fact]
    public async Task The_contract_is_what_the_gateway_serves()
    {
        if (Repository.File("contracts/openapi/gateway.v1.json") is not { Exists: true } contract)
            return;

        var kept = JsonNode.Parse(await File.ReadAllTextAsync(contract.FullName, TestContext.Current.CancellationToken));
        var served = await ServedDocument.Read(fixture.Gateway);

        Assert.True(
            JsonNode.DeepEquals(kept, served),
            $"contracts/openapi/gateway.v1.json is not what the gateway serves, first at {FirstDifference(kept, served, "")}. Run ./dev contracts and look at what changed.");
    }

    private static string Name(RouteEndpoint endpoint) => $"{endpoint.DisplayName}";

    private static string FirstDifference(JsonNode? left, JsonNode? right, string at) => (left, right) switch
    {
        (JsonObject one, JsonObject other) => one.Select(pair => pair.Key).Union(other.Select(pair => pair.Key))
            .Where(key => !JsonNode.DeepEquals(one[key], other[key]))
            .Select(key => FirstDifference(one[key], other[key], $"{at}/{key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}"))
            .FirstOrDefault(at),
        _ => at,
    };
}
