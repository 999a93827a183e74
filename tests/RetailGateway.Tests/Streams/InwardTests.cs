using Microsoft.Extensions.Time.Testing;
using RetailGateway.PartnerSimulator.Chain;
using RetailGateway.PartnerSimulator.Chain.Books;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Streams;

/// <summary>What the chain has becomes our positions of the chain's party.</summary>
public sealed class InwardTests(TestCluster cluster)
{
    [Fact]
    public async Task A_snapshot_is_taken_first_and_the_feed_leads_from_it_to_now_while_the_chain_lives()
    {
        await using var town = await Found(cluster);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var life = new ChainLife(town.Chain.Books, seed: 11).Run(TimeSpan.FromMilliseconds(10), TimeProvider.System, stop.Token);

        await town.OpenGateway();
        await Eventually.See(() => Task.FromResult(town.Chain.Books.Stock.Head), head => head > 150);
        await stop.CancelAsync();
        await life;

        await town.InStep();
        Assert.Equal(0, await town.ReviewItems());
        Assert.Equal(1, await Snapshots(town));
    }

    [Fact]
    public async Task Changes_within_one_second_keep_the_chains_order()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(-1));
        await using var town = await Found(cluster, clock: clock);
        await town.OpenGateway();
        await town.InStep();

        var stock = town.Chain.Books.Stock;
        stock.Enter(StockEntryKind.Sale, Store, ChainMinyak, -7);
        stock.Enter(StockEntryKind.Count, Store, ChainMinyak, 100);
        stock.Enter(StockEntryKind.Sale, Store, ChainMinyak, -3);
        stock.Enter(StockEntryKind.Receipt, Store, ChainMinyak, 24);

        await town.InStep();
        Assert.Equal(121, (await town.OurCopy())[$"{Store} {ChainMinyak}"]);
    }

    [Fact]
    public async Task A_correction_by_the_chain_puts_our_position_right()
    {
        await using var town = await Open(cluster);
        await town.InStep();

        var mistyped = town.Chain.Books.Stock.Enter(StockEntryKind.Receipt, Store, ChainBeras, 400);
        await town.InStep();
        town.Chain.Books.Stock.Enter(StockEntryKind.Correction, Store, ChainBeras, -360, corrects: mistyped.Sequence);

        await town.InStep();
        Assert.Equal(160, (await town.OurCopy())[$"{Store} {ChainBeras}"]);
    }

    [Fact]
    public async Task A_token_that_expired_leads_to_another_snapshot()
    {
        await using var town = await Found(cluster, retained: 5);
        await town.OpenGateway();
        await town.InStep();
        await town.CloseGateway();

        for (var sale = 0; sale < 8; sale++)
            town.Chain.Books.Stock.Enter(StockEntryKind.Sale, Store, ChainBeras, -2);
        await town.OpenGateway();

        await town.InStep();
        Assert.Equal(2, await Snapshots(town));
    }

    [Fact]
    public async Task A_snapshot_whose_name_came_before_is_still_taken()
    {
        await using var town = await Found(cluster, retained: 5);
        await town.OpenGateway();
        await town.InStep();
        await town.CloseGateway();

        // A chain that starts again counts its snapshots from one again.
        await town.CloseChain();
        await town.OpenChain();
        for (var sale = 0; sale < 8; sale++)
            town.Chain.Books.Stock.Enter(StockEntryKind.Sale, Store, ChainBeras, -2);
        await town.OpenGateway();

        await town.InStep();
        Assert.Equal(0, await town.ReviewItems());
    }

    [Fact]
    public async Task An_item_that_we_do_not_have_is_kept_in_review_and_its_neighbours_go_in()
    {
        await using var town = await Found(cluster);
        await town.Rows.Run("update product set code = 'TIDAK-ADA' where owner_id = $1 and code = $2", town.Town.Chain, ChainGula);
        await town.OpenGateway();
        await Eventually.See(town.OurCopy, copy => copy.Count == 6);

        town.Chain.Books.Stock.Enter(StockEntryKind.Sale, Store, ChainGula, -2);
        town.Chain.Books.Stock.Enter(StockEntryKind.Sale, Store, ChainBeras, -2);

        Assert.Equal(118, (await Eventually.See(town.OurCopy, copy => copy[$"{Store} {ChainBeras}"] == 118))[$"{Store} {ChainBeras}"]);
        Assert.Equal(3, await town.ReviewItems());
    }

    [Fact]
    public async Task While_the_catalogue_cannot_be_read_nothing_is_taken_in_and_nothing_is_given_up()
    {
        await using var town = await Found(cluster);
        town.Chain.Faults.Next(ChainFault.HtmlError, "GET", "/barang");

        await town.OpenGateway();

        await town.InStep();
        Assert.Equal((0, 0), (town.Chain.Faults.Pending, await town.ReviewItems()));
    }

    private static Task<long> Snapshots(PartnerTown town) => town.Rows.Ask<long>(
        "select count(distinct document) from stock_entry where owner_id = $1 and change_id like 'potret/%'", town.Town.Chain);
}
