using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RetailGateway.Access;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Stock.ByHand;
using RetailGateway.Features.Stock.Changes;
using RetailGateway.Http;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Stock;

/// <summary>What people record through the console, behind its pages.</summary>
public sealed class ByHandTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private StockByHand Hand => fixture.Gateway.Services.GetRequiredService<StockByHand>();

    [Fact]
    public async Task A_shopkeeper_who_names_another_shop_is_told_that_it_is_not_there_and_nothing_is_written()
    {
        var town = await Town.Create(fixture.Gateway, tillIsSystemOfRecord: false);
        await town.Database.Run("insert into location (owner_id, code, name, format) values ($1, 'GDG-01', 'Gudang', 'warehouse')", town.Coop);
        var (manager, rice) = (await Caller(town), await Product(town, Beras));
        var places = await fixture.Gateway.Services.GetRequiredService<ShopStock>().Places(manager, Cancel);
        var shopkeeper = manager with { Location = new LocationId(places.Single(place => place.Code == Shop).LocationId) };

        var refused = await Assert.ThrowsAsync<PostgresException>(() => Hand.Record(
            shopkeeper, places.Single(place => place.Code == "GDG-01"), [Counted(shopkeeper, rice, 3)], sentAt: null, from: null, Cancel));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        Assert.Equal(Problems.NotFound, RetailGateway.Http.Faults.RefusalOf(refused).Problem);
        Assert.Equal(0, await town.Database.Ask<long>("select count(*) from stock_entry where owner_id = $1", town.Coop));
    }

    [Fact]
    public async Task The_same_form_sent_many_times_at_once_counts_once_and_is_no_conflict()
    {
        var town = await Town.Create(fixture.Gateway, tillIsSystemOfRecord: false);
        var (caller, rice) = (await Caller(town), await Product(town, Beras));
        var place = (await fixture.Gateway.Services.GetRequiredService<ShopStock>().Places(caller, Cancel)).Single();
        var entry = new HandEntry(HandIds.Form(Guid.NewGuid(), caller), rice, EntryKind.Receipt, 5);

        var effects = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Hand.Record(caller, place, [entry], sentAt: null, from: null, Cancel)));

        Assert.Single(effects, effect => effect.Lines[0].Status == ChangeStatus.Applied);
        Assert.All(effects, effect => Assert.Null(effect.Lines[0].Problem));
        Assert.Equal(5, await town.Console.OnHand(Beras));
        Assert.Equal(0, await town.Database.Ask<long>("select count(*) from conflict where owner_id = $1", town.Coop));
    }

    [Fact]
    public async Task What_a_sheet_found_is_held_against_the_records_of_that_moment_whatever_comes_later()
    {
        var town = await Town.Create(fixture.Gateway, tillIsSystemOfRecord: false);
        var (caller, rice) = (await Caller(town), await Product(town, Beras));
        var place = (await fixture.Gateway.Services.GetRequiredService<ShopStock>().Places(caller, Cancel)).Single();
        await town.Console.Given(Count(10, Beras, at: "08:00"), Sale(2, Beras, at: "09:00", id: "salah"), Sale(1, Beras, at: "09:30"), Reversal("salah", Beras, at: "09:45"), Sale(4, Beras, at: "11:00"));
        var sheet = Guid.NewGuid();

        await Hand.Record(caller, place, [new HandEntry(HandIds.Line(sheet, caller, rice), rice, EntryKind.Count, 7, At("10:00"))], sentAt: null, from: null, Cancel);
        await town.Console.Given(Count(2, Beras, at: "12:00"));

        var line = (await fixture.Gateway.Services.GetRequiredService<SheetDifferences>().Read(caller, sheet, Cancel)).Single();
        Assert.Equal((9m, 7m, -2m), (line.Before, line.Counted, line.Difference));
        var stranger = await Assert.ThrowsAsync<Refusal>(async () =>
            await fixture.Gateway.Services.GetRequiredService<SheetDifferences>().Read(await Caller(await Town.Create(fixture.Gateway)), sheet, Cancel));
        Assert.Equal(Problems.NotFound, stranger.Problem);
    }

    private static HandEntry Counted(Caller caller, int product, decimal quantity) => new(HandIds.Form(Guid.NewGuid(), caller), product, EntryKind.Count, quantity);

    private static Task<int> Product(Town town, string code) =>
        town.Database.Ask<int>("select product_id from product where owner_id = $1 and code = $2", town.Coop, code);

    /// <summary>Somebody of the cooperative, who may see all its places.</summary>
    private static async Task<Caller> Caller(Town town) => new(
        new PartyId(town.Coop),
        PartyKind.Cooperative,
        new ConnectionId(await town.Database.Ask<int>("select connection_id from connection where owner_id = $1 and kind = 'console'", town.Coop)),
        "live", "", FrozenSet<string>.Empty)
    { Person = 1 };
}
