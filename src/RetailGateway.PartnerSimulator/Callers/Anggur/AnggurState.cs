using System.Text.Json;
using RetailGateway.Client;

namespace RetailGateway.PartnerSimulator.Callers.Anggur;

/// <summary>
/// All that Anggur Mart knows, as it is kept over a restart: its books, what it has not told yet, its copy of the
/// cooperatives' goods with the cursor that belongs to it, and its holds. Written whole or not at all.
/// </summary>
internal sealed class AnggurState
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>The last number given to a document or a hold; none is given twice.</summary>
    public long Number { get; set; }

    /// <summary>The last instant written into the books; each is later than the one before.</summary>
    public DateTimeOffset Instant { get; set; }

    /// <summary>What lies in the stores, by "store/item".</summary>
    public Dictionary<string, AnggurShelf> Shelves { get; init; } = [];

    /// <summary>Changes in the books that the gateway has not answered for.</summary>
    public List<StockChange> Outbox { get; init; } = [];

    /// <summary>Where the feed goes on after <see cref="Copy"/>.</summary>
    public string? Cursor { get; set; }

    /// <summary>The cooperatives' goods, by "party/location/product".</summary>
    public Dictionary<string, CopiedPosition> Copy { get; init; } = [];

    /// <summary>Reservations that have not ended yet.</summary>
    public List<AnggurHold> Holds { get; init; } = [];

    /// <summary>Positions to be read again: the feed does not tell us of our own acts.</summary>
    public HashSet<PositionName> ToRead { get; init; } = [];

    /// <summary>What it has done, counted.</summary>
    public Dictionary<string, int> Figures { get; init; } = [];

    /// <summary>The state in a file; a new one where there is none.</summary>
    public static AnggurState Load(string file) =>
        File.Exists(file) ? JsonSerializer.Deserialize<AnggurState>(File.ReadAllBytes(file), s_json)! : new AnggurState();

    /// <summary>Counts something that was done.</summary>
    public void Count(string what, int times = 1) => Figures[what] = Figures.GetValueOrDefault(what) + times;

    /// <summary>Replaces the file, whole or not at all.</summary>
    public void Save(string file)
    {
        File.WriteAllBytes(file + ".part", JsonSerializer.SerializeToUtf8Bytes(this, s_json));
        File.Move(file + ".part", file, overwrite: true);
    }
}

/// <summary>One item in one store.</summary>
internal sealed class AnggurShelf
{
    /// <summary>In base units.</summary>
    public decimal OnHand { get; set; }

    /// <summary>The number of the last count: what was written before it no longer matters.</summary>
    public long CountedBy { get; set; }
}

/// <summary>A position of somebody else, as we have it.</summary>
internal sealed record CopiedPosition(PositionName Name, long Version, decimal Available);

/// <summary>Names a position at the gateway.</summary>
internal sealed record PositionName(int OwnerId, string Location, string Product)
{
    public override string ToString() => FormattableString.Invariant($"{OwnerId}/{Location}/{Product}");
}

/// <summary>What Anggur Mart means to do with a hold.</summary>
internal enum HoldPlan
{
    /// <summary>It is given back.</summary>
    Release,

    /// <summary>A customer fetches it; of its own stores alone.</summary>
    Commit,

    /// <summary>It is forgotten, and lets go by itself.</summary>
    Forget,
}

/// <summary>A reservation of Anggur Mart. Its reference is written down before it is asked for.</summary>
internal sealed class AnggurHold
{
    public required string Reference { get; init; }

    public required PositionName Of { get; init; }

    public required decimal Quantity { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When the plan is carried out.</summary>
    public required DateTimeOffset ActAt { get; init; }

    public required HoldPlan Plan { get; init; }

    /// <summary>The gateway's number of it; null until it has answered.</summary>
    public long? Id { get; set; }

    /// <summary>What it still holds, as far as we know.</summary>
    public decimal Remaining { get; set; }
}
