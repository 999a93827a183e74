using System.Collections.Concurrent;
using System.Globalization;
using RetailGateway.Client;

namespace RetailGateway.PartnerSimulator.Demo.Life;

/// <summary>What became of all that the shops told, counted.</summary>
internal sealed class Tally
{
    private static readonly string[] s_shown = ["sold", "received", "counted", "moved", "put right", "reserved", "expired", "ordered", "despatched", "delivered", "duplicate", "review", "refused"];
    private readonly ConcurrentDictionary<string, int> _counts = new();
    private int _told;

    /// <summary>Lines sent, whatever became of them.</summary>
    public int Told => _told;

    public void Add(StockChange change, ChangeResult result)
    {
        Interlocked.Increment(ref _told);
        Add(result.Status switch
        {
            ChangeStatus.Applied => WordOf(change.Kind),
            ChangeStatus.Duplicate => "duplicate",
            ChangeStatus.Review => "review",
            _ => "refused",
        });
    }

    public void Add(string what) => _counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    /// <summary>Each word with its count, always in the same order.</summary>
    public IEnumerable<(string What, int Count)> Counts() => s_shown.Select(what => (what, _counts.GetValueOrDefault(what)));

    public override string ToString() =>
        string.Join(", ", Counts().Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.What} {pair.Count}")));

    private static string WordOf(ChangeKind kind) => kind switch
    {
        ChangeKind.Sale => "sold",
        ChangeKind.Receipt or ChangeKind.ReturnIn => "received",
        ChangeKind.Count => "counted",
        ChangeKind.Reversal => "put right",
        _ => "moved",
    };
}
