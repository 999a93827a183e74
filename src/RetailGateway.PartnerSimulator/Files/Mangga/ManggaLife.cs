namespace RetailGateway.PartnerSimulator.Files.Mangga;

/// <summary>
/// What happens in the stores: they are counted when they open, sell by the receipt, take goods back, receive cartons,
/// lose, correct, move and count goods, mistype a delivery and put it right.
/// </summary>
internal sealed class ManggaLife(ManggaState state, ManggaBooks books, ManggaGoods goods, int seed)
{
    private const int StepsUntilNoticed = 6;
    private const int MostLinesOfAReceipt = 3;

    private readonly Random _random = new(seed);
    private readonly Queue<(string Store, ManggaItem Item, MarketLine Typed, long Number, long NoticedAt)> _mistakes = new();
    private long _step;

    /// <summary>Opens every store that has no books yet: about two items of three are on its shelves, each counted.</summary>
    public void Open()
    {
        if (state.Shelves.Count > 0)
            return;
        foreach (var store in goods.Stores)
        {
            var sheet = books.Document(store);
            foreach (var item in goods.Items.Where(_ => _random.Next(3) > 0))
                sheet.Count(item, Quantity(item, 20, 60));
        }
    }

    /// <summary>Makes one thing happen.</summary>
    public void Step()
    {
        _step++;
        if (_mistakes.TryPeek(out var mistake) && mistake.NoticedAt <= _step)
        {
            PutRight();
            return;
        }

        var (store, item) = (Any(goods.Stores), Any(goods.Items));
        switch (_random.Next(100))
        {
            case < 55:
                Sell(store);
                break;
            case < 59:
                books.Document(store).In("RETUR_JUAL", item, Quantity(item, 1, 2));
                break;
            case < 65:
                Lose(store, item);
                break;
            case < 68:
                books.Document(store).Correct(item, _random.Next(2) == 0 ? 1 : -1);
                break;
            case < 76:
                books.Document(store).Count(item, Math.Max(0, books.OnHand(store, item) + _random.Next(-2, 3)));
                break;
            case < 80:
                Move(store, item);
                break;
            case < 83:
                _mistakes.Enqueue((store, item, books.Document(store).Cartons(item, 10), state.Number, _step + StepsUntilNoticed));
                break;
            default:
                books.Document(store).Cartons(item, _random.Next(1, 3));
                break;
        }
    }

    /// <summary>Puts right whatever is still mistyped.</summary>
    public void Close()
    {
        while (_mistakes.Count > 0)
            PutRight();
    }

    private void Sell(string store)
    {
        var there = goods.Items.Where(item => books.OnHand(store, item) >= 4).ToArray();
        _random.Shuffle(there);
        var sold = there.Take(_random.Next(1, MostLinesOfAReceipt + 1)).ToList();
        if (sold.Count == 0)
            return;
        var receipt = books.Document(store);
        foreach (var item in sold)
            receipt.Out("JUAL", item, Quantity(item, 1, 3));
    }

    private void Lose(string store, ManggaItem item)
    {
        if (books.OnHand(store, item) >= 2)
            books.Document(store).Out(Any<string>(["RUSAK", "KEDALUWARSA", "RETUR_BELI"]), item, Quantity(item, 1, 2));
    }

    private void Move(string from, ManggaItem item)
    {
        if (books.OnHand(from, item) < 5)
            return;
        var quantity = Quantity(item, 1, 5);
        books.Document(from).Out("MUTASI_KELUAR", item, quantity);
        books.Document(Any(goods.Stores)).In("MUTASI_MASUK", item, quantity);
    }

    private void PutRight()
    {
        var (store, item, typed, number, _) = _mistakes.Dequeue();
        books.Document(store).Cancel(item, typed, number);
        books.Document(store).Cartons(item, 1);
    }

    /// <summary>From <paramref name="least"/> up to <paramref name="most"/> base units; what is weighed comes in grams.</summary>
    private decimal Quantity(ManggaItem item, int least, int most) =>
        item.IsWeighed ? _random.Next(least * 1000, most * 1000) / 1000m : _random.Next(least, most + 1);

    private T Any<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];
}
