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
    private const int MostRowsAWriter = 4_000;
    private const int LeastCuts = 20;
    private const int Recipients = 3;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_sequencers_that_race_and_are_cut_off_lose_nothing_and_leave_no_gap()
    {
        var store = await cluster.Clone();
        await using var database = new GatewayDb(store.Gateway, 4);
        await using var owner = NpgsqlDataSource.Create(store.Owner);
        var town = await Town.Create(database, new Uri("http://127.0.0.1"));
        var race = new Race();
        using var done = new CancellationTokenSource();

        var sequencers = Enumerable.Range(0, Race.Sequencers).Select(sequencer => Sequence(database, race, sequencer, done.Token)).ToArray();
        var killer = CutOff(owner, race, done.Token);
        var rows = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Write(owner, town.Coop, writer, race)));
        await Eventually.See(() => Left(database), left => left == 0);
        await done.CancelAsync();
        await Task.WhenAll([.. sequencers, killer]);

        Assert.True(race.Cuts >= LeastCuts, $"Only {race.Cuts} steps of a sequencer were cut off.");
        Assert.All(race.Placed, placed => Assert.True(placed > 0, $"One sequencer has done it all alone: {string.Join(", ", race.Placed)}."));
        var feed = await database.Jobs.All(
            "select connection_id, position, body from feed_event order by connection_id, position",
            row => (Recipient: row.GetInt32(0), Position: row.GetInt64(1), Body: row.GetString(2)));
        Assert.Equal(Recipients, feed.Select(row => row.Recipient).Distinct().Count());
        foreach (var recipient in feed.GroupBy(row => row.Recipient))
        {
            Assert.Equal(Enumerable.Range(1, rows.Sum()).Select(position => (long)position), recipient.Select(row => row.Position));
            Assert.Equal(
                rows.SelectMany((count, writer) => Enumerable.Range(0, count).Select(row => $"{writer}/{row}")),
                recipient.GroupBy(row => row.Body.Split('/')[0]).OrderBy(writer => writer.Key, StringComparer.Ordinal).SelectMany(writer => writer).Select(row => row.Body));
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

    /// <summary>
    /// One transaction a row and recipient set, now and then one that is taken back; so many rows, and more until the
    /// race has had what it is to show.
    /// </summary>
    /// <returns>How many rows.</returns>
    private static async Task<int> Write(NpgsqlDataSource owner, int party, int writer, Race race)
    {
        var row = 0;
        for (; row < RowsAWriter || (!race.IsRun && row < MostRowsAWriter); row++)
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

        return row;
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

    /// <summary>What is not placed; null where the look was cut off as the sequencers are.</summary>
    private static async Task<long?> Left(GatewayDb database)
    {
        try
        {
            return await database.Ask<long>("select count(*) from outbox");
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    private static async Task Sequence(GatewayDb database, Race race, int sequencer, CancellationToken until)
    {
        while (!until.IsCancellationRequested)
        {
            try
            {
                var placed = await Sequencer.Step(database.Jobs, Cancel);
                race.Places(sequencer, placed);
                if (placed > 0)
                {
                    // As the service rests after a step: the other's turn.
                    await Task.Delay(Random.Shared.Next(10), Cancel);
                }
            }
            catch (NpgsqlException)
            {
                // Cut off, as it is meant to be: what it had not committed, the next step takes.
                await Task.Yield();
            }
        }
    }

    /// <summary>Ends the session of a sequencer that is at work, again and again; then they are left to finish.</summary>
    private static async Task CutOff(NpgsqlDataSource owner, Race race, CancellationToken until)
    {
        while (race.Cuts < LeastCuts && !until.IsCancellationRequested)
        {
            await using var cut = owner.CreateCommand(
                """
                select count(*) filter (where pg_terminate_backend(pid))
                from (select pid from pg_stat_activity
                    where datname = current_database() and application_name = 'retailgateway rg_jobs' and state <> 'idle'
                    order by random() limit 1) one
                """);
            race.Cut((long)(await cut.ExecuteScalarAsync(Cancel))!);
            await Task.Delay(Random.Shared.Next(50), Cancel);
        }
    }

    /// <summary>What has come of the race so far.</summary>
    private sealed class Race
    {
        internal const int Sequencers = 2;

        private readonly long[] placed = new long[Sequencers];
        private long cuts;

        internal long Cuts => Interlocked.Read(ref cuts);

        /// <summary>What each sequencer says that it has placed.</summary>
        internal IReadOnlyList<long> Placed => [.. Enumerable.Range(0, Sequencers).Select(sequencer => Interlocked.Read(ref placed[sequencer]))];

        /// <summary>Whether both have placed events and enough of their steps were cut off.</summary>
        internal bool IsRun => Cuts >= LeastCuts && Placed.All(count => count > 0);

        internal void Cut(long more) => Interlocked.Add(ref cuts, more);

        internal void Places(int sequencer, long rows) => Interlocked.Add(ref placed[sequencer], rows);
    }
}
