using System.Text.Json.Serialization;

namespace RetailGateway.PartnerSimulator.Chain.Books;

/// <summary>One line of the journal: something that happened to the chain, and never changes again.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Founded), "founded")]
[JsonDerivedType(typeof(StockEntry), "stock")]
[JsonDerivedType(typeof(ReceivedSend), "send")]
[JsonDerivedType(typeof(OrderPaper), "order")]
internal abstract record JournalEvent;

/// <summary>The first line: these books began, under an epoch that every feed token carries. The opening stock
/// stands in the same line, so that a kill leaves either all of it or none.</summary>
internal sealed record Founded(string Epoch, IReadOnlyList<StockEntry> Opening) : JournalEvent;

/// <summary>Why the chain's stock changed.</summary>
internal enum StockEntryKind
{
    /// <summary>The balance the books were opened with; absolute.</summary>
    Opening,

    /// <summary>Sold over the till.</summary>
    Sale,

    /// <summary>Received from a supplier.</summary>
    Receipt,

    /// <summary>Broken or spoilt.</summary>
    Damage,

    /// <summary>Gone, and nobody knows where.</summary>
    Loss,

    /// <summary>Puts right an earlier entry, which it names.</summary>
    Correction,

    /// <summary>Counted on the shelf; absolute.</summary>
    Count,
}

/// <summary>One change of the chain's own stock.</summary>
/// <param name="Sequence">Runs from 1 without a gap.</param>
/// <param name="Kind">Why it changed.</param>
/// <param name="Location">The chain's location code.</param>
/// <param name="Item">The chain's item code.</param>
/// <param name="Quantity">Signed pieces or kilograms; for an absolute kind, what was found.</param>
/// <param name="Balance">What is there after it.</param>
/// <param name="OccurredAt">When, by the chain's clock.</param>
/// <param name="Reference">The till slip, delivery note or count sheet.</param>
/// <param name="Corrects">The sequence of the entry that a correction puts right.</param>
internal sealed record StockEntry(
    long Sequence,
    StockEntryKind Kind,
    string Location,
    string Item,
    decimal Quantity,
    decimal Balance,
    DateTimeOffset OccurredAt,
    string Reference,
    long? Corrects) : JournalEvent
{
    /// <summary>Whether <see cref="Quantity"/> is what was found rather than what was added.</summary>
    [JsonIgnore]
    public bool IsAbsolute => Kind is StockEntryKind.Opening or StockEntryKind.Count;
}

/// <summary>A co-op's send, with the answer it was given and what it changed.</summary>
/// <param name="Cooperative">Whose send it is; send ids are unique within a co-op.</param>
/// <param name="SendId">The sender's own id.</param>
/// <param name="Fingerprint">SHA-256 of its content, however it was laid out.</param>
/// <param name="Answer">The answer's JSON text, replayed to whoever asks again.</param>
/// <param name="Accepted">The lines that changed what the chain holds.</param>
internal sealed record ReceivedSend(
    string Cooperative, string SendId, string Fingerprint, string Answer, IReadOnlyList<HeldAvailability> Accepted)
    : JournalEvent;

/// <summary>What a co-op last said is available of one item at one of its locations.</summary>
/// <param name="Location">The co-op's location code.</param>
/// <param name="Item">The chain's item code.</param>
/// <param name="Pack">The pack it was said in; none for weighed goods.</param>
/// <param name="Quantity">Pieces or kilograms.</param>
/// <param name="Version">The co-op's version of it; only a newer one replaces it.</param>
/// <param name="AsOf">The co-op's local time text, kept as it was sent.</param>
/// <param name="SendId">The send it came with.</param>
internal sealed record HeldAvailability(
    string Location, string Item, string? Pack, decimal Quantity, long Version, string AsOf, string SendId);
