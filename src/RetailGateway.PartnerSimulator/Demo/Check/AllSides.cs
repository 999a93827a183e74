using System.Collections.Concurrent;
using RetailGateway.Client;
using RetailGateway.PartnerSimulator.Demo.Life;
using RetailGateway.PartnerSimulator.Demo.Stage;
using RetailGateway.PartnerSimulator.Demo.Town;

namespace RetailGateway.PartnerSimulator.Demo.Check;

/// <summary>Compares what the gateway says with what the chain says, and with the gateway's own ledger.</summary>
internal sealed class AllSides(TownCallers callers, ChainApi chain, IReadOnlyList<ISimulatedPartner> partners, Trade trade)
{
    private const int LedgersAtOnce = 4;

    /// <summary>Item codes of the chain, by cooperative and product.</summary>
    private readonly Dictionary<(string Cooperative, string Product), string> _items =
        TownFiles.Read("mappings").Where(row => row["connection_party"] == TownFiles.Chain)
            .ToDictionary(row => (row["party"], row["product"]), row => row["item_code"]);

    /// <summary>All comparisons, each over all positions.</summary>
    public async Task<List<Comparison>> Compare(CancellationToken cancel)
    {
        var comparisons = new List<Comparison>();
        var positions = new List<(GatewayClient Caller, StockPosition Position)>();
        foreach (var (cooperative, till) in callers.Tills)
        {
            var ours = await Read(till, positions, cancel);
            var mapped = ours.Where(position => _items.ContainsKey((cooperative, position.Product)))
                .ToDictionary(position => (position.Location, _items[(cooperative, position.Product)]), position => position.Available);
            comparisons.Add(Comparison.Between($"available of {cooperative}", mapped, await chain.Held(cooperative, cancel), "at the chain"));
            comparisons.Add(Comparison.Between($"orders of {cooperative}", await Orders(till, cancel), await chain.Orders(cooperative, cancel), "at the chain"));
        }

        var chains = (await Read(callers.Chain, positions, cancel)).ToDictionary(position => (position.Location, position.Product), position => position.OnHand ?? 0);
        comparisons.Add(Comparison.Between("the chain's own stock", chains, await chain.Stock(cancel), "at the chain"));
        foreach (var partner in partners)
        {
            var caller = callers.Partners[partner.Party];
            await Read(caller, positions, cancel);
            comparisons.AddRange(await partner.Compare(caller, cancel));
        }

        comparisons.AddRange(await trade.Compare(cancel));
        comparisons.Add(await WithLedger(positions, cancel));
        return comparisons;
    }

    private static async Task<List<StockPosition>> Read(
        GatewayClient caller, List<(GatewayClient Caller, StockPosition Position)> all, CancellationToken cancel)
    {
        var read = new List<StockPosition>();
        await foreach (var position in caller.Positions(cancel: cancel))
            read.Add(position);
        all.AddRange(read.Select(position => (caller, position)));
        return read;
    }

    /// <summary>A cooperative's orders with the chain, each figure by what it is of.</summary>
    private async Task<Dictionary<string, decimal>> Orders(GatewayClient till, CancellationToken cancel)
    {
        var read = new Dictionary<string, decimal>();
        await foreach (var order in till.Orders(new OrderFilter(Partner: await trade.Chain(cancel)), cancel))
        {
            var figures = new OrderFigures(read, $"{(order.BuyerId == await trade.Chain(cancel) ? "the chain's" : "the co-op's")} {order.Number}");
            figures.State(order.State);
            foreach (var line in (await till.Order(order.Id, cancel)).Lines)
                figures.Line(line.Line, line.Ordered, line.Confirmed, line.Despatched, line.Received, line.Rejected);
        }

        return read;
    }

    /// <summary>Every position against all its entries, folded here.</summary>
    private static async Task<Comparison> WithLedger(List<(GatewayClient Caller, StockPosition Position)> positions, CancellationToken cancel)
    {
        var folded = new ConcurrentDictionary<(string, string), decimal>();
        await Parallel.ForEachAsync(
            positions,
            new ParallelOptions { MaxDegreeOfParallelism = LedgersAtOnce, CancellationToken = cancel },
            async (pair, stop) =>
            {
                var entries = new List<LedgerEntry>();
                await foreach (var entry in pair.Caller.Ledger(pair.Position.Location, pair.Position.Product, stop))
                    entries.Add(entry);
                folded[(pair.Position.Location, pair.Position.Product)] = LedgerFold.OnHand(entries);
            });
        return Comparison.Between(
            "on hand, and its ledger",
            positions.ToDictionary(pair => (pair.Position.Location, pair.Position.Product), pair => pair.Position.OnHand ?? 0),
            folded,
            "by its ledger");
    }
}
