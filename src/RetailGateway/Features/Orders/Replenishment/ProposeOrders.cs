using System.Collections.Concurrent;
using System.Diagnostics;
using Dapper;
using Npgsql;
using RetailGateway.Database;
using RetailGateway.Domain.Orders.Replenishment;
using RetailGateway.Features.Operations.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders.Replenishment;

/// <summary>
/// The replenishment job: proposes what each shop with levels should order, a shop a transaction. A proposal that still
/// says the same stays; one that does not is replaced; what somebody decided that day holds until the next.
/// </summary>
internal sealed class ProposeOrders(GatewayDb database, JobRuns runs, ILogger<ProposeOrders> log)
{
    internal const string Job = "orders.replenish";

    /// <summary>Shops whose numbers are read at a time.</summary>
    private const int Page = 500;

    /// <summary>What a note tells one by one.</summary>
    private const int MostToldOf = 20;

    /// <summary>Seconds after which another run is worth meeting again.</summary>
    private const int RetryAfter = 2;

    /// <summary>A caller waits for it, within the bounds of a request.</summary>
    private static readonly TimeSpan RequestPatience = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan JobPatience = TimeSpan.FromHours(1);

    private readonly RunGate gate = new();

    /// <summary>The last shop of each party whose run on demand reached its bounds: the next goes on after it.</summary>
    private readonly ConcurrentDictionary<int, LevelledShop> stoppedAfter = new();

    public Task Run(CancellationToken cancel) => runs.Record(Job, stop => Propose(party: null, JobPatience, stop), cancel);

    /// <summary>On demand: one party's shops.</summary>
    /// <exception cref="Refusal">Another run that was asked for is at work.</exception>
    internal async Task<JobOutcome> Run(int party, CancellationToken cancel)
    {
        using var pass = gate.TryEnter(party) ?? throw new Refusal(Problems.ReplenishmentUnderWay) { RetryAfter = RetryAfter };
        JobOutcome? outcome = null;
        await runs.Record(Job, async stop => outcome = await Propose(party, RequestPatience, stop), cancel);
        return outcome!;
    }

    private async Task<JobOutcome> Propose(int? party, TimeSpan patience, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        var (seen, changed, failed) = (0L, 0L, new List<string>());
        var last = party is { } resumed && stoppedAfter.TryRemove(resumed, out var stopped) ? stopped : new LevelledShop(0, 0);
        while (true)
        {
            var shops = await After(party, last, cancel);
            foreach (var shop in shops)
            {
                if (Stopwatch.GetElapsedTime(began) > patience)
                {
                    if (party is { } interrupted)
                    {
                        stoppedAfter[interrupted] = last;
                    }

                    return Outcome([RunNote.Of("bounds", "the run reached its bounds, and the next goes on")], left: 1);
                }

                try
                {
                    var (products, proposals) = await Propose(shop, cancel);
                    (seen, changed) = (seen + products, changed + proposals);
                }
                catch (Exception error) when (!cancel.IsCancellationRequested)
                {
                    // Whatever it was: its neighbours are supplied all the same, and the next run takes it again.
                    log.LogError(error, "Shop {Location} of party {Owner}: its replenishment broke off", shop.LocationId, shop.OwnerId);
                    failed.Add(RunNote.Of("unproposed", (error as PostgresException)?.MessageText ?? error.Message, ("party", shop.OwnerId), ("location", shop.LocationId)));
                }

                last = shop;
            }

            if (shops.Count < Page)
            {
                return Outcome([], left: 0);
            }
        }

        JobOutcome Outcome(string[] notes, int left) => new(seen, changed, left + failed.Count, RunNote.Join([.. notes, .. failed.Take(MostToldOf)]));
    }

    /// <summary>Proposes for one shop.</summary>
    /// <returns>Its products with a level, and proposals that were made or taken off the board.</returns>
    private async Task<(int Products, int Proposals)> Propose(LevelledShop shop, CancellationToken cancel)
    {
        await using var work = await database.BeginJob(cancel);
        var day = await ProposalWrites.Lock(work, shop);
        var reading = await ShopReading.Of(work, shop, day);
        var wanted = ProposedContent.Of(reading, ReplenishmentProposal.Of(reading.Products, reading.Terms)).ToDictionary(content => content.SupplierId ?? 0);
        var (open, decided) = await ProposalWrites.There(work, shop, day);
        var changed = 0;
        foreach (var (supplier, (id, content)) in open)
        {
            var isOutdated = content != wanted.GetValueOrDefault(supplier);
            if (isOutdated && !await ProposalWrites.Supersede(work, shop, id))
            {
                decided.Add(supplier);
            }
            else
            {
                changed += isOutdated ? 1 : 0;
            }
        }

        foreach (var (supplier, content) in wanted)
        {
            if (!decided.Contains(supplier) && content != open.GetValueOrDefault(supplier).Content)
            {
                await ProposalWrites.Add(work, shop, day, content);
                changed++;
            }
        }

        await work.Commit(cancel);
        return (reading.Products.Count, changed);
    }

    /// <summary>A page of the shops that have levels, after one.</summary>
    private async Task<List<LevelledShop>> After(int? party, LevelledShop last, CancellationToken cancel)
    {
        await using var work = await database.BeginJob(cancel);
        return (await work.Connection.QueryAsync<LevelledShop>(
            """
            select l.owner_id, l.location_id
            from location l
            where (@party::integer is null or l.owner_id = @party) and (l.owner_id, l.location_id) > (@OwnerId, @LocationId)
                and exists (select from replenishment_level v where v.owner_id = l.owner_id and v.location_id = l.location_id)
            order by l.owner_id, l.location_id
            limit @Page
            """,
            new { party, last.OwnerId, last.LocationId, Page })).AsList();
    }
}
