using RetailGateway.Database;
using RetailGateway.Domain.Stock.Consignment;

namespace RetailGateway.Features.Settlements.Runs;

/// <summary>What a transaction did for a pair.</summary>
/// <param name="Lines">Lines written; none where nothing is due any more.</param>
/// <param name="Waits">Goods that are due and cannot be settled, and what they wait for.</param>
internal sealed record PairOutcome(int Lines, IReadOnlyCollection<string> Waits);

/// <summary>Settles the next period of a pair, with the adjustments of those before it, in the caller's transaction.</summary>
internal static class SettlePair
{
    internal static async Task<PairOutcome> Next(Work work, Pair pair, DateTimeOffset now)
    {
        await SettlementRows.Lock(work, pair);
        var terms = await AgreedTerms.Of(work, pair);
        var goods = await ConsignedGoods.Of(work, pair);
        var newest = await Statement.Newest(work, pair, goods);
        var (due, waits) = await Due(work, pair, terms, goods, newest, now);

        // An adjustment waits for the next settlement, unless no more will come.
        if (due.Count == 0 && goods.Exists(each => each.IsOpen))
        {
            return new PairOutcome(0, waits);
        }

        var statements = new List<Statement>();
        foreach (var each in goods)
        {
            await State(work, pair, each, newest.GetValueOrDefault(each.Key), due.Find(one => one.Goods == each), statements);
        }

        if (statements.Count > 0)
        {
            await SettlementRows.Write(work, pair, statements);
        }

        return new PairOutcome(statements.Count, waits);
    }

    /// <summary>What is over and not settled, of the period that ended first.</summary>
    private static async Task<(List<DuePeriod> Due, List<string> Waits)> Due(
        Work work, Pair pair, TermsHistory terms, List<ConsignedGoods> goods, Dictionary<ConsignedKey, Statement> newest, DateTimeOffset now)
    {
        var (due, waits) = (new List<DuePeriod>(), new List<string>());
        foreach (var each in goods)
        {
            var next = SettlementPeriod.Next(terms, each.Held, newest.GetValueOrDefault(each.Key)?.Period.Period.Until, each.Zone);
            if (next is null && each.IsOpen)
            {
                waits.Add(pair.Note("no-terms", "no terms say how it is settled", ("location", each.Key.Location), ("product", each.Product)));
            }

            if (next is null || next.DueAt > now)
            {
                continue;
            }

            if (await AgreedTerms.Price(work, pair, each.Product, next.LastDay) is { } price)
            {
                due.Add(new DuePeriod(each, next, new ConsignorsPrice(price, next.Terms.SharePercent)));
            }
            else
            {
                waits.Add(pair.Note("no-price", $"no price is agreed for {next.LastDay}", ("location", each.Key.Location), ("product", each.Product), ("day", next.LastDay)));
            }
        }

        var first = due.Select(one => (DateOnly?)one.Period.LastDay.Date).Min();
        return (due.FindAll(one => one.Period.LastDay.Date == first), waits);
    }

    /// <summary>Both from one reading of the ledger, so that a settlement opens with the restated closing of the one before.</summary>
    private static async Task State(Work work, Pair pair, ConsignedGoods goods, Statement? newest, DuePeriod? due, List<Statement> statements)
    {
        if (newest is null && due is null)
        {
            return;
        }

        var (touched, book) = await LedgerReading.Of(work, pair, goods, newest, due?.Period.Span.Until ?? DateTimeOffset.MinValue);
        foreach (var stated in touched)
        {
            if (stated.Period.Restate(book, goods.Held) is { } restated)
            {
                statements.Add(stated with { Period = restated, Held = goods.HeldUntil(restated.Period.Until) });
            }
        }

        if (due is not null)
        {
            var rule = new SettlementRule(due.Period.Terms.Bearer, await goods.SalesAreRecorded(work, due.Period.Span), due.Price);
            statements.Add(new Statement(
                goods.Key, goods.Product, due.Period.FirstDay.Date, due.Period.LastDay.Date,
                SettledPeriod.Settle(book, goods.Held, due.Period.Span, rule), goods.HeldUntil(due.Period.Span.Until), Restates: null));
        }
    }

    private sealed record DuePeriod(ConsignedGoods Goods, SettlementPeriod Period, ConsignorsPrice Price);
}
