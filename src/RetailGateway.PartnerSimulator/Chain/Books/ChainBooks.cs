namespace RetailGateway.PartnerSimulator.Chain.Books;

/// <summary>All that the chain knows, opened from its journal or founded anew.</summary>
internal sealed class ChainBooks : IDisposable
{
    private readonly Journal _journal;

    private ChainBooks(ChainCatalogue catalogue, Journal journal, StockBook stock, AvailabilityBook availability, OrderBook orders, string epoch)
    {
        (Catalogue, _journal, Stock, Availability, Orders, Epoch) = (catalogue, journal, stock, availability, orders, epoch);
    }

    /// <summary>The chain's goods and places.</summary>
    public ChainCatalogue Catalogue { get; }

    /// <summary>Its own stock.</summary>
    public StockBook Stock { get; }

    /// <summary>What its partners have.</summary>
    public AvailabilityBook Availability { get; }

    /// <summary>What is ordered of it, and by it.</summary>
    public OrderBook Orders { get; }

    /// <summary>Names these books for as long as they live: a token of other books is not taken for one of these.</summary>
    public string Epoch { get; }

    /// <summary>Opens the books kept in a file, or founds them there; without a path they live in memory.</summary>
    public static ChainBooks Open(ChainCatalogue catalogue, string? path, string newEpoch, TimeProvider clock)
    {
        var past = new List<JournalEvent>();
        var journal = Journal.Open(path, past.Add);
        var stock = new StockBook(catalogue, journal, clock);
        var availability = new AvailabilityBook(journal);
        var orders = new OrderBook(journal);
        if (past.Count == 0)
        {
            var founding = new Founded(newEpoch, stock.OpeningEntries());
            journal.Append(founding);
            past.Add(founding);
        }

        foreach (var entry in past)
            Replay(entry, stock, availability, orders);

        if (past.SelectMany(ItemsOf).FirstOrDefault(item => catalogue.Find(item) is null) is { } missing)
        {
            journal.Dispose();
            throw new InvalidDataException($"The journal speaks of {missing}, which the catalogue lacks.");
        }

        var epoch = past.OfType<Founded>().Single().Epoch;
        return new ChainBooks(catalogue, journal, stock, availability, orders, epoch);
    }

    /// <inheritdoc/>
    public void Dispose() => _journal.Dispose();

    private static IEnumerable<string> ItemsOf(JournalEvent past) => past switch
    {
        Founded founded => founded.Opening.Select(entry => entry.Item),
        StockEntry entry => [entry.Item],
        ReceivedSend send => send.Accepted.Select(line => line.Item),
        _ => [],
    };

    private static void Replay(JournalEvent past, StockBook stock, AvailabilityBook availability, OrderBook orders)
    {
        switch (past)
        {
            case Founded founded:
                foreach (var entry in founded.Opening)
                    stock.Replay(entry);
                break;
            case StockEntry entry:
                stock.Replay(entry);
                break;
            case ReceivedSend send:
                availability.Replay(send);
                break;
            case OrderPaper paper:
                orders.Replay(paper);
                break;
        }
    }
}
