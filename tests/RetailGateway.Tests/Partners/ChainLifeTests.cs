using Microsoft.Extensions.Time.Testing;
using RetailGateway.PartnerSimulator.Chain;
using RetailGateway.PartnerSimulator.Chain.Books;

namespace RetailGateway.Tests.Partners;

/// <summary>The chain's own side of life can be repeated and stopped.</summary>
public sealed class ChainLifeTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void One_seed_is_one_life()
    {
        Assert.Equal(Live(seed: 3), Live(seed: 3));
        Assert.NotEqual(Live(seed: 3), Live(seed: 4));
    }

    [Fact]
    public void A_life_has_changes_of_every_kind()
    {
        var kinds = Live(seed: 1).Select(entry => entry.Kind).Distinct().Order();

        Assert.Equal(Enum.GetValues<StockEntryKind>(), kinds);
    }

    [Fact]
    public async Task A_life_that_is_stopped_corrects_what_is_still_mistyped()
    {
        var mistyped = Live(seed: 1).First(entry => entry.Corrects is not null).Corrects;
        using var books = Open();
        var life = new ChainLife(books, seed: 1);
        while (books.Stock.Head < mistyped)
            life.Step();

        await life.Run(TimeSpan.FromSeconds(1), _clock, new CancellationToken(canceled: true));

        Assert.Equal(mistyped, books.Stock.After(books.Stock.Head - 1, 1).Entries.Single().Corrects);
    }

    private List<StockEntry> Live(int seed)
    {
        using var books = Open();
        var life = new ChainLife(books, seed);
        for (var i = 0; i < 500; i++)
            life.Step();
        life.Drain();
        return [.. books.Stock.After(0, 1000).Entries];
    }

    private ChainBooks Open() => ChainBooks.Open(SampleCatalogue.Create(), path: null, "contoh", _clock);
}
