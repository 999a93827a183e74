using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RetailGateway.Features.Sync.Drift;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Streams;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Drift;

/// <summary>What a person decides of a drift, and what both books become.</summary>
public sealed class DriftAnswerTests(TestCluster cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_retry_tells_the_partner_our_figure_once_more()
    {
        await using var town = await GivenToAPerson();
        var conflict = await town.Till.Conflict("stock_drift");

        (await town.Till.Resolve(conflict, "retry")).Must(HttpStatusCode.OK);

        await town.Holds(80, ChainBeras);
        await town.Stream("stock_out", stream => (long)stream["waiting"]! == 0);
        Assert.Equal(["retry"], await town.Till.Acts());
        await Job(town).Run(Cancel);
        Assert.Equal("told_again", await town.Rows.Ask<string>("select answer from drift_finding where owner_id = $1 and resolved_at is not null", town.Town.Coop));
    }

    [Fact]
    public async Task What_drifts_again_after_a_retry_opens_anew()
    {
        await using var town = await GivenToAPerson();
        (await town.Till.Resolve(await town.Till.Conflict("stock_drift"), "retry")).Must(HttpStatusCode.OK);
        await town.Holds(80, ChainBeras);
        await town.Stream("stock_out", stream => (long)stream["waiting"]! == 0);

        Spoil(town, 2);
        await Job(town).Run(Cancel);

        Assert.Equal(["retried", null], await Resolutions(town));
    }

    [Fact]
    public async Task What_was_dismissed_is_kept_and_not_raised_again_while_it_stays_as_large()
    {
        await using var town = await GivenToAPerson();
        (await town.Till.Resolve(await town.Till.Conflict("stock_drift"), "dismiss")).Must(HttpStatusCode.OK);

        await Job(town).Run(Cancel);
        Assert.Equal(["dismissed"], await Resolutions(town));
        Assert.Equal("dismissed", await town.Rows.Ask<string>("select answer from drift_finding where owner_id = $1 and resolved_at is null", town.Town.Coop));

        Spoil(town, 3);
        await Job(town).Run(Cancel);
        Assert.Equal(["dismissed", null], await Resolutions(town));
    }

    [Fact]
    public async Task A_retry_of_the_partners_own_stock_takes_its_figure_as_a_count()
    {
        await using var town = await Open(cluster);
        await town.InStep();
        await Drifted(town);
        await Job(town).Run(Cancel);
        await town.InStep();
        await Drifted(town);
        await Job(town).Run(Cancel);
        using var chain = town.Gateway.Client(await town.Town.Key(town.Town.ChainCode, "basmalah"));

        (await chain.Resolve(await chain.Conflict("stock_drift"), "retry")).Must(HttpStatusCode.OK);
        await Settled(town);
        await Job(town).RunAsked(Cancel);

        await town.InStep();
        Assert.Equal("count_taken", await town.Rows.Ask<string>("select answer from drift_finding where owner_id = $1 and resolved_at is null", town.Town.Chain));
    }

    /// <summary>Eighty of ours are two there: packs read as pieces, which no figure mends by itself.</summary>
    private async Task<PartnerTown> GivenToAPerson()
    {
        var town = await Open(cluster);
        await town.Till.Given(Count(80, Beras, at: "08:00"));
        await town.Holds(80, ChainBeras);
        await town.Stream("stock_out", stream => (long)stream["waiting"]! == 0);
        Spoil(town, 2);
        await Job(town).Run(Cancel);
        return town;
    }

    private static async Task Drifted(PartnerTown town)
    {
        await Settled(town);
        await town.Rows.Run(
            """
            update stock_position p set on_hand = on_hand - 7 from product g, location l
            where g.owner_id = p.owner_id and g.product_id = p.product_id and l.owner_id = p.owner_id and l.location_id = p.location_id
                and p.owner_id = $1 and g.code = $2 and l.code = $3
            """,
            town.Town.Chain, ChainBeras, Store);
    }

    /// <summary>The chain's clock tells whole seconds: what happened in the snapshot's own second is passed over.</summary>
    private static Task Settled(PartnerTown town) => Eventually.See(
        () => town.Rows.Ask<bool>("select coalesce(max(last_entry_at) < now() - interval '2 seconds', true) from stock_position where owner_id = $1", town.Town.Chain),
        settled => settled);

    private static void Spoil(PartnerTown town, decimal quantity) =>
        town.Chain.Books.Availability.Spoil(town.Town.CoopCode, Shop, ChainBeras, held => held with { Quantity = quantity });

    private static CheckDrift Job(PartnerTown town) => ActivatorUtilities.CreateInstance<CheckDrift>(town.Gateway.Services);

    private static Task<List<string?>> Resolutions(PartnerTown town) => town.Rows.Jobs.All(
        "select resolution from conflict where owner_id = $1 and kind = 'stock_drift' order by conflict_id",
        row => row.IsDBNull(0) ? null : row.GetString(0),
        town.Town.Coop);
}
