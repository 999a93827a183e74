using System.Globalization;

namespace RetailGateway.PartnerSimulator.Files.Mangga;

/// <summary>The chain's own ledger: what lies in its stores, by arithmetic of its own. What is written is a line of today's file.</summary>
internal sealed class ManggaBooks(ManggaState state, TimeProvider clock)
{
    /// <summary>The files tell time to the microsecond.</summary>
    private const long TicksAMicrosecond = TimeSpan.TicksPerMicrosecond;

    public decimal OnHand(string store, ManggaItem item) =>
        state.Shelves.TryGetValue(Key(store, item), out var shelf) ? shelf.OnHand : 0;

    /// <summary>A document of a store, whose lines are added one by one.</summary>
    public ManggaDocument Document(string store) =>
        new(this, store, string.Create(CultureInfo.InvariantCulture, $"{store}-{++state.Number:D7}"));

    /// <summary>Writes a line that moves goods.</summary>
    /// <param name="document">Its document's number and its place there.</param>
    /// <param name="kind">JUAL, TERIMA and the like.</param>
    /// <param name="item">Of which goods.</param>
    /// <param name="pack">In what they are told; empty for the base unit.</param>
    /// <param name="told">How many of it, as the file has it.</param>
    /// <param name="sign">1 where they come, -1 where they go.</param>
    internal MarketLine Move((string Store, string Number, int Place) document, string kind, ManggaItem item, string pack, decimal told, int sign)
    {
        Shelf(document.Store, item).OnHand += sign * told * (pack.Length == 0 ? 1 : item.Packs[pack]);
        return Add(document, kind, item.Code, pack, told);
    }

    /// <summary>Writes what a count found, in base units.</summary>
    internal MarketLine Count((string Store, string Number, int Place) document, ManggaItem item, decimal found)
    {
        var shelf = Shelf(document.Store, item);
        (shelf.OnHand, shelf.CountedBy) = (found, state.Number);
        return Add(document, "OPNAME", item.Code, "", found);
    }

    /// <summary>Takes a mistyped delivery back, as far as no count has seen it since.</summary>
    internal MarketLine Cancel((string Store, string Number, int Place) document, ManggaItem item, MarketLine typed, long number)
    {
        var shelf = Shelf(document.Store, item);
        if (shelf.CountedBy < number)
            shelf.OnHand -= typed.Quantity!.Value * item.Packs[typed.Pack];
        return Add(document, "BATAL", typed.Code, typed.Pack, null, typed);
    }

    private MarketLine Add((string Store, string Number, int Place) document, string kind, string code, string pack, decimal? told, MarketLine? of = null)
    {
        var line = new MarketLine(document.Store, document.Number, document.Place, kind, code, pack, told, NextInstant(), of?.Receipt, of?.Place);
        state.Today.Add(line);
        return line;
    }

    /// <summary>Now, and always later than whatever is written already.</summary>
    private DateTimeOffset NextInstant()
    {
        var now = clock.GetUtcNow();
        var later = new DateTimeOffset(now.Ticks - (now.Ticks % TicksAMicrosecond), TimeSpan.Zero);
        return state.Instant = later > state.Instant ? later : state.Instant.AddTicks(TicksAMicrosecond);
    }

    private ManggaShelf Shelf(string store, ManggaItem item)
    {
        if (!state.Shelves.TryGetValue(Key(store, item), out var shelf))
            state.Shelves.Add(Key(store, item), shelf = new ManggaShelf());
        return shelf;
    }

    private static string Key(string store, ManggaItem item) => $"{store}/{item.Code}";
}

/// <summary>A receipt, delivery note or count sheet of a store.</summary>
internal sealed class ManggaDocument(ManggaBooks books, string store, string number)
{
    private int _lines;

    private (string, string, int) Next => (store, number, ++_lines);

    /// <summary>Goods that go, in base units.</summary>
    public void Out(string kind, ManggaItem item, decimal quantity) => books.Move(Next, kind, item, "", quantity, sign: -1);

    /// <summary>Goods that come, in base units.</summary>
    public void In(string kind, ManggaItem item, decimal quantity) => books.Move(Next, kind, item, "", quantity, sign: 1);

    /// <summary>A delivery in cartons.</summary>
    public MarketLine Cartons(ManggaItem item, int cartons) => books.Move(Next, "TERIMA", item, item.Carton, cartons, sign: 1);

    /// <summary>A correction with its sign, in base units.</summary>
    public void Correct(ManggaItem item, decimal by) => books.Move(Next, "KOREKSI", item, "", by, sign: 1);

    /// <summary>What a count found, in base units.</summary>
    public void Count(ManggaItem item, decimal found) => books.Count(Next, item, found);

    /// <summary>Takes back a delivery that <paramref name="ofNumber"/>, the number of its document, is older than any later count.</summary>
    public void Cancel(ManggaItem item, MarketLine typed, long ofNumber) => books.Cancel(Next, item, typed, ofNumber);
}
