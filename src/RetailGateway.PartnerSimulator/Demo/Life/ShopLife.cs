using System.Globalization;
using RetailGateway.Client;

namespace RetailGateway.PartnerSimulator.Demo.Life;

/// <summary>What a cooperative's tills send at once.</summary>
internal sealed record Sending(string Cooperative, IReadOnlyList<StockChange> Changes);

/// <summary>
/// The shops' side of life: they sell, receive, count, lose, spoil and move goods, mistype and put it right, send a
/// line twice, late, or with a code nobody knows. One seed is one life.
/// </summary>
internal sealed class ShopLife
{
    private const int StepsUntilNoticed = 5;
    private const int RememberedSendings = 20;

    private readonly Random _random;
    private readonly Receipts _receipts;
    private readonly Shelf[] _shelves;
    private readonly ILookup<(string, string), Shelf> _elsewhere;
    private readonly Queue<(Shelf Shelf, StockChange Typed, long NoticedAt)> _mistakes = new();
    private readonly Queue<Sending> _sent = new();
    private long _step;

    public ShopLife(IReadOnlyCollection<Shelf> shelves, int seed, Receipts receipts)
    {
        _random = new Random(seed);
        _receipts = receipts;
        _shelves = [.. shelves];
        _elsewhere = shelves.ToLookup(shelf => (shelf.Cooperative, shelf.Product));
    }

    /// <summary>What happens next.</summary>
    public Sending Next()
    {
        _step++;
        if (_mistakes.TryPeek(out var mistake) && mistake.NoticedAt <= _step)
            return PutRight();

        var shelf = _shelves[_random.Next(_shelves.Length)];
        return _random.Next(100) switch
        {
            < 62 => Remember(Sell(shelf)),
            < 71 => Remember(Receive(shelf)),
            < 78 => Remember(Count(shelf)),
            < 81 => Remember(Go(ChangeKind.Adjustment, shelf)),
            < 83 => Remember(Go(ChangeKind.Damage, shelf)),
            < 85 => Remember(Go(ChangeKind.Expiry, shelf)),
            < 88 => Remember(Move(shelf)),
            < 91 => Mistype(shelf),
            < 95 when _sent.Count > 0 => _sent.ElementAt(_random.Next(_sent.Count)),
            < 97 => SellLate(shelf),
            < 98 => Of(shelf, _receipts.New().Stranger(shelf, string.Create(CultureInfo.InvariantCulture, $"TITIP-{_random.Next(1, 9)}"))),
            < 99 => SellUnseen(shelf),
            _ => Retype(),
        };
    }

    /// <summary>Puts right at once whatever is still mistyped.</summary>
    public IEnumerable<Sending> Close()
    {
        while (_mistakes.Count > 0)
            yield return PutRight();
    }

    private Sending Sell(Shelf first)
    {
        var receipt = _receipts.New();
        var basket = _shelves.Where(shelf => shelf.Location == first.Location && shelf.There > 0)
            .OrderBy(_ => _random.Next()).Take(_random.Next(1, 5)).ToList();
        return basket.Count == 0
            ? Receive(first)
            : new Sending(first.Cooperative, [.. basket.Select(shelf => Take(receipt, ChangeKind.Sale, shelf, most: 3))]);
    }

    private Sending Receive(Shelf shelf)
    {
        var quantity = shelf.Some(_random, most: 24);
        shelf.There += quantity;
        return Of(shelf, _receipts.New().Line(ChangeKind.Receipt, shelf, quantity));
    }

    private Sending Count(Shelf shelf) => Of(shelf, _receipts.New().Line(ChangeKind.Count, shelf, shelf.There));

    private Sending Go(ChangeKind kind, Shelf shelf) => shelf.There > 0 ? Of(shelf, Take(_receipts.New(), kind, shelf, most: 2)) : Receive(shelf);

    private Sending Move(Shelf from)
    {
        if (from.There <= 0 || _elsewhere[(from.Cooperative, from.Product)].FirstOrDefault(shelf => shelf != from) is not { } to)
            return Sell(from);

        var receipt = _receipts.New();
        var left = Take(receipt, ChangeKind.TransferOut, from, most: 5);
        to.There -= left.Quantity!.Value;
        return Of(from, left, receipt.Line(ChangeKind.TransferIn, to, -left.Quantity.Value));
    }

    private Sending Mistype(Shelf shelf)
    {
        var meant = shelf.Some(_random, most: 12);
        shelf.There += meant;
        var typed = _receipts.New().Line(ChangeKind.Receipt, shelf, meant * 10);
        _mistakes.Enqueue((shelf, typed, _step + StepsUntilNoticed));
        return Of(shelf, typed);
    }

    /// <summary>Takes the mistyped delivery back and types it again, or counts the shelf.</summary>
    private Sending PutRight()
    {
        var (shelf, typed, _) = _mistakes.Dequeue();
        if (_random.Next(2) == 0)
            return Count(shelf);

        var receipt = _receipts.New();
        return Of(shelf, receipt.Reversal(shelf, typed), receipt.Line(ChangeKind.Receipt, shelf, typed.Quantity!.Value / 10));
    }

    /// <summary>A till that was off line tells of an hour ago.</summary>
    private Sending SellLate(Shelf shelf) =>
        Of(shelf, Take(_receipts.New(ago: TimeSpan.FromMinutes(_random.Next(5, 120))), ChangeKind.Sale, shelf, most: 2));

    /// <summary>More than anybody had recorded: on hand falls below zero, which a person should look at.</summary>
    private Sending SellUnseen(Shelf shelf)
    {
        var quantity = shelf.There + shelf.Some(_random, most: 3);
        shelf.There = 0;
        return Of(shelf, _receipts.New().Line(ChangeKind.Sale, shelf, -quantity));
    }

    /// <summary>A till that changed a line after it was sent: the first content stands.</summary>
    private Sending Retype() =>
        _sent.FirstOrDefault(sending => sending.Changes[0].Kind == ChangeKind.Sale) is { } sold
            ? sold with { Changes = [sold.Changes[0] with { Quantity = sold.Changes[0].Quantity * 2 }] }
            : Next();

    private StockChange Take(Receipt receipt, ChangeKind kind, Shelf shelf, int most)
    {
        var quantity = shelf.There > 0 ? Math.Min(shelf.There, shelf.Some(_random, most)) : shelf.Some(_random, most);
        shelf.There = Math.Max(0, shelf.There - quantity);
        return receipt.Line(kind, shelf, -quantity);
    }

    private Sending Remember(Sending sending)
    {
        _sent.Enqueue(sending);
        if (_sent.Count > RememberedSendings)
            _sent.Dequeue();
        return sending;
    }

    private static Sending Of(Shelf shelf, params StockChange[] changes) => new(shelf.Cooperative, changes);
}
