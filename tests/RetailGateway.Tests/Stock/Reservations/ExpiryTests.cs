using Microsoft.Extensions.DependencyInjection;
using RetailGateway.Features.Stock;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Stock.Reservations;

public sealed class ExpiryTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task More_than_a_batch_takes_all_expire_in_one_run_which_says_how_many()
    {
        const int due = 501;
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Count(2_000, Beras, at: "08:00"));
        await town.Database.Run(
            """
            insert into stock_reservation (owner_id, location_id, product_id, holder_id, holder_connection_id, reference, quantity, expires_at)
            select p.owner_id, p.location_id, p.product_id, c.owner_id, c.connection_id, 'PO-' || n, 1, now() - interval '1 minute'
            from stock_position p, connection c, generate_series(1, $3) as n
            where p.owner_id = $1 and c.owner_id = $2 and c.code = 'pusat'
            """,
            town.Coop, town.Chain, due);
        Assert.Equal(2_000 - due, await town.Till.Available(Beras));

        await ActivatorUtilities.CreateInstance<ExpireReservations>(fixture.Gateway.Services).Run(TestContext.Current.CancellationToken);

        Assert.Equal(2_000, await town.Till.Available(Beras));
        Assert.Equal(0, await town.Database.Ask<long>("select count(*) from stock_reservation_open"));
        Assert.Equal(due, await town.Database.Ask<long>("select count(*) from stock_reservation_step where kind = 'expire'"));
        Assert.Equal(
            $"{due} {due} 0 ended",
            await town.Database.Ask<string>("select concat_ws(' ', seen, changed, left_over, case when ended_at is not null then 'ended' end) from job_run where job = 'stock.expire-reservations'"));
    }
}
