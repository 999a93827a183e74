using System.Net;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Contracts;

/// <summary>Which terms say how old evidence shrinks what a partner may reserve, where a pair has several.</summary>
public sealed class AgeRuleTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task An_ended_partnerships_terms_shrink_nothing()
    {
        var town = await WithOldStock();
        await Partnership(town, "supplier", until: "2025-06-01", percent: 10);

        await HasReservable(town, 10);
    }

    [Fact]
    public async Task Of_two_partnerships_of_today_the_more_generous_terms_hold()
    {
        var town = await WithOldStock();
        await town.Agrees(from: "2024-06-01", staleAfterDays: 7, stalePercent: 25);
        await Partnership(town, "supplier", until: null, percent: 60);

        await HasReservable(town, 6);
    }

    [Fact]
    public async Task Terms_without_the_rule_are_the_most_generous()
    {
        var town = await WithOldStock();
        await Partnership(town, "supplier", until: null, percent: 60);

        await HasReservable(town, 10);
    }

    /// <summary>Ten sacks of rice, last evidenced nine days ago; the terms of the one partnership do not mind.</summary>
    private async Task<Town> WithOldStock()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Count(10, Beras) with { At = TimeProvider.System.GetUtcNow().AddDays(-9) });
        return town;
    }

    private static Task Partnership(Town town, string role, string? until, int percent) => town.Database.Run(
        """
        with made as (
            insert into partnership (owner_id, partner_id, environment, role, valid_from, valid_to)
            values ($1, $2, $3, $4, '2025-01-01', $5::date)
            returning owner_id, partnership_id)
        insert into terms (
            owner_id, partnership_id, valid_from, payment_days, price_tolerance_percent, price_tolerance_rupiah,
            response_hours, delivery_days, stock_visible_to_partner, partner_stock_visible, stale_after_days, stale_percent, accepted_at)
        select owner_id, partnership_id, '2025-01-01', 30, 1, 1000, 24, 2, true, false, 7, $6::integer, now() from made
        """,
        town.Coop, town.Chain, town.Environment, role, until, percent);

    /// <summary>Both the list and the reservation itself go by the same rule.</summary>
    private static async Task HasReservable(Town town, decimal quantity)
    {
        var listed = (await town.Partner.Get($"/v1/stock/positions?ownerId={town.Coop}")).Must(HttpStatusCode.OK).Json["items"]!.AsArray().Single()!;

        Assert.Equal(quantity, StockCalls.Number(listed["reservable"]));
        Assert.Equal("not-available", (await town.Partner.Reserve(quantity + 1, Beras, "PO-1", owner: town.Coop)).Problem);
        Assert.Equal(HttpStatusCode.Created, (await town.Partner.Reserve(quantity, Beras, "PO-2", owner: town.Coop)).Status);
    }
}
