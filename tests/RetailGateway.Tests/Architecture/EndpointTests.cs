using System.Text.Json.Nodes;
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
    public async Task Every_operation_states_the_problems_that_its_shape_can_meet() => Assert.Empty(
        from operation in await ServedDocument.Operations(fixture.Gateway)
        from problem in Expected(operation)
        where !Stated(operation).Contains(problem.Slug, StringComparer.Ordinal)
        select $"{operation} does not state {problem.Slug}");

    /// <summary>What is not read is refused, and what is read is said.</summary>
    [Fact]
    public async Task The_query_parameters_that_an_address_reads_are_those_of_the_document()
    {
        var said = (await ServedDocument.Operations(fixture.Gateway)).ToDictionary(operation => (string)operation.Json["operationId"]!, operation => operation.Parameters("query"), StringComparer.Ordinal);

        Assert.Empty(Endpoints
            .Where(endpoint => !KnownQuery.Of(endpoint).Order(StringComparer.Ordinal).SequenceEqual(said[endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName].Order(StringComparer.Ordinal)))
            .Select(Name));
    }

    /// <summary>A batch without a key is told line by line what it was before; a preview writes nothing.</summary>
    [Fact]
    public async Task Every_post_asks_for_an_idempotency_key_but_a_batch_of_changes_and_a_preview() => Assert.Equal(
        ["/v1/member-orders/preview", "/v1/stock/changes", "/v1/sync/conflicts/{id}/preview", "/v1/sync/review-items/{id}/preview"],
        (await ServedDocument.Operations(fixture.Gateway))
            .Where(operation => operation.Method == HttpMethod.Post && !(operation.Json["parameters"]?.AsArray() ?? []).Any(parameter =>
                (string)parameter!["name"]! == "Idempotency-Key" && (bool?)parameter["required"] == true))
            .Select(operation => operation.Path).Order(StringComparer.Ordinal));

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

    /// <summary>The contract in the repository is what the running gateway says of itself.</summary>
    [Fact]
    public async Task The_contract_is_what_the_gateway_serves()
    {
        var contract = Repository.File("contracts/openapi/gateway.v1.json");
        var kept = JsonNode.Parse(await File.ReadAllTextAsync(contract.FullName, TestContext.Current.CancellationToken));
        var served = await ServedDocument.Read(fixture.Gateway);

        Assert.True(
            JsonNode.DeepEquals(kept, served),
            $"contracts/openapi/gateway.v1.json is not what the gateway serves, first at {FirstDifference(kept, served, "")}. Run ./dev contracts and look at what changed.");
    }

    private static IEnumerable<Problem> Expected(Operation operation)
    {
        List<Problem> expected = [Problems.Unauthenticated, Problems.ScopeMissing, Problems.RateLimited, Problems.Unavailable];
        if (operation.Parameters("path").Any())
            expected.Add(Problems.NotFound);
        if (operation.Parameters("query").Contains("cursor", StringComparer.Ordinal))
            expected.Add(Problems.CursorInvalid);
        if (operation.Parameters("query").Contains("limit", StringComparer.Ordinal))
            expected.Add(Problems.Invalid);
        if (operation.HasBody)
            expected.AddRange([Problems.Malformed, Problems.TooLarge, Problems.UnsupportedMediaType]);
        if (operation.Parameters("header").Contains("Idempotency-Key", StringComparer.Ordinal))
            expected.AddRange([Problems.IdempotencyKeyInUse, Problems.IdempotencyKeyReused]);
        return expected;
    }

    /// <summary>Each problem of an answer is an example by its name.</summary>
    private static HashSet<string> Stated(Operation operation) => [.. operation.Json["responses"]!.AsObject()
        .Select(answer => answer.Value!["content"]?["application/problem+json"]?["examples"]).OfType<JsonObject>()
        .SelectMany(examples => examples.Select(example => example.Key))];

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
