using RetailGateway.Database;
using RetailGateway.Features.Sync.Drift;
using RetailGateway.Partners.Contracts;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Drift;

/// <summary>A partner's list, line by line as no simulated partner sends it, held against what it acknowledged.</summary>
public sealed class OutwardCheckTests(TestCluster cluster)
{
    private const string Second = "KPN-02";
    private const string ItemBeras = "BSM-1";
    private const string ItemMinyak = "BSM-2";

    [Fact]
    public async Task Lists_that_agree_differ_in_nothing_however_many_parts_they_are_compared_in()
    {
        await using var town = await Told();

        foreach (var mostCells in new[] { 1, 3, 1_000 })
        {
            var reading = await town.Compare(new Book(town.Agreeing), mostCells);

            Assert.Empty(reading.Differences);
            Assert.Equal((4, 0, 0), (reading.Compared, reading.InFlight, reading.Strange));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    public async Task What_differs_in_any_part_is_found(int mostCells)
    {
        await using var town = await Told();
        HeldLine[] held = [.. town.Agreeing.Where(line => line is not { Location: Shop, Item: ItemBeras }).Select(line => line.Location == Second ? line with { Quantity = 3 } : line)];

        var reading = await town.Compare(new Book(held), mostCells);

        Assert.Equal([(10m, null), (30m, 3m), (40m, 3m)], Figures(reading));
    }

    [Fact]
    public async Task Of_a_line_that_is_shown_twice_the_newest_version_counts()
    {
        await using var town = await Told();
        var older = new HeldLine(Shop, ItemBeras, 99, Version: 2);

        Assert.Empty((await town.Compare(new Book([.. town.Agreeing, older]))).Differences);
        Assert.Empty((await town.Compare(new Book([older, .. town.Agreeing]))).Differences);
        Assert.Equal([(10m, (decimal?)99m)], Figures(await town.Compare(new Book([.. town.Agreeing, older with { Version = 4 }]))));
    }

    [Fact]
    public async Task What_a_partner_may_see_no_more_it_should_hold_nothing_of()
    {
        await using var town = await Told();
        await town.Run("update partner_copy set withdrawn = true where location_id = (select location_id from location where code = 'KPN-02')");

        Assert.Equal([(0m, (decimal?)30m), (0m, 40m)], Figures(await town.Compare(new Book(town.Agreeing))));
        Assert.Empty((await town.Compare(new Book([.. town.Agreeing.Where(line => line.Location == Shop)]))).Differences);
    }

    [Fact]
    public async Task What_a_partner_was_never_told_it_should_hold_nothing_of()
    {
        await using var town = await Told();
        await town.Run("delete from partner_copy where location_id = (select location_id from location where code = 'KPN-02')");

        Assert.Equal([(0m, (decimal?)7m)], Figures(await town.Compare(new Book(
            [.. town.Agreeing.Where(line => line.Location == Shop), new HeldLine(Second, ItemBeras, 7, 1)]))));
    }

    [Theory]
    [InlineData("update partner_copy set version = 4, owed_since = now()")]
    [InlineData("update partner_copy set refused_code = 'x', refused_because = 'x', refusals = 1")]
    [InlineData("update stock_position set version = 4, on_hand = on_hand + 1")]
    public async Task What_is_on_its_way_is_no_drift(string onItsWay)
    {
        await using var town = await Told();
        await town.Run(onItsWay);

        Assert.Empty((await town.Compare(new Book([.. town.Agreeing.Select(line => line with { Quantity = 1 })]))).Differences);
    }

    [Fact]
    public async Task What_differs_in_one_reading_alone_is_no_drift()
    {
        await using var town = await Told();
        HeldLine[] moving = [.. town.Agreeing.Select(line => line with { Quantity = 1 })];

        Assert.Empty((await town.Compare(new Book(moving, town.Agreeing))).Differences);
        Assert.Empty((await town.Compare(new Book(moving, [.. town.Agreeing.Select(line => line with { Quantity = 2 })]))).Differences);
    }

    [Fact]
    public async Task Lines_of_nothing_that_is_told_are_counted_and_goods_that_are_not_told_are_missed_by_nobody()
    {
        await using var town = await Told();
        await town.Run("delete from item_mapping where item_code = 'BSM-2'");

        var reading = await town.Compare(new Book([.. town.Agreeing, new HeldLine("LAIN", ItemBeras, 1, 1), new HeldLine(Shop, ItemBeras, null, 1)]));

        Assert.Empty(reading.Differences);
        Assert.Equal(4, reading.Strange);
    }

    private static List<(decimal, decimal?)> Figures(DriftReading reading) =>
        [.. reading.Differences.Select(one => (one.Ours.ToDecimal(), one.Theirs?.ToDecimal()))];

    /// <summary>Two shops of two products each, all of it acknowledged: 10 and 20, 30 and 40.</summary>
    private async Task<Ground> Told()
    {
        var database = await cluster.Clone();
        var rows = new GatewayDb(database.Gateway, requestConnections: 2);
        var town = await Town.Create(rows, new Uri("http://127.0.0.1:9"));
        await rows.Run("insert into connection (owner_id, code, name, kind, dialect) values ($1, 'basmalah', 'Sistem Basmalah', 'connector', 'basmalah')", town.Chain);
        await rows.Run("insert into location (owner_id, code, name, format) values ($1, $2, 'Toko kedua', 'coop_shop')", town.Coop, Second);
        await town.Maps(town.Chain, "basmalah", ItemBeras, Beras);
        await town.Maps(town.Chain, "basmalah", ItemMinyak, Minyak);
        await rows.Run(
            """
            insert into stock_position (owner_id, location_id, product_id, on_hand, version)
            select l.owner_id, l.location_id, g.product_id, h.on_hand, 3
            from (values ($2, $4, 10), ($2, $5, 20), ($3, $4, 30), ($3, $5, 40)) as h (location, product, on_hand)
            join location l on l.owner_id = $1 and l.code = h.location
            join product g on g.owner_id = $1 and g.code = h.product
            """,
            town.Coop, Shop, Second, Beras, Minyak);
        await rows.Run(
            """
            insert into partner_copy (owner_id, connection_id, source_id, location_id, product_id, version, acknowledged_version)
            select c.owner_id, c.connection_id, p.owner_id, p.location_id, p.product_id, p.version, p.version
            from stock_position p, connection c
            where p.owner_id = $1 and c.owner_id = $2 and c.code = 'basmalah'
            """,
            town.Coop, town.Chain);
        var connection = await rows.Ask<int>("select connection_id from connection where owner_id = $1 and code = 'basmalah'", town.Chain);
        return new Ground(rows, new DriftStream(town.Coop, town.CoopCode, town.Chain, connection, "stock_out", "basmalah"));
    }

    private sealed class Ground(GatewayDb rows, DriftStream stream) : IAsyncDisposable
    {
        internal HeldLine[] Agreeing { get; } =
        [
            new(Second, ItemMinyak, 40, 3), new(Shop, ItemBeras, 10, 3), new(Second, ItemBeras, 30, 3), new(Shop, ItemMinyak, 20, 3),
        ];

        internal Task<DriftReading> Compare(Book book, int mostCells = OutwardCheck.MostCells) =>
            new OutwardCheck(rows.Jobs, stream, book, mostCells).Read(TestContext.Current.CancellationToken);

        internal Task Run(string sql) => rows.Run(sql);

        public ValueTask DisposeAsync() => rows.DisposeAsync();
    }

    /// <summary>A list of a line a page; of several lists one a reading, and the last of them ever after.</summary>
    private sealed class Book(params HeldLine[][] readings) : IShowsStock
    {
        private int reading = -1;

        public string Dialect => "basmalah";

        public string Environment => "live";

        public int MostLines => 1;

        public bool Knows(string cooperative) => true;

        public Task<Outcome<HeldPage>> ReadHeld(string cooperative, string? continuation, CancellationToken cancel)
        {
            var page = continuation is null ? 0 : int.Parse(continuation, System.Globalization.CultureInfo.InvariantCulture);
            reading += page == 0 && reading < readings.Length - 1 ? 1 : 0;
            var lines = readings[reading];
            return Task.FromResult<Outcome<HeldPage>>(new Outcome<HeldPage>.Accepted(new HeldPage(
                [.. lines.Skip(page).Take(1)],
                page + 1 < lines.Length ? (page + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) : null)));
        }

        public Task<Outcome<IReadOnlyList<LineOutcome>>> Publish(StockSend send, CancellationToken cancel) =>
            throw new NotSupportedException("Nothing is published here.");

        public Task<Outcome<Found>> AskAfter(StockSend send, CancellationToken cancel) =>
            throw new NotSupportedException("Nothing is published here.");
    }
}
