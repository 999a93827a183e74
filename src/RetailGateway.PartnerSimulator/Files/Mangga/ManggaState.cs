using System.Text.Json;

namespace RetailGateway.PartnerSimulator.Files.Mangga;

/// <summary>
/// All that the chain knows, as it is kept over a restart: its books, the lines of today, the files it has no answer to,
/// and its copy of what the cooperatives have available. Written whole or not at all.
/// </summary>
internal sealed class ManggaState
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>The last number given to a document or a file; none is given twice.</summary>
    public long Number { get; set; }

    /// <summary>The last instant written into the books; each is later than the one before.</summary>
    public DateTimeOffset Instant { get; set; }

    /// <summary>What lies in the stores, by "store/item".</summary>
    public Dictionary<string, ManggaShelf> Shelves { get; init; } = [];

    /// <summary>Lines that are in no file yet.</summary>
    public List<MarketLine> Today { get; init; } = [];

    /// <summary>Files whose lines are not all answered.</summary>
    public List<ManggaParcel> Parcels { get; init; } = [];

    /// <summary>The last file that was answered; once in a while somebody leaves it again.</summary>
    public ManggaParcel? Last { get; set; }

    /// <summary>What is available, in base units, by "cooperative/location/item".</summary>
    public Dictionary<string, decimal> Copy { get; set; } = [];

    /// <summary>What was done, counted.</summary>
    public Dictionary<string, int> Figures { get; init; } = [];

    /// <summary>What went wrong last; null where nothing did.</summary>
    public string? Trouble { get; set; }

    /// <summary>The state in a file; a new one where there is none.</summary>
    public static ManggaState Load(string file) =>
        File.Exists(file) ? JsonSerializer.Deserialize<ManggaState>(File.ReadAllBytes(file), s_json)! : new ManggaState();

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
internal sealed class ManggaShelf
{
    /// <summary>In base units.</summary>
    public decimal OnHand { get; set; }

    /// <summary>The number of the last count: what was written before it no longer matters.</summary>
    public long CountedBy { get; set; }
}

/// <summary>The file of a night.</summary>
internal sealed class ManggaParcel
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>In which of <see cref="MarketStyle.All"/> it is saved.</summary>
    public required int Style { get; init; }

    /// <summary>What goes wrong on the way; <see cref="ManggaMischief.None"/> once it has.</summary>
    public required ManggaMischief Mischief { get; set; }

    /// <summary>What it says, in the order of the file.</summary>
    public required IReadOnlyList<MarketLine> Lines { get; init; }

    /// <summary>It lies in the folder or is being taken: an answer is to come.</summary>
    public bool IsLeft { get; set; }

    /// <summary>The file as it should be.</summary>
    public byte[] Bytes() => MarketFile.Write(Lines, MarketStyle.All[Style]);
}

/// <summary>What goes wrong with a file, each time put right afterwards.</summary>
internal enum ManggaMischief
{
    None,

    /// <summary>Cut off in the middle; refused, and then left whole.</summary>
    Torn,

    /// <summary>Written in its place bit by bit, as by a slow line.</summary>
    Slow,

    /// <summary>With a total that is not its own; refused, and then left with the right one.</summary>
    WrongTotal,

    /// <summary>Left under two names.</summary>
    Twice,
}
