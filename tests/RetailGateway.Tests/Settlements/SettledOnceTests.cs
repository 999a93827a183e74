using Npgsql;
using RetailGateway.Features.Settlements.Runs;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Settlements.ConsignedTown;

namespace RetailGateway.Tests.Settlements;

/// <summary>What the store itself holds of settlements, whoever writes them.</summary>
public sealed class SettledOnceTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task A_run_that_stops_between_two_documents_is_gone_on_with()
    {
        var town = await Settled();
        await using (var work = await town.Town.Database.BeginJob(TestContext.Current.CancellationToken))
        {
            // Written and never committed, as by a host that is killed.
            await SettlePair.Next(work, new Pair(town.Town.Coop, Pair.Producer, town.ProducerId, town.Town.Coop), At(14));
        }

        await town.Run();

        Assert.Equal(["settlement 2 19000", "settlement 0 0"], await town.Lines());
    }

    [Theory]
    [InlineData("during", "settlement_line_statement_is_stated_once")]
    [InlineData("tstzrange(lower(during) + interval '1 day', upper(during) + interval '1 day')", "consigned_period_is_settled_once")]
    public async Task A_period_that_is_settled_or_overlaps_a_settled_one_is_refused(string during, string rule)
    {
        var town = await Settled();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => Copy(town, during, revision: "revision", opening: "opening"));

        Assert.Equal(rule, refused.ConstraintName);
    }

    [Fact]
    public async Task Figures_that_do_not_add_up_are_refused()
    {
        var town = await Settled();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => Copy(town, "tstzrange('2020-01-01', '2020-01-08')", "revision", "opening + 1"));

        Assert.Equal("settlement_line_taken_is_what_left_the_shelf", refused.ConstraintName);
    }

    [Fact]
    public async Task No_more_is_billed_than_was_settled()
    {
        var town = await Settled();
        Task Bill(decimal quantity) => town.Town.Database.Run(
            "update settlement_line set billed = $2 where owner_id = $1 and quantity = 2", town.Town.Coop, quantity);

        await Bill(2);

        Assert.Equal("settlement_line_not_billed_above_settled", (await Assert.ThrowsAsync<PostgresException>(() => Bill(2.001m))).ConstraintName);
        Assert.Equal("settlement_line_not_billed_above_settled", (await Assert.ThrowsAsync<PostgresException>(() => Bill(-1))).ConstraintName);
    }

    [Theory]
    [InlineData("rg_party", "insert into settlement (owner_id) values (1)")]
    [InlineData("rg_party", "update settlement_line set amount = 0")]
    [InlineData("rg_jobs", "update settlement_line set amount = 0")]
    [InlineData("rg_jobs", "delete from settlement_line")]
    [InlineData("rg_authority", "select * from settlement")]
    [InlineData("rg_authority", "select * from settlement_line")]
    [InlineData("rg_authority", "select * from producer_terms")]
    public async Task What_a_role_may_not_do_with_settlements_the_store_refuses(string role, string statement)
    {
        await using var source = NpgsqlDataSource.Create($"{fixture.Gateway.Store.Gateway};Options=-c role={role}");
        await using var command = source.CreateCommand(statement);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private static Task Copy(ConsignedTown town, string during, string revision, string opening) => town.Town.Database.Run(
        $"""
        insert into settlement_line (
            owner_id, settlement_id, line, kind, consignor_id, consignee_id, location_owner_id, location_id, product_id, ledger_product_id,
            first_day, last_day, during, revision, opening, delivered, transfers_in, returns_in, found, returns_out, transfers_out, expired, damaged,
            closing, closing_is_counted, taken, sold, sales_are_recorded, shrinkage_borne_by, price_amount, price_base_quantity, share_percent, due, quantity, amount)
        select owner_id, settlement_id, line + 1, kind, consignor_id, consignee_id, location_owner_id, location_id, product_id, ledger_product_id,
            first_day, last_day, {during}, {revision}, {opening}, delivered, transfers_in, returns_in, found, returns_out, transfers_out, expired, damaged,
            closing, closing_is_counted, taken, sold, sales_are_recorded, shrinkage_borne_by, price_amount, price_base_quantity, share_percent, due, quantity, amount
        from settlement_line where owner_id = $1 and quantity = 2
        """,
        town.Town.Coop);

    /// <summary>Two of ten bags were sold in the first week, which is settled.</summary>
    private async Task<ConsignedTown> Settled()
    {
        var town = await ConsignedTown.Create(fixture.Gateway);
        await town.Town.Till.Given(
            Changes.Count(10, Beras) with { At = At(0) }, Changes.Sale(2, Beras) with { At = At(1) });
        await town.SettleUntil(7);
        return town;
    }
}
