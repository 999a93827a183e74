using System.Net;
using Npgsql;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock;
using RetailGateway.Domain.Stock.Consignment;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Settlements.ConsignedTown;

namespace RetailGateway.Tests.Settlements;

/// <summary>A settlement reads the open period and what came late, and states what it would have from the whole ledger.</summary>
public sealed class BoundedReadingTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private static readonly string[] Kinds = ["sale", "sale", "sale", "receipt", "return_in", "damage", "adjustment", "count", "count", "reversal"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_settled_week_into_which_nothing_came_is_not_read_again()
    {
        var town = await ConsignedTown.Create(fixture.Gateway);
        await town.Town.Till.Given(Moved("count", 10, 0), Moved("sale", -2, 1), Moved("sale", -1, 8));
        await town.SettleUntil(7);
        await DaysPass(town);
        // Nobody can do this but the tables' owner; whoever read the week again would see it.
        await AsOwner("update stock_entry set quantity = -5 where owner_id = $1 and quantity = -2", town.Town.Coop);

        await town.Run();

        Assert.Equal(["settlement 2 19000", "settlement 1 9500"], await town.Lines());
        Assert.Equal(["0", "8"], (await Read(town.Town.Console)).Select(document => (string)document["lines"]![0]!["opening"]!));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Settlements_days_apart_add_up_to_one_of_the_whole_ledger(int seed)
    {
        var town = await ConsignedTown.Create(fixture.Gateway);
        var parts = Arrivals(new Random(seed)).Chunk(14).ToList();

        await town.Town.Till.Given(parts[0]);
        await town.SettleUntil(7);
        await DaysPass(town);
        await town.Town.Till.Given(parts[1]);
        await town.SettleUntil(14);
        await DaysPass(town);
        (await town.Belongs(Beras, null, day: 14)).Must(HttpStatusCode.Created);
        await town.Town.Till.Given(parts[2]);
        await town.Run();

        var whole = new ConsignmentBook(await Ledger(town));
        foreach (var week in new[] { 0, 7 })
        {
            var due = whole.Over(new Span(At(week), At(week + 7))).Gone;
            Assert.Equal((due.ToDecimal(), due.ToDecimal() * 9_500), await Billed(town, Monday.AddDays(week)));
        }

        Assert.Equal(0, (long)(await town.Run())["lines"]!);
    }

    /// <summary>Entries of two weeks and a day before them, in an order of arrival that has nothing to do with theirs.</summary>
    private static Change[] Arrivals(Random random)
    {
        var entries = Enumerable.Range(0, 42).Select(number =>
        {
            var kind = Kinds[random.Next(Kinds.Length)];
            var (quantity, at) = ((decimal)random.Next(1, 20), At((random.NextDouble() * 15) - 1));
            return kind == "reversal"
                ? new Change($"e{number}", Shop, Beras, kind, null, at, $"e{random.Next(42)}")
                : Changes.Moved(kind, kind is "sale" or "damage" || (kind == "adjustment" && number % 2 == 0) ? -quantity : quantity, Beras) with { Id = $"e{number}", At = at };
        }).ToArray();
        var reversals = entries.Where(entry => entry.Kind == "reversal").Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);

        // A reversal of a reversal, or of itself, would be refused.
        entries = [.. entries.Select(entry => entry.Kind == "reversal" && reversals.Contains(entry.Reverses!) ? entry with { Reverses = $"none-{entry.Id}" } : entry)];
        random.Shuffle(entries);
        return entries;
    }

    /// <summary>What was recorded and settled lies two days, and one more, further back.</summary>
    private async Task DaysPass(ConsignedTown town)
    {
        await AsOwner("update stock_entry set recorded_at = recorded_at - interval '3 days' where owner_id = $1", town.Town.Coop);
        await AsOwner("update settlement set settled_at = settled_at - interval '2 days' where owner_id = $1", town.Town.Coop);
    }

    private async Task AsOwner(string sql, int cooperative)
    {
        await using var owner = NpgsqlDataSource.Create(fixture.Gateway.Store.Owner);
        await using var command = owner.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = cooperative });
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static async Task<(decimal Quantity, decimal Amount)> Billed(ConsignedTown town, DateOnly firstDay) => (await town.Town.Database.Jobs.All(
        "select sum(quantity), sum(amount) from settlement_line where owner_id = $1 and first_day = $2",
        row => (row.GetDecimal(0), row.GetDecimal(1)),
        town.Town.Coop, firstDay)).Single();

    private static Task<List<StockEntry>> Ledger(ConsignedTown town) => town.Town.Database.Jobs.All(
        "select connection_id, change_id, kind::text, quantity, occurred_at, reverses from stock_entry where owner_id = $1",
        row => new StockEntry(
            new EntryKey(new ConnectionId(row.GetInt32(0)), row.GetString(1)), Names.Read<EntryKind>(row.GetString(2)), Quantity.FromDecimal(row.GetDecimal(3)),
            row.GetDateTime(4), row.IsDBNull(5) ? null : row.GetString(5)),
        town.Town.Coop);

    private static Change Moved(string kind, decimal quantity, double at) => Changes.Moved(kind, quantity, Beras) with { At = At(at) };
}
