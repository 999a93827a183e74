using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Streams;

/// <summary>What the chain may see no more does not stand in its books for ever.</summary>
public sealed class WithdrawalTests(TestCluster cluster)
{
    [Theory]
    [InlineData("update partnership set valid_to = current_date where owner_id = $1", "update partnership set valid_to = null where owner_id = $1")]
    [InlineData("update terms set accepted_at = null where owner_id = $1", "update terms set accepted_at = now() where owner_id = $1")]
    [InlineData("update item_mapping set during = tstzrange(null, now()) where owner_id = $1", "update item_mapping set during = tstzrange(null, null) where owner_id = $1")]
    public async Task What_the_chain_was_told_is_told_zero_once_when_it_ends_and_the_truth_when_it_is_renewed(string end, string renew)
    {
        await using var town = await Open(cluster);
        await town.Till.Given(Count(50, Minyak, at: "08:00"));
        await town.Holds(50, ChainMinyak);

        await town.Rows.Run(end, town.Town.Coop);
        await Touch(town);
        await town.Holds(0, ChainMinyak);
        Assert.Equal("true 0", await Copy(town));
        var sends = (await town.VersionsTaken(ChainMinyak)).Count;
        await town.Till.Given(Sale(8, Minyak, at: "09:00"));
        await Touch(town);
        await town.Stream("stock_out", stream => (long)stream["waiting"]! == 0);
        Assert.Equal((0m, sends), (town.HeldOf(ChainMinyak)!.Quantity, (await town.VersionsTaken(ChainMinyak)).Count));

        await town.Rows.Run(renew, town.Town.Coop);
        await Touch(town);

        await town.Holds(42, ChainMinyak);
        Assert.Equal("false 0", await Copy(town));
    }

    [Fact]
    public async Task Goods_that_get_another_code_leave_nothing_behind_under_the_old_one()
    {
        await using var town = await Open(cluster);
        await town.Till.Given(Count(50, Minyak));
        await town.Holds(50, ChainMinyak);

        await town.Rows.Run("delete from item_mapping where owner_id = $1 and item_code = $2", town.Town.Coop, ChainMinyak);
        await town.Town.Maps(town.Town.Chain, "basmalah", ChainGula, Minyak);

        await town.Holds(50, ChainGula);
        await town.Holds(0, ChainMinyak);
    }

    [Fact]
    public async Task What_the_chain_was_never_told_is_not_told_as_zero()
    {
        await using var town = await Open(cluster);
        await town.Stream("stock_out", stream => stream["lastSuccessAt"] is not null);
        await town.Rows.Run("update partnership set valid_to = current_date where owner_id = $1", town.Town.Coop);

        await town.Till.Given(Count(50, Minyak));
        await Touch(town);
        var told = await town.Rows.Ask<DateTime>("select now()");
        await Eventually.See(
            () => town.Rows.Ask<DateTime>("select last_attempt_at from sync_stream where owner_id = $1 and kind = 'stock_out'", town.Town.Chain), attempted => attempted > told.AddSeconds(1));

        Assert.Null(town.HeldOf(ChainMinyak));
    }

    /// <summary>The cooperative's book moves on, as with whatever it registers: the copies are compared at once.</summary>
    private static Task Touch(PartnerTown town) => town.Rows.Run("update party set book_version = book_version + 1 where owner_id = $1", town.Town.Coop);

    private static async Task<string> Copy(PartnerTown town) => await Eventually.See(
        () => town.Rows.Ask<string>(
            "select withdrawn || ' ' || (version - acknowledged_version) from partner_copy where source_id = $1", town.Town.Coop),
        copy => copy.EndsWith(" 0", StringComparison.Ordinal));
}
