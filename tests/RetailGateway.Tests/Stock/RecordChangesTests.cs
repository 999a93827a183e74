using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Stock;

public sealed class RecordChangesTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task A_sale_after_a_count_leaves_what_was_counted_less_what_was_sold()
    {
        var town = await Town.Create(fixture.Gateway);

        var outcomes = await town.Till.Record(Count(10, Beras, at: "08:00"), Sale(2, Beras, at: "10:05"));

        Assert.Equal(["applied", "applied"], outcomes.Select(outcome => outcome.Status));
        Assert.Equal(8, await town.Till.OnHand(Beras));
    }
}
