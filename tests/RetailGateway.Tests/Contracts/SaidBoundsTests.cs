using System.Text.Json.Nodes;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Contracts;

/// <summary>A bound that refuses a change stands where its sender reads.</summary>
public sealed class SaidBoundsTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Theory]
    [InlineData("Change", "quantity", "at most 9,999,999,999.999 base units")]
    [InlineData("ChangeBatch", "sentAt", "Within one day of our clock")]
    public async Task The_document_says_what_a_change_is_refused_for(string schema, string property, string said)
    {
        JsonNode document = await ServedDocument.Read(fixture.Gateway);

        Assert.Contains(said, (string?)document["components"]!["schemas"]![schema]!["properties"]![property]!["description"], StringComparison.Ordinal);
    }
}
