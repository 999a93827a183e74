using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using RetailGateway.Features.Stock;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Streams;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Faults;

/// <summary>A process of the jobs role killed in the middle of a run: the next one takes everything up.</summary>
public sealed class KilledJobsTests(TestCluster cluster)
{
    private const int Reservations = 3_000;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(120);

    [Trait("Length", "long")]
    [Fact]
    public async Task Two_kills_in_the_middle_of_a_run_delay_the_work_by_two_minutes_at_most_and_double_nothing()
    {
        await using var town = await Found(cluster);
        await using var web = await GatewayUnderTest.Start(town.Database);
        using var till = web.Client(town.Town.TillKey);
        await till.Given(Count(5_000, Minyak, at: "08:00"));
        await Overdue(town);

        for (var kill = 0; kill < 2; kill++)
        {
            await using var jobs = await GatewayProcess.Start(town.Database, roles: "jobs", settings: town.Settings());
            web.Services.GetRequiredService<IBackgroundJobClient>().Enqueue<ExpireReservations>(job => job.Run(CancellationToken.None));
            var before = await Expired(town);
            var midway = await Eventually.See(() => Expired(town), expired => expired > before);
            Assert.InRange(midway, before + 1, Reservations - 1);
            await jobs.Kill();
        }

        await till.Given(Sale(7, Minyak, at: "09:00"));
        var since = TimeProvider.System.GetTimestamp();
        TimeSpan Left() => Bound - TimeProvider.System.GetElapsedTime(since);
        await using var next = await GatewayProcess.Start(town.Database, roles: "jobs", settings: town.Settings());

        Assert.Equal(Reservations, await Eventually.See(() => Expired(town), expired => expired == Reservations, Left()));
        await town.Holds(4_993, ChainMinyak, Left());
        await town.InStep(Left());
        Assert.Equal(0, await town.Rows.Ask<decimal>("select sum(reserved) from stock_position"));
        var versions = await town.VersionsTaken(ChainMinyak);
        Assert.Equal(versions.Distinct().Order(), versions);
    }

    private static Task<long> Expired(PartnerTown town) => town.Rows.Ask<long>("select count(*) from stock_reservation_step where kind = 'expire'");

    /// <summary>Many reservations of a piece each, whose time was over a minute ago.</summary>
    private static Task Overdue(PartnerTown town) => town.Rows.Run(
        $"""
        insert into stock_reservation (owner_id, location_id, product_id, holder_id, holder_connection_id, reference, quantity, expires_at)
        select p.owner_id, p.location_id, p.product_id, p.owner_id, c.connection_id, 'PO-' || n, 1, now() - interval '1 minute'
        from stock_position p
        join product g on g.owner_id = p.owner_id and g.product_id = p.product_id and g.code = '{Minyak}'
        join connection c on c.owner_id = p.owner_id and c.code = 'kasir'
        cross join generate_series(1, {Reservations}) n
        where p.owner_id = $1
        """,
        town.Town.Coop);
}
