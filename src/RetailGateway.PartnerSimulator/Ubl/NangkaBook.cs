using System.Globalization;

namespace RetailGateway.PartnerSimulator.Ubl;

/// <summary>The papers that it was sent by co-ops, and those that it wrote itself.</summary>
internal sealed class NangkaBook(TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly List<ReceivedPaper> received = [];
    private readonly List<ToldPaper> told = [];

    /// <summary>These books' name: a cursor of others leads nowhere.</summary>
    public string Name { get; } = Guid.NewGuid().ToString("N")[..8];

    /// <summary>Takes a paper of a co-op: the same again is the one that is there, another text of its id none.</summary>
    public ReceivedPaper? Take(string cooperative, string id, PaperHead head, string xml)
    {
        lock (gate)
        {
            if (Known(cooperative, id) is { } earlier)
                return earlier.Xml == xml ? earlier : null;

            var paper = new ReceivedPaper(cooperative, id, head, xml, clock.GetUtcNow());
            received.Add(paper);
            return paper;
        }
    }

    /// <summary>A paper by its sender's id, or none.</summary>
    public ReceivedPaper? Find(string cooperative, string id)
    {
        lock (gate)
            return Known(cooperative, id);
    }

    /// <summary>Everything that a co-op sent, in the order in which it came.</summary>
    public IReadOnlyList<ReceivedPaper> Of(string cooperative)
    {
        lock (gate)
            return [.. received.Where(paper => paper.Cooperative == cooperative)];
    }

    /// <summary>Whether an order is there, whoever wrote it.</summary>
    public bool HasOrder(string cooperative, string number)
    {
        lock (gate)
        {
            return received.Exists(paper => paper.Cooperative == cooperative && paper.Head is { Kind: "Order", Id: var id } && id == number)
                || told.Exists(paper => paper.Cooperative == cooperative && paper.Order == number);
        }
    }

    /// <summary>Writes a paper of its own, and tells it to a co-op from then on.</summary>
    /// <param name="cooperative">To whom.</param>
    /// <param name="xml">What.</param>
    /// <param name="order">The number, where it is an order.</param>
    public void Tell(string cooperative, string xml, string? order = null)
    {
        lock (gate)
            told.Add(new ToldPaper(cooperative, string.Create(CultureInfo.InvariantCulture, $"{Name}-{told.Count + 1}"), xml, order));
    }

    /// <summary>Its own papers to a co-op, from the first on.</summary>
    public IReadOnlyList<ToldPaper> ToldTo(string cooperative)
    {
        lock (gate)
            return [.. told.Where(paper => paper.Cooperative == cooperative)];
    }

    private ReceivedPaper? Known(string cooperative, string id) => received.Find(paper => paper.Cooperative == cooperative && paper.Id == id);
}

/// <summary>A paper as it came.</summary>
/// <param name="Cooperative">Who sent it.</param>
/// <param name="Id">Its sender's id.</param>
/// <param name="Head">What it is about.</param>
/// <param name="Xml">The text.</param>
/// <param name="At">When.</param>
internal sealed record ReceivedPaper(string Cooperative, string Id, PaperHead Head, string Xml, DateTimeOffset At);

/// <summary>A paper of its own.</summary>
/// <param name="Cooperative">To whom.</param>
/// <param name="Id">Of the message.</param>
/// <param name="Xml">The text.</param>
/// <param name="Order">The number, where it is an order.</param>
internal sealed record ToldPaper(string Cooperative, string Id, string Xml, string? Order);
