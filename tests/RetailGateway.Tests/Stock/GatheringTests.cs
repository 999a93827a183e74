using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Stock;

public sealed class GatheringTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Lines_that_arrive_together_each_get_their_own_answer_and_are_counted_once()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Count(1_000, Beras, at: "08:00"));

        var answers = await Task.WhenAll(Enumerable.Range(1, 150).Select(async number =>
            (Id: $"struk-{number}", Outcome: (await town.Till.Record(Sale(1, Beras, at: "09:00", id: $"struk-{number}"))).Single())));

        Assert.All(answers, answer => Assert.Equal((answer.Id, "applied"), (answer.Outcome.ChangeId, answer.Outcome.Status)));
        Assert.Equal(850, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task A_bad_line_among_those_that_arrive_together_is_refused_at_its_own_place_and_no_other_is()
    {
        var town = await Town.Create(fixture.Gateway);

        var answers = await Task.WhenAll(Enumerable.Range(1, 60).Select(async number =>
            (Bad: number % 3 == 0, Outcome: (await town.Till.Record(Sale(1, number % 3 == 0 ? Antar : Gula, at: "09:00", id: $"struk-{number}"))).Single())));

        Assert.All(answers, answer => Assert.Equal(answer.Bad ? "refused" : "applied", answer.Outcome.Status));
        Assert.Equal(-40, await town.Till.OnHand(Gula));
    }

    [Fact]
    public async Task The_same_line_sent_many_times_at_once_is_applied_once_and_a_duplicate_otherwise()
    {
        var town = await Town.Create(fixture.Gateway);

        var answers = await Task.WhenAll(Enumerable.Range(1, 40).Select(_ => town.Till.Record(Sale(2, Minyak, at: "09:00", id: "struk-1"))));

        Assert.Single(answers, answer => answer.Single().Status == "applied");
        Assert.Equal(39, answers.Count(answer => answer.Single().Status == "duplicate"));
        Assert.Equal(-2, await town.Till.OnHand(Minyak));
    }
}
