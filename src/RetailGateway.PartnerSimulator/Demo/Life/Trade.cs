using System.Globalization;
using RetailGateway.Client;
using RetailGateway.PartnerSimulator.Callers.Anggur;
using RetailGateway.PartnerSimulator.Demo.Check;
using RetailGateway.PartnerSimulator.Demo.Town;

namespace RetailGateway.PartnerSimulator.Demo.Life;

/// <summary>
/// Orders in both directions: chains order the producers' goods of cooperatives, cooperatives order staples of the chain. They
/// are answered, changed, sent whole, in parts or short, received with a broken piece, cancelled, or left lying. What leaves or
/// comes to a shop its till tells too, naming the document.
/// </summary>
internal sealed class Trade(TownCallers callers, IReadOnlyList<Shelf> shelves, int seed, int run, Tally tally, TimeProvider clock)
{
    private const int MostOpen = 14;
    private const int MostLines = 4;
    private const int StepsALook = 10;

    private readonly Random _random = new(seed);
    private readonly List<TradedOrder> _open = [];
    private readonly List<TradedOrder> _all = [];
    private readonly Deal[] _deals = Deal.All();
    private readonly Deal[] _buying = [.. Deal.All().Where(deal => deal.BuysHere)];
    private readonly Dictionary<string, int> _parties = shelves.GroupBy(shelf => shelf.Cooperative).ToDictionary(group => group.Key, group => group.First().OwnerId);
    private DateTimeOffset _last;
    private int _number;
    private int _steps;
    private bool _isBarred;

    /// <summary>One document of some order.</summary>
    public async Task Step(CancellationToken cancel)
    {
        if (_isBarred)
            return;

        try
        {
            if (_steps++ % StepsALook == 0)
                await Find(cancel);
            if (_open.Count < MostOpen && (_open.Count < 3 || _random.Next(3) == 0))
                await Place(cancel);
            else
                await GoOn(_open[_random.Next(_open.Count)], cancel);
        }
        catch (GatewayProblemException problem) when (problem.Problem.Type == "/problems/scope-missing")
        {
            _isBarred = true; // The keys of a data folder from before there were orders.
        }
    }

    /// <summary>What each side said of each line, with what both now read of it.</summary>
    /// <remarks>What is told by halves is compared with the chain's books.</remarks>
    public async Task<IReadOnlyList<Comparison>> Compare(CancellationToken cancel)
    {
        var told = new Dictionary<string, decimal>();
        var (buyers, sellers) = (new Dictionary<string, decimal>(), new Dictionary<string, decimal>());
        foreach (var order in _all.Where(order => !order.Deal.IsHalfElsewhere))
        {
            foreach (var (line, figures) in order.Told)
                Put(told, order, line, figures.Despatched, figures.Received, figures.Rejected);
            foreach (var line in (await Buyer(order.Deal).Order(order.Id, cancel)).Lines)
                Put(buyers, order, line.Line, line.Despatched, line.Received, line.Rejected);
            foreach (var line in (await Seller(order.Deal).Order(order.Id, cancel)).Lines)
                Put(sellers, order, line.Line, line.Despatched, line.Received, line.Rejected);
        }

        return
        [
            Comparison.Between("orders as their buyers read them", buyers, told, "by what was told"),
            Comparison.Between("orders as their sellers read them", sellers, told, "by what was told"),
        ];

        static void Put(Dictionary<string, decimal> side, TradedOrder order, string line, decimal despatched, decimal received, decimal rejected)
        {
            var of = string.Create(CultureInfo.InvariantCulture, $"{order.Number} line {line}");
            side[$"{of} sent"] = despatched;
            side[$"{of} received"] = received;
            side[$"{of} rejected"] = rejected;
        }
    }

    /// <summary>Looks for what Toko Basmalah has ordered.</summary>
    private async Task Find(CancellationToken cancel)
    {
        foreach (var deal in _deals.Where(deal => !deal.BuysHere))
        {
            var chain = await ChainId(deal, cancel);
            await foreach (var order in callers.Tills[deal.Cooperative].Orders(new OrderFilter(Partner: chain, Mine: true), cancel))
            {
                if (order.BuyerId != chain || _all.Exists(known => known.Id == order.Id))
                    continue;
                var found = new TradedOrder(deal, order.Id, order.Number, []);
                _open.Add(found);
                _all.Add(found);
            }
        }
    }

    private async Task Place(CancellationToken cancel)
    {
        var deal = _buying[_random.Next(_buying.Length)];
        var goods = deal.Goods.OrderBy(_ => _random.Next()).Take(_random.Next(1, MostLines + 1)).ToList();
        var number = Next("PO");
        var made = await Buyer(deal).SubmitOrder(
            new NewOrder(
                deal.ChainBuys ? _parties[deal.Cooperative] : await ChainId(deal, cancel),
                number,
                Now(),
                deal.ChainBuys ? deal.Stores[_random.Next(deal.Stores.Length)] : deal.Shop,
                [.. goods.Select((one, index) => new NewOrderLine(Text(index + 1), one.Product, _random.Next(1, one.IsPack ? 3 : 13), one.Pack))],
                deal.ChainBuys ? deal.Shop : null),
            number,
            cancel);
        var order = new TradedOrder(deal, made.Order.Id, number, made.Lines);
        _open.Add(order);
        _all.Add(order);
        tally.Add("ordered");
    }

    private async Task GoOn(TradedOrder order, CancellationToken cancel)
    {
        var stands = await (order.Deal.BuysHere ? Buyer(order.Deal) : Seller(order.Deal)).Order(order.Id, cancel);
        if (stands.Order.Turn is not { } turn)
            _open.Remove(order);
        else if (_random.Next(8) == 0)
            return; // It lies on somebody's table a while.
        else if (turn == TradeSide.Buyer ? order.Deal.BuysHere : order.Deal.SellsHere)
            await Act(order, stands, cancel);
        else if (order.Deal.BuysHere && stands.Order.State == OrderState.Submitted && _random.Next(30) == 0)
            await Cancel(order, cancel);
    }

    private Task Act(TradedOrder order, TradeOrderWithLines stands, CancellationToken cancel) => stands.Order.State switch
    {
        OrderState.Submitted or OrderState.Acknowledged => Answer(order, stands, cancel),
        OrderState.AcceptedWithChanges => TakeUp(order, stands, cancel),
        OrderState.ChangeRequested => AnswerRequest(order, DocumentKind.OrderChange, cancel),
        OrderState.CancellationRequested => AnswerRequest(order, DocumentKind.OrderCancellation, cancel),
        OrderState.Accepted or OrderState.PartlyDespatched => Despatch(order, stands, cancel),
        OrderState.PartlyReceived when stands.Order.Turn == TradeSide.Seller => Despatch(order, stands, cancel),
        _ => Receive(order, stands, cancel),
    };

    private async Task Answer(TradedOrder order, TradeOrderWithLines stands, CancellationToken cancel)
    {
        var chance = _random.Next(20);
        if (chance == 0 && order.Deal.BuysHere)
        {
            await Cancel(order, cancel);
            return;
        }

        var code = chance switch
        {
            1 when stands.Order.State == OrderState.Submitted => ResponseCode.Received,
            2 => ResponseCode.Rejected,
            < 6 => ResponseCode.AcceptedWithChanges,
            _ => ResponseCode.Accepted,
        };
        IReadOnlyList<NewResponseLine>? lines = code == ResponseCode.AcceptedWithChanges
            ? [.. stands.Lines.Select((line, index) => index == 0
                ? new NewResponseLine(line.Line, ResponseLineStatus.Changed, Half(line.Ordered), InBaseUnits: true)
                : new NewResponseLine(line.Line, ResponseLineStatus.NotChanged))]
            : null;
        await Seller(order.Deal).AnswerOrder(order.Id, new NewOrderResponse(Next("JWB"), Now(), code, Lines: lines), cancel: cancel);
    }

    private async Task TakeUp(TradedOrder order, TradeOrderWithLines stands, CancellationToken cancel)
    {
        var changed = stands.Lines.Where(line => line.Refused > 0).Select(line => line.Confirmed == 0
            ? new NewChangeLine(line.Line, ChangeLineStatus.Deleted)
            : new NewChangeLine(line.Line, ChangeLineStatus.Changed, line.Confirmed, InBaseUnits: true)).ToList();
        if (changed.Count == 0)
            await Cancel(order, cancel);
        else
            await Buyer(order.Deal).ChangeOrder(order.Id, new NewOrderChange(Next("UBAH"), Now(), changed), cancel: cancel);
    }

    private Task Cancel(TradedOrder order, CancellationToken cancel) =>
        Buyer(order.Deal).CancelOrder(order.Id, new NewOrderCancellation(Next("BATAL"), Now()), cancel: cancel);

    /// <summary>Agrees to the buyer's last request of a kind.</summary>
    private async Task AnswerRequest(TradedOrder order, DocumentKind kind, CancellationToken cancel)
    {
        var request = (await Seller(order.Deal).OrderTimeline(order.Id, cancel)).Steps.Last(step => step.Document == kind);
        await Seller(order.Deal).AnswerOrder(
            order.Id, new NewOrderResponse(Next("JWB"), Now(), ResponseCode.Accepted, new DocumentReference(kind, request.Id)), cancel: cancel);
    }

    /// <summary>Whole, in two parts, or short; a shop sends no more than lies there.</summary>
    private async Task Despatch(TradedOrder order, TradeOrderWithLines stands, CancellationToken cancel)
    {
        var (id, inParts) = (Next("SJ"), _random.Next(4) == 0);
        var sent = new List<(string Line, decimal Quantity, Shelf? Shelf)>();
        var lines = new List<NewDespatchLine>();
        foreach (var line in stands.Lines.Where(line => line.Later > 0))
        {
            var shelf = order.Deal.ChainBuys ? ShelfOf(order.Deal, line) : null;
            var quantity = inParts ? Half(line.Later) : line.Later;
            if (shelf is not null && shelf.There < quantity)
                quantity = decimal.Floor(Math.Max(0, shelf.There));
            lines.Add(new NewDespatchLine(line.Line, quantity, inParts ? line.Later - quantity : 0, InBaseUnits: true));
            sent.Add((line.Line, quantity, shelf));
        }

        await Seller(order.Deal).DespatchOrder(order.Id, new NewDespatch(id, Now(), lines), cancel: cancel);
        foreach (var (line, quantity, shelf) in sent)
        {
            if (order.Told.TryGetValue(line, out var told))
                told.Despatched += quantity;
            await Tell(order.Deal, id, line, shelf, ChangeKind.Sale, -quantity, cancel);
        }

        tally.Add("despatched");
    }

    /// <summary>All that is under way; now and then a piece of it is broken.</summary>
    private async Task Receive(TradedOrder order, TradeOrderWithLines stands, CancellationToken cancel)
    {
        var id = Next("BTB");
        var came = stands.Lines.Where(line => line.Despatched > line.Received)
            .Select(line => (line, Quantity: line.Despatched - line.Received, Broken: _random.Next(10) == 0 ? Math.Min(1, line.Despatched - line.Received) : 0))
            .ToList();
        await Buyer(order.Deal).ReceiveOrder(
            order.Id, new NewReceipt(id, Now(), [.. came.Select(one => new NewReceiptLine(one.line.Line, one.Quantity, one.Broken, InBaseUnits: true))]), cancel: cancel);
        foreach (var (line, quantity, broken) in came)
        {
            order.Told[line.Line].Received += quantity;
            order.Told[line.Line].Rejected += broken;
            if (!order.Deal.ChainBuys)
                await Tell(order.Deal, id, line.Line, ShelfOf(order.Deal, line), ChangeKind.Receipt, quantity - broken, cancel);
        }

        tally.Add("delivered");
    }

    /// <summary>The shop's till tells what its document says; it is expected to.</summary>
    private async Task Tell(Deal deal, string document, string line, Shelf? shelf, ChangeKind kind, decimal moved, CancellationToken cancel)
    {
        if (shelf is null || moved == 0)
            return;

        shelf.There += moved;
        await callers.Tills[deal.Cooperative].RecordChanges(
            [new StockChange($"{document}/{line}", shelf.Location, shelf.Product, kind, moved, Now(), document)], cancel: cancel);
    }

    private Shelf? ShelfOf(Deal deal, TradeOrderLine line) =>
        shelves.FirstOrDefault(shelf => shelf.Cooperative == deal.Cooperative && shelf.Location == deal.Shop && shelf.Product == line.Product);

    /// <summary>The number of Toko Basmalah with the gateway.</summary>
    public Task<int> Chain(CancellationToken cancel) => ChainId(Array.Find(_deals, deal => deal.IsHalfElsewhere)!, cancel);

    private GatewayClient Buyer(Deal deal) => deal.ChainBuys ? ChainOf(deal) : callers.Tills[deal.Cooperative];

    private GatewayClient Seller(Deal deal) => deal.ChainBuys ? callers.Tills[deal.Cooperative] : ChainOf(deal);

    private GatewayClient ChainOf(Deal deal) => deal.Chain switch
    {
        TownFiles.Chain => callers.Chain,
        AnggurVerb.Party => callers.Buyer,
        _ => callers.Partners[deal.Chain],
    };

    private async Task<int> ChainId(Deal deal, CancellationToken cancel)
    {
        if (!_parties.TryGetValue(deal.Chain, out var id))
        {
            await foreach (var partnership in ChainOf(deal).Partnerships(cancel))
                id = partnership.PartnerId;
            _parties.Add(deal.Chain, id);
        }

        return id;
    }

    /// <summary>Later than anything said before: on a clock that stands, too, one document comes after the other.</summary>
    private DateTimeOffset Now() => _last = clock.GetUtcNow() is var now && now > _last ? now : _last.AddMilliseconds(1);

    private string Next(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}-R{run:D3}-{++_number:D5}");

    private static decimal Half(decimal quantity) => Math.Max(quantity < 1 ? quantity : 1, decimal.Floor(quantity / 2));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
