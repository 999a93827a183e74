namespace RetailGateway.PartnerSimulator.Chain.Books;

/// <summary>The documents of orders between the chain and the co-ops: those that were received, and the chain's own.</summary>
internal sealed class OrderBook(Journal journal)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<OrderPaperKey, OrderPaper> _papers = [];
    private readonly Dictionary<string, List<OrderPaper>> _told = new(StringComparer.Ordinal);
    private readonly Dictionary<ChainOrder, List<OrderPaper>> _byOrder = [];

    /// <summary>Is told of everything that is written into it.</summary>
    public Action<OrderPaper> Written { get; set; } = _ => { };

    /// <summary>How many papers there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _papers.Count;
        }
    }

    /// <summary>Takes a document of a co-op: the same again is the one that is there, another content of its id none.</summary>
    public OrderPaper? Receive(OrderPaperKey key, string body, DateTimeOffset at)
    {
        OrderPaper paper;
        lock (_gate)
        {
            if (_papers.TryGetValue(key, out var earlier))
                return earlier.Body == body ? earlier : null;

            paper = Write(new OrderPaper(key, body, at, Number: null));
        }

        Written(paper);
        return paper;
    }

    /// <summary>Writes a document of the chain's own, and tells it to the co-op from then on.</summary>
    public OrderPaper Tell(OrderPaperKey key, string body, DateTimeOffset at)
    {
        OrderPaper paper;
        lock (_gate)
            paper = Write(new OrderPaper(key, body, at, Told(key.Cooperative).Count + 1));

        Written(paper);
        return paper;
    }

    /// <summary>Takes a document from the journal back into the book.</summary>
    public void Replay(OrderPaper paper)
    {
        lock (_gate)
            Keep(paper);
    }

    /// <summary>A document, or none.</summary>
    public OrderPaper? Find(OrderPaperKey key)
    {
        lock (_gate)
            return _papers.GetValueOrDefault(key);
    }

    /// <summary>Loses a paper behind everybody's back, as a clerk or a restored backup would: the journal knows nothing of it.</summary>
    public void Lose(OrderPaper paper)
    {
        lock (_gate)
        {
            _papers.Remove(paper.Key);
            _byOrder[OrderOf(paper)].Remove(paper);
            if (_byOrder[OrderOf(paper)].Count == 0)
                _byOrder.Remove(OrderOf(paper));
        }
    }

    /// <summary>Everything of one co-op, in the order in which it was written.</summary>
    public IReadOnlyList<OrderPaper> Of(string cooperative)
    {
        lock (_gate)
            return [.. _papers.Values.Where(paper => paper.Key.Cooperative == cooperative)];
    }

    /// <summary>The papers of an order, as they were written; none where the chain does not have it.</summary>
    public IReadOnlyList<OrderPaper> Of(ChainOrder order)
    {
        lock (_gate)
            return _byOrder.TryGetValue(order, out var papers) ? [.. papers] : [];
    }

    /// <summary>Every order, as they came; of one co-op where it is named.</summary>
    public IReadOnlyList<ChainOrder> Orders(string? cooperative = null)
    {
        lock (_gate)
            return [.. _byOrder.Keys.Where(order => cooperative is null || order.Cooperative == cooperative)];
    }

    /// <summary>The chain's own documents to a co-op after a number, and how many there are.</summary>
    public (IReadOnlyList<OrderPaper> Papers, long Head) After(string cooperative, long number, int most)
    {
        lock (_gate)
        {
            var told = Told(cooperative);
            return ([.. told.Skip((int)number).Take(most)], told.Count);
        }
    }

    private OrderPaper Write(OrderPaper paper)
    {
        journal.Append(paper);
        return Keep(paper);
    }

    private OrderPaper Keep(OrderPaper paper)
    {
        _papers[paper.Key] = paper;
        if (!_byOrder.TryGetValue(OrderOf(paper), out var papers))
            _byOrder[OrderOf(paper)] = papers = [];
        papers.Add(paper);
        if (paper.Number is not null)
            Told(paper.Key.Cooperative).Add(paper);

        return paper;
    }

    private static ChainOrder OrderOf(OrderPaper paper) => new(paper.Key.Cooperative, paper.Key.Buyer, paper.Key.Order);

    private List<OrderPaper> Told(string cooperative)
    {
        if (!_told.TryGetValue(cooperative, out var told))
            _told[cooperative] = told = [];

        return told;
    }
}

/// <summary>What names a document: within a co-op, of one buyer's order.</summary>
/// <param name="Cooperative">The co-op's code.</param>
/// <param name="Buyer"><c>KOPERASI</c> or <c>TOKO</c>.</param>
/// <param name="Order">The buyer's number of the order.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its sender's id of it.</param>
internal sealed record OrderPaperKey(string Cooperative, string Buyer, string Order, string Kind, string Id);

/// <summary>A document as it is kept.</summary>
/// <param name="Key">What names it.</param>
/// <param name="Body">The document's JSON text.</param>
/// <param name="At">When it was written down.</param>
/// <param name="Number">Of the chain's own: its place among those told to the co-op, from 1.</param>
internal sealed record OrderPaper(OrderPaperKey Key, string Body, DateTimeOffset At, long? Number) : JournalEvent;
