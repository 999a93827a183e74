using System.Globalization;
using RetailGateway.Client;

namespace RetailGateway.PartnerSimulator.Callers.Anggur;

/// <summary>
/// What happens in the fourteen stores: they are counted when they open, sell, receive cartons, lose, spoil, move and
/// count goods, mistype a delivery and put it right, and hold goods, their own and the cooperatives'.
/// </summary>
internal sealed class AnggurLife(AnggurState state, AnggurBooks books, AnggurGoods goods, AnggurOptions options)
{
    private const int StepsUntilNoticed = 6;
    private const int MostHolds = 12;

    private readonly Random _random = new(options.Seed);
    private readonly Queue<(string Store, AnggurItem Item, StockChange Typed, long Number, int Cartons, long NoticedAt)> _mistakes = new();
    private long _step;

    /// <summary>Opens every store that has no books yet: about two items of three are on its shelves, each counted.</summary>
    public void Open()
    {
        if (state.Shelves.Count > 0)
            return;
        foreach (var store in goods.Stores)
        {
            foreach (var item in goods.Items.Where(_ => _random.Next(3) > 0))
                books.Count(store, item, _random.Next(6, 40));
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

        var store = Any(goods.Stores);
        var item = Any(goods.Items);
        var there = books.OnHand(store, item.Code);
        switch (_random.Next(100))
        {
            case < 58 when there > 0:
                books.Move(store, item, ChangeKind.Sale, -Some(there, most: 4));
                break;
            case < 64 when there > 0:
                books.Move(store, item, Any<ChangeKind>([ChangeKind.Damage, ChangeKind.Expiry, ChangeKind.ReturnOut]), -Some(there, most: 2));
                break;
            case < 70:
                books.Count(store, item, Math.Max(0, there + _random.Next(-2, 3)));
                break;
            case < 74 when there > 0:
                Move(store, item, Some(there, most: 5));
                break;
            case < 77:
                Mistype(store, item);
                break;
            case < 83 when state.Holds.Count < MostHolds:
                Hold();
                break;
            default:
                books.ReceiveCartons(store, item, _random.Next(1, 3));
                break;
        }
    }

    /// <summary>Puts right whatever is still mistyped.</summary>
    public void Close()
    {
        while (_mistakes.Count > 0)
            PutRight();
    }

    private void Move(string from, AnggurItem item, decimal pieces)
    {
        var to = Any(goods.Stores);
        books.Move(from, item, ChangeKind.TransferOut, -pieces);
        books.Move(to, item, ChangeKind.TransferIn, pieces);
    }

    private void Mistype(string store, AnggurItem item)
    {
        var typed = books.ReceiveCartons(store, item, cartons: 10);
        _mistakes.Enqueue((store, item, typed, state.Number, 10, _step + StepsUntilNoticed));
    }

    private void PutRight()
    {
        var (store, item, typed, number, cartons, _) = _mistakes.Dequeue();
        books.Reverse(store, item, typed, number, cartons * item.PiecesInCarton);
        books.ReceiveCartons(store, item, cartons: 1);
    }

    /// <summary>Means to hold goods: the holding itself is somebody else's work, which may take a while.</summary>
    private void Hold()
    {
        var theirs = state.Copy.Values.Where(position => position.Available >= 2).ToList();
        var ours = state.Shelves.Where(shelf => shelf.Value.OnHand >= 2).ToList();
        var own = theirs.Count == 0 || _random.Next(3) == 0;
        if (own && ours.Count == 0)
            return;

        var plan = _random.Next(5) == 0 ? HoldPlan.Forget : own && _random.Next(2) == 0 ? HoldPlan.Commit : HoldPlan.Release;
        var now = options.Clock.GetUtcNow();
        state.Holds.Add(new AnggurHold
        {
            Reference = string.Create(CultureInfo.InvariantCulture, $"ANGGUR-{books.NextNumber():D7}"),
            Of = own ? Ours(Any(ours).Key) : Any(theirs).Name,
            Quantity = _random.Next(1, 3),
            ExpiresAt = now + options.HoldsFor,
            ActAt = now + (options.HoldsFor / _random.Next(4, 40)),
            Plan = plan,
        });
    }

    private PositionName Ours(string shelf) => new(goods.PartyId, shelf.Split('/')[0], shelf.Split('/')[1]);

    private decimal Some(decimal there, int most) => Math.Min(there, _random.Next(1, most + 1));

    private T Any<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];
}
