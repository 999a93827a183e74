using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Sync.Feed;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Sync;

/// <summary>The feed has every row, once, densely and in each recipient's order, though sequencers race and die.</summary>
public sealed class SequencerTests(TestCluster cluster)
{
    private const int Writers = 4;
    private const int RowsAWriter = 400;
    private const int Recipients = 3;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_sequencers_that_race_and_are_cut_off_lose_nothing_and_leave_no_gap()
    {
        var store = await cluster.Clone();
        await using var database = new GatewayDb(store.Gateway, 4);
        await using var owner = NpgsqlDataSource.Create(store.Owner);
        var town = await Town.Create(database, new Uri("http://127.0.0.1"));
        using var written = new CancellationTokenSource();
        using var done = new CancellationTokenSource();

        var sequencers = Enumerable.Range(0, 2).Select(_ => Sequence(database, done.Token)).ToArray();
        var killer = CutOff(owner, written.Token);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Write(owner, town.Coop, writer)));
        await written.CancelAsync();
        var cuts = await killer;
        await Eventually.See(() => database.Ask<long>("select count(*) from outbox"), left => left == 0);
        await done.CancelAsync();
        await Task.WhenAll(sequencers);

        Assert.True(cuts > 0, "No sequencer was cut off: nothing was tested.");
        var feed = await database.Jobs.All(
            "select connection_id, position, body from feed_event order by connection_id, position",
            row => (Recipient: row.GetInt32(0), Position: row.GetInt64(1), Body: row.GetString(2)));
        Assert.Equal(Recipients, feed.Select(row => row.Recipient).Distinct().Count());
        foreach (var recipient in feed.GroupBy(row => row.Recipient))
        {
            Assert.Equal(Enumerable.Range(1, Writers * RowsAWriter).Select(position => (long)position), recipient.Select(row => row.Position));
            foreach (var writer in recipient.GroupBy(row => row.Body.Split('/')[0]))
                Assert.Equal(Enumerable.Range(0, RowsAWriter), writer.Select(row => int.Parse(row.Body.Split('/')[1])));
        }
    }

    [Fact]
    public async Task What_came_first_is_placed_first_however_much_another_party_is_owed()
    {
        var store = await cluster.Clone();
        await using var database = new GatewayDb(store.Gateway, 4);
        var town = await Town.Create(database, new Uri("http://127.0.0.1"));
        Assert.True(town.Coop < town.Chain, "The party that is owed much comes first by its id: else nothing is tested.");
        await database.Run("insert into outbox (owner_id, connection_id, body) select owner_id, connection_id, '1' from connection where owner_id = $1 and code = 'pusat'", town.Chain);
        await database.Run(
            "insert into outbox (owner_id, connection_id, body) select owner_id, connection_id, '2' from connection, generate_series(1, 20000) where owner_id = $1 and code = 'gudang'",
            town.Coop);

        await Sequencer.Step(database.Jobs, Cancel);

        Assert.Equal(1, await database.Ask<long>("select count(*) from feed_event where owner_id = $1", town.Chain));
        Assert.NotEqual(0, await database.Ask<long>("select count(*) from outbox where owner_id = $1", town.Coop));
    }

    [Fact]
    public async Task Who_waits_for_one_feed_is_not_woken_by_another()
    {
        var store = await cluster.Clone();
        await using var database = new GatewayDb(store.Gateway, 4);
        var town = await Town.Create(database, new Uri("http://127.0.0.1"));
        var till = new ConnectionId(await database.Ask<int>("select connection_id from connection where owner_id = $1 and code = 'kasir'", town.Coop));
        var chain = new ConnectionId(await database.Ask<int>("select connection_id from connection where owner_id = $1 and code = 'pusat'", town.Chain));
        using var signal = new FeedSignal(database, NullLogger<FeedSignal>.Instance);
        var listening = signal.Next();
        await signal.StartAsync(Cancel);
        await listening.WaitAsync(Cancel);

        var (any, tills, chains) = (signal.Next(), signal.Next(till), signal.Next(chain));
        await database.Run("insert into outbox (owner_id, connection_id, body) values ($1, $2, '')", town.Coop, till.Value);
        await Sequencer.Step(database.Jobs, Cancel);
        await Task.WhenAll(any, tills).WaitAsync(Cancel);

        Assert.False(chains.IsCompleted);
        await signal.StopAsync(Cancel);
    }

    [Fact]
    public void Feeds_too_many_to_name_are_all_woken()
    {
        Assert.Equal("1,2,3", FeedSignal.Payload([1, 2, 3]));
        Assert.Equal("", FeedSignal.Payload([.. Enumerable.Range(1_000_000, 1_000)]));
    }

    /// <summary>One transaction a row and recipient set, now and then one that is taken back.</summary>
    private static async Task Write(NpgsqlDataSource owner, int party, int writer)
    {
        for (var row = 0; row < RowsAWriter; row++)
        {
            await using var connection = await owner.OpenConnectionAsync(Cancel);
            await using var transaction = await connection.BeginTransactionAsync(Cancel);
            await Tell(connection, transaction, party, $"{writer}/{row}");
            if (row % 7 != 3)
            {
                await transaction.CommitAsync(Cancel);
                continue;
            }

            await transaction.RollbackAsync(Cancel);
            await Tell(connection, transaction: null, party, $"{writer}/{row}");
        }
    }

    /// <summary>A row for each of the party's connections: till, warehouse and console.</summary>
    private static async Task Tell(NpgsqlConnection connection, NpgsqlTransaction? transaction, int party, string body)
    {
        await using var insert = new NpgsqlCommand(
            "insert into outbox (owner_id, connection_id, body) select owner_id, connection_id, $2 from connection where owner_id = $1", connection, transaction)
        {
            Parameters = { new NpgsqlParameter { Value = party }, new NpgsqlParameter { Value = body } },
        };
        await insert.ExecuteNonQueryAsync(Cancel);
    }

    private static async Task Sequence(GatewayDb database, CancellationToken until)
    {
        while (!until.IsCancellationRequested)
        {
            try
            {
                await Sequencer.Step(database.Jobs, Cancel);
            }
            catch (NpgsqlException)
            {
                // Cut off, as it is meant to be: what it had not committed, the next step takes.
                await Task.Yield();
            }
        }
    }

    /// <summary>Ends a sequencer's session again and again.</summary>
    private static async Task<long> CutOff(NpgsqlDataSource owner, CancellationToken until)
    {
        var cuts = 0L;
        while (!until.IsCancellationRequested)
        {
            await using var cut = owner.CreateCommand(
                """
                select count(pg_terminate_backend(pid))
                from (select pid from pg_stat_activity
                    where datname = current_database() and application_name = 'retailgateway rg_jobs' and state <> 'idle'
                    order by random() limit 1) one
                """);
            cuts += (long)(await cut.ExecuteScalarAsync(Cancel))!;
            await Task.Delay(5, Cancel);
        }

        return cuts;
    }
}
