using RetailGateway.Client;

namespace RetailGateway.PartnerSimulator.Demo.Life;

/// <summary>An order as its two sides remember it, apart from the gateway.</summary>
internal sealed class TradedOrder(Deal deal, long id, string number, IEnumerable<TradeOrderLine> lines)
{
    public Deal Deal { get; } = deal;

    public long Id { get; } = id;

    public string Number { get; } = number;

    /// <summary>What was told of each line, in base units; of none where the chain ordered by its own system.</summary>
    public IReadOnlyDictionary<string, Figures> Told { get; } = lines.ToDictionary(line => line.Line, _ => new Figures());

    /// <summary>Of one line.</summary>
    internal sealed class Figures
    {
        public decimal Despatched { get; set; }

        public decimal Received { get; set; }

        public decimal Rejected { get; set; }
    }
}
