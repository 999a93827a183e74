using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Stock;

public sealed class ReversalTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task A_reversed_sale_is_as_if_it_had_not_been()
    {
        var town = await Town.Create(fixture.Gateway);
        var sale = Sale(2, Beras, at: "10:00");
        await town.Till.Given(Count(10, Beras, at: "08:00"), sale);

        await town.Till.Given(Reversal(sale.Id, Beras));

        Assert.Equal(10, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task A_reversal_may_come_before_what_it_names()
    {
        var town = await Town.Create(fixture.Gateway);
        var sale = Sale(2, Beras, at: "10:00");
        await town.Till.Given(Count(10, Beras, at: "08:00"), Reversal(sale.Id, Beras));

        await town.Till.Given(sale);

        Assert.Equal(10, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task A_reversed_count_gives_the_word_back_to_the_count_before_it()
    {
        var town = await Town.Create(fixture.Gateway);
        var wrong = Count(3, Beras, at: "12:00");
        await town.Till.Given(Count(10, Beras, at: "08:00"), Sale(1, Beras, at: "09:00"), wrong, Sale(1, Beras, at: "13:00"));

        await town.Till.Given(Reversal(wrong.Id, Beras));

        Assert.Equal(8, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task A_reversal_and_what_it_names_may_come_in_one_batch_in_either_order()
    {
        var town = await Town.Create(fixture.Gateway);
        var (first, second) = (Sale(2, Beras), Sale(3, Beras));

        await town.Till.Given(Count(10, Beras, at: "08:00"), first, Reversal(first.Id, Beras), Reversal(second.Id, Beras), second);

        Assert.Equal(10, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task Two_reversals_of_one_sale_give_it_back_once()
    {
        var town = await Town.Create(fixture.Gateway);
        var sale = Sale(2, Beras);
        await town.Till.Given(Count(10, Beras, at: "08:00"), sale, Reversal(sale.Id, Beras));

        await town.Till.Given(Reversal(sale.Id, Beras));

        Assert.Equal(10, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task A_reversal_cannot_itself_be_reversed()
    {
        var town = await Town.Create(fixture.Gateway);
        var sale = Sale(2, Beras);
        var reversal = Reversal(sale.Id, Beras);
        await town.Till.Given(sale, reversal);

        var outcome = (await town.Till.Record(Reversal(reversal.Id, Beras))).Single();

        Assert.Equal(("refused", "reversal-mismatch"), (outcome.Status, outcome.Problem));
        Assert.Equal(0, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task A_reversal_names_an_entry_of_its_own_product()
    {
        var town = await Town.Create(fixture.Gateway);
        var sale = Sale(2, Beras);
        await town.Till.Given(sale);

        var outcome = (await town.Till.Record(Reversal(sale.Id, Minyak))).Single();

        Assert.Equal(("refused", "reversal-mismatch"), (outcome.Status, outcome.Problem));
        Assert.Equal(-2, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task A_reversal_names_an_entry_of_its_own_location()
    {
        var town = await Town.Create(fixture.Gateway, tillIsSystemOfRecord: false);
        await town.Database.Run("insert into location (owner_id, code, name, format) values ($1, 'GDG-01', 'Gudang', 'warehouse')", town.Coop);
        var sale = Sale(2, Beras);
        await town.Console.Given(sale);

        var outcome = (await town.Console.Record(Reversal(sale.Id, Beras).Where("GDG-01"))).Single();

        Assert.Equal(("refused", "reversal-mismatch"), (outcome.Status, outcome.Problem));
        Assert.Equal(-2, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task A_reversal_of_another_product_that_came_first_leaves_the_sale_alone()
    {
        var town = await Town.Create(fixture.Gateway);
        var sale = Sale(2, Beras);
        await town.Till.Given(Reversal(sale.Id, Minyak));

        await town.Till.Given(sale);

        Assert.Equal(-2, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task Another_connections_reversal_does_not_reach_a_tills_sale()
    {
        var town = await Town.Create(fixture.Gateway, tillIsSystemOfRecord: false);
        await town.HandOver("kasir", from: At("12:00"));
        var sale = Sale(2, Beras, at: "13:00");
        await town.Till.Given(sale);

        await town.Console.Given(Reversal(sale.Id, Beras, at: "11:00"));

        Assert.Equal(-2, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task A_reversal_sent_again_is_a_duplicate()
    {
        var town = await Town.Create(fixture.Gateway);
        var sale = Sale(2, Beras);
        var reversal = Reversal(sale.Id, Beras);
        await town.Till.Given(sale, reversal);

        Assert.Equal("duplicate", (await town.Till.Record(reversal)).Single().Status);
    }
}
