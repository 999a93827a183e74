using System.Globalization;
using RetailGateway.Client;

namespace RetailGateway.PartnerSimulator.Callers.Anggur;

/// <summary>
/// The chain's own ledger: what lies in its stores, kept by arithmetic of its own. Whatever is written is in the
/// outbox too, until the gateway has answered for it.
/// </summary>
internal sealed class AnggurBooks(AnggurState state, TimeProvider clock)
{
    /// <summary>The gateway keeps instants to the microsecond.</summary>
    private const long TicksAMicrosecond = TimeSpan.TicksPerMicrosecond;

    public decimal OnHand(string store, string item) => state.Shelves.TryGetValue(Key(store, item), out var shelf) ? shelf.OnHand : 0;

    /// <summary>The next number of a document.</summary>
    public long NextNumber() => ++state.Number;

    /// <summary>Writes a movement in pieces, under the document that it answers where there is one.</summary>
    public StockChange Move(string store, AnggurItem item, ChangeKind kind, decimal pieces, string? document = null) =>
        Write(store, item.Code, item.Code, kind, pieces, pieces, document: document);

    /// <summary>Writes a delivery in cartons, under the carton's own code.</summary>
    public StockChange ReceiveCartons(string store, AnggurItem item, int cartons) =>
        Write(store, item.Code, item.CartonCode, ChangeKind.Receipt, cartons, cartons * item.PiecesInCarton);

    /// <summary>Writes what a count found.</summary>
    public StockChange Count(string store, AnggurItem item, decimal found)
    {
        var change = Write(store, item.Code, item.Code, ChangeKind.Count, found, 0);
        var shelf = state.Shelves[Key(store, item.Code)];
        (shelf.OnHand, shelf.CountedBy) = (found, state.Number);
        return change;
    }

    /// <summary>Takes a mistyped delivery back, as far as no count has seen it since.</summary>
    public void Reverse(string store, AnggurItem item, StockChange typed, long number, decimal pieces)
    {
        var still = state.Shelves[Key(store, item.Code)].CountedBy < number ? -pieces : 0;
        Write(store, item.Code, typed.Item, ChangeKind.Reversal, null, still, typed.ChangeId);
    }

    private StockChange Write(string store, string item, string told, ChangeKind kind, decimal? quantity, decimal pieces, string? reverses = null, string? document = null)
    {
        var key = Key(store, item);
        if (!state.Shelves.TryGetValue(key, out var shelf))
            state.Shelves.Add(key, shelf = new AnggurShelf());

        var receipt = string.Create(CultureInfo.InvariantCulture, $"{store}/{NextNumber():D7}");
        var change = new StockChange($"{receipt}/1", store, told, kind, quantity, NextInstant(), document ?? receipt, reverses);
        shelf.OnHand += pieces;
        state.Outbox.Add(change);
        return change;
    }

    /// <summary>Now, and always later than whatever is written already.</summary>
    private DateTimeOffset NextInstant()
    {
        var now = clock.GetUtcNow();
        var later = new DateTimeOffset(now.Ticks - (now.Ticks % TicksAMicrosecond), TimeSpan.Zero);
        return state.Instant = later > state.Instant ? later : state.Instant.AddTicks(TicksAMicrosecond);
    }

    private static string Key(string store, string item) => $"{store}/{item}";
}
