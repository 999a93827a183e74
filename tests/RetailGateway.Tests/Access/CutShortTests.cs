using Npgsql;
using RetailGateway.Database;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Access;

/// <summary>Callers that go away in the middle of a question to the store, by the thousand.</summary>
public sealed class CutShortTests(TestCluster cluster)
{
    private const int Callers = 8;
    private const int QuestionsOfOne = 1_500;

    [Fact]
    public async Task Questions_that_are_cut_short_leave_the_next_ones_their_answers()
    {
        var store = await cluster.Clone();
        await using var database = new GatewayDb(store.Gateway, requestConnections: 4);

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => Ask(database, new Random(caller)))));
    }

    /// <summary>More kinds of questions than a connection keeps prepared, a few of them much asked.</summary>
    private static int Kind(Random random) => random.Next(2) == 0 ? random.Next(4) : random.Next(120);

    private static async Task Ask(GatewayDb database, Random random)
    {
        for (var question = 0; question < QuestionsOfOne; question++)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMicroseconds(random.Next(1, 4_000)));
            try
            {
                await using var command = database.Identity.CreateCommand($"select p.owner_id, p.code, n, {Kind(random)} from party p right join generate_series(1, 20) n on true where n <= $1");
                command.Parameters.Add(new NpgsqlParameter { Value = 15 });
                await using var rows = await command.ExecuteReaderAsync(random.Next(2) == 0 ? patience.Token : CancellationToken.None);
                await rows.ReadAsync(random.Next(2) == 0 ? patience.Token : CancellationToken.None);
                Assert.Equal(1, rows.GetInt32(2));
            }
            catch (OperationCanceledException)
            {
                // Whoever asked has gone.
            }
        }
    }
}
