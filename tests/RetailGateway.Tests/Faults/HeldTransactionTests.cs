using Npgsql;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Faults;

/// <summary>Somebody else's transaction that stays open stalls nobody's feed.</summary>
public sealed class HeldTransactionTests(TestCluster cluster)
{
    [Fact]
    public async Task Changes_are_sequenced_and_read_while_an_older_transaction_with_changes_of_its_own_is_open()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone());
        var town = await Town.Create(gateway);
        await using var owner = NpgsqlDataSource.Create(gateway.Store.Owner);
        await using var held = await owner.OpenConnectionAsync(cancel);
        await using var transaction = await held.BeginTransactionAsync(cancel);
        await using (var write = new NpgsqlCommand(
            $"insert into outbox (owner_id, connection_id, body) select {town.Chain}, connection_id, '{{}}' from connection where owner_id = {town.Chain} and code = 'pusat'", held, transaction))
        {
            await write.ExecuteNonQueryAsync(cancel);
        }

        await town.Till.Given(Count(5, Beras, at: "08:00"));
        var (events, next) = await town.Partner.Feed(atLeast: 1);
        Assert.Single(events);

        // What was held open comes after it, and is passed over by nobody.
        await transaction.CommitAsync(cancel);
        Assert.Single((await town.Partner.Feed(next, atLeast: 1)).Events);
    }
}
