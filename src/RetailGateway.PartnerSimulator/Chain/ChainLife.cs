using RetailGateway.PartnerSimulator.Chain.Books;

namespace RetailGateway.PartnerSimulator.Chain;

/// <summary>
/// The chain's own side of life: it sells, receives, breaks, loses, counts, and mistypes a delivery that it
/// later corrects. With nobody else at the books, one seed is one sequence of changes.
/// </summary>
internal sealed class ChainLife
{
    private const int StepsUntilNoticed = 7;
    private const int StepsAPaper = 4;

    private readonly ChainBooks _books;
    private readonly ChainTrade? _trade;
    private readonly Random _random;
    private readonly (string Location, ChainItem Item)[] _shelves;
    private readonly Queue<Mistake> _mistakes = new();
    private long _step;

    /// <summary>A life on the shelves that the opening stock names, with its orders beside it where there is somebody at them.</summary>
    public ChainLife(ChainBooks books, int seed, ChainTrade? trade = null)
    {
        (_books, _trade) = (books, trade);
        _random = new Random(seed);
        _shelves =
        [
            .. books.Catalogue.Opening.Select(line => (line.Location, books.Catalogue.Find(line.Item)!)),
        ];
    }

    /// <summary>Lives until it is cancelled, one change a pause and now and then a paper of an order, then corrects what is still mistyped.</summary>
    public async Task Run(TimeSpan pause, TimeProvider clock, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancel))
            {
                Step();
                if (_step % StepsAPaper == 0)
                    _trade?.Step();
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Drain();
        }
    }

    /// <summary>Makes one change.</summary>
    public StockEntry Step()
    {
        _step++;
        if (_mistakes.TryPeek(out var noticed) && noticed.NoticedAt <= _step && Correct(_mistakes.Dequeue()) is { } correction)
            return correction;

        var (location, item) = _shelves[_random.Next(_shelves.Length)];
        var onHand = _books.Stock.OnHand(location, item.Code);
        return _random.Next(100) switch
        {
            < 70 when onHand > 0 => Take(StockEntryKind.Sale, most: 6),
            < 75 when onHand > 0 => Take(StockEntryKind.Damage, most: 2),
            < 78 when onHand > 0 => Take(StockEntryKind.Loss, most: 3),
            < 83 => _books.Stock.Enter(
                StockEntryKind.Count, location, item.Code, Math.Max(0, onHand + Some(item, most: 3) - Some(item, most: 3))),
            < 87 => Mistype(location, item),
            _ => _books.Stock.Enter(StockEntryKind.Receipt, location, item.Code, Delivery(item)),
        };

        StockEntry Take(StockEntryKind kind, int most) =>
            _books.Stock.Enter(kind, location, item.Code, -Math.Min(onHand, Some(item, most)));
    }

    /// <summary>Corrects at once whatever is still mistyped.</summary>
    public void Drain()
    {
        while (_mistakes.TryDequeue(out var mistake))
            Correct(mistake);
    }

    private StockEntry Mistype(string location, ChainItem item)
    {
        var meant = Delivery(item);
        var typed = _books.Stock.Enter(StockEntryKind.Receipt, location, item.Code, meant * 10);
        _mistakes.Enqueue(new Mistake(typed, typed.Quantity - meant, _step + StepsUntilNoticed));
        return typed;
    }

    /// <summary>Takes back what was typed too much, as far as a count has not taken it back already.</summary>
    private StockEntry? Correct(Mistake mistake)
    {
        var (location, item) = (mistake.Entry.Location, mistake.Entry.Item);
        var excess = Math.Min(mistake.Excess, _books.Stock.OnHand(location, item));
        return excess == 0
            ? null
            : _books.Stock.Enter(StockEntryKind.Correction, location, item, -excess, corrects: mistake.Entry.Sequence);
    }

    private decimal Delivery(ChainItem item) =>
        item.Packs.Count == 0 ? Some(item, most: 20) : item.Packs[0].Factor * _random.Next(1, 6);

    /// <summary>A few pieces, or kilograms to the gram; never none.</summary>
    private decimal Some(ChainItem item, int most) =>
        item.Unit == ChainUnit.Kilogram ? _random.Next(50, most * 1000) / 1000m : _random.Next(1, most + 1);

    private sealed record Mistake(StockEntry Entry, decimal Excess, long NoticedAt);
}
