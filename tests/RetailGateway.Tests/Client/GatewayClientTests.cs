using RetailGateway.Client;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Client;

public sealed class GatewayClientTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private GatewayUnderTest Gateway => fixture.Gateway;

    [Fact]
    public async Task Each_change_of_a_batch_is_answered_with_what_became_of_it()
    {
        var town = await Town.Create(Gateway);
        using var till = new GatewayClient(Gateway.Address, town.TillKey);
        var sale = Told("struk-1/1", ChangeKind.Sale, -0.125m);

        var results = await till.RecordChanges(
            [sale, sale, Told("struk-1/2", ChangeKind.Sale, -1, item: "TIDAK-ADA"), Told("struk-1/3", ChangeKind.Sale, 2)], cancel: Cancel);

        Assert.Equal([ChangeStatus.Applied, ChangeStatus.Duplicate, ChangeStatus.Review, ChangeStatus.Refused], results.Select(result => result.Status));
        Assert.Equal("/problems/change-invalid", results[3].Problem!.Type);
        Assert.Equal("/changes/3/quantity", Assert.Single(results[3].Problem!.Errors!).Place);
    }

    [Fact]
    public async Task A_position_and_its_ledger_say_the_same_to_the_gram()
    {
        var town = await Town.Create(Gateway);
        using var till = new GatewayClient(Gateway.Address, town.TillKey);
        await till.RecordChanges([Told("hitung/1", ChangeKind.Count, 12.5m), Told("struk-2/1", ChangeKind.Sale, -0.125m, minutesLater: 1)], cancel: Cancel);

        var position = await Only(till.Positions(new PositionFilter(Location: Town.Shop, Product: Town.Beras), Cancel));
        var ledger = await till.Explain(Town.Shop, Town.Beras, cancel: Cancel);

        Assert.Equal(12.375m, position.OnHand);
        Assert.Equal(12.375m, ledger.OnHand);
        Assert.Equal([("struk-2/1", ChangeKind.Sale), ("hitung/1", ChangeKind.Count)], ledger.Items.Select(entry => (entry.ChangeId, entry.Kind)));
    }

    [Fact]
    public async Task Positions_come_whole_though_they_fill_more_than_a_page()
    {
        var town = await Town.Create(Gateway);
        using var till = new GatewayClient(Gateway.Address, town.TillKey);
        var goods = await town.SellsMany("BRG", 1_005);
        await till.RecordChanges([.. goods.Select(code => Told($"hitung/{code}", ChangeKind.Count, 1, item: code))], cancel: Cancel);

        var read = new List<string>();
        await foreach (var position in till.Positions(cancel: Cancel))
            read.Add(position.Product);

        Assert.Equal(goods.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_reservation_is_held_committed_in_part_and_released()
    {
        var town = await Town.Create(Gateway);
        using var till = new GatewayClient(Gateway.Address, town.TillKey);
        await till.RecordChanges([Told("hitung/1", ChangeKind.Count, 10)], cancel: Cancel);

        var held = await till.Reserve(Wanted("pesan-1", 6), cancel: Cancel);
        await till.Commit(held.Id, new NewCommit("kirim-1", 2.5m, held.ReservedAt, Final: false), cancel: Cancel);
        var released = await till.Release(held.Id, "batal", cancel: Cancel);

        Assert.Equal((6m, 2.5m, 0m), (released.Quantity, released.Committed, released.Remaining));
        Assert.Equal(["commit", "release"], released.Steps.Select(step => step.Kind));
    }

    [Fact]
    public async Task A_refusal_carries_the_problem_as_the_gateway_words_it()
    {
        var town = await Town.Create(Gateway);
        using var till = new GatewayClient(Gateway.Address, town.TillKey);
        using var stranger = new GatewayClient(Gateway.Address, "rg_live_none_none");

        var tooMuch = await Assert.ThrowsAsync<GatewayProblemException>(() => till.Reserve(Wanted("pesan-1", 1), cancel: Cancel));
        var place = await Assert.ThrowsAsync<GatewayProblemException>(() => till.Explain(Town.Shop, Town.Beras, limit: 0, cancel: Cancel));
        var nobody = await Assert.ThrowsAsync<GatewayProblemException>(() => stranger.SyncStatus(Cancel));

        Assert.Equal(("/problems/not-available", 409), (tooMuch.Problem.Type, tooMuch.Status));
        Assert.Equal("#/query/limit", Assert.Single(place.Problem.Errors!).Place);
        Assert.Equal(401, nobody.Status);
    }

    [Fact]
    public async Task The_feed_goes_on_where_the_snapshot_ended()
    {
        await using var gateway = await GatewayUnderTest.Start(fixture.Gateway.Store, ("roles", "web,jobs"));
        var town = await Town.Create(gateway);
        using var till = new GatewayClient(gateway.Address, town.TillKey);
        using var chain = new GatewayClient(gateway.Address, town.PartnerKey);
        var snapshot = await chain.PositionPage(new PositionFilter(OwnerId: town.Coop), cancel: Cancel);
        await till.RecordChanges([Told("hitung/1", ChangeKind.Count, 7)], cancel: Cancel);

        var page = await Only(chain.FollowPages(snapshot.FeedCursor, Cancel));

        var told = Assert.Single(page.Events).AsPositionChanged()!;
        Assert.Equal((Town.Beras, 7m, null), (told.Product, told.Available, told.OnHand));
        Assert.Equal(["api", "console"], (await till.SyncStatus(Cancel)).Select(connection => connection.Kind).Distinct().Order(StringComparer.Ordinal));
    }

    internal static StockChange Told(string id, ChangeKind kind, decimal quantity, string item = Town.Beras, int minutesLater = 0) =>
        new(id, Town.Shop, item, kind, quantity, Changes.At("10:00").AddMinutes(minutesLater));

    internal static NewReservation Wanted(string reference, decimal quantity) =>
        new(Town.Shop, Town.Beras, quantity, reference, TimeProvider.System.GetUtcNow().AddHours(1));

    private static async Task<T> Only<T>(IAsyncEnumerable<T> items)
    {
        await foreach (var item in items.WithCancellation(Cancel))
            return item;
        throw new Xunit.Sdk.XunitException("Something was to come.");
    }
}
