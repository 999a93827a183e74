using RetailGateway.PartnerSimulator.Chain;
using RetailGateway.Tests.Callers;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.RandomRun;

/// <summary>
/// One seed: everybody lives at once while things go wrong, then all is healed and held to the model. Each of them
/// draws from a sequence of its own, so that a seed is the same acts whatever the machine's pace is.
/// </summary>
internal sealed class RandomLife(int seed, RandomWorld world, StepLog log)
{
    private const int ShopSteps = 50;
    private const int HoldSteps = 30;
    private const int ChainSteps = 80;
    private const int FileSteps = 10;
    private const int NeighbourSteps = 15;
    private const int AllSteps = (2 * ShopSteps) + (3 * HoldSteps) + NeighbourSteps + ChainSteps;
    private const int Faults = 16;

    private readonly Model model = new();
    private readonly MarketLife market = new(new Random((seed * 31) + 8), new Model(), log, world.Market);
    private readonly Model counter = new();
    private readonly List<ShopLife> shops = [];
    private ShopLife neighbour = null!;
    private readonly List<HoldLife> holders = [];

    internal async Task Live()
    {
        var town = world.Town;
        var (till, people) = (await world.Caller(town.CoopCode, "kasir"), await world.Caller(town.CoopCode, "console"));
        var partner = world.Reader;
        var shop = new ShopLife(Sequence(1), model, log, till, people, "kasir", Town.Shop);
        var kiosk = new ShopLife(Sequence(2), model, log, people, people, "console", RandomWorld.Kiosk);
        var owner = new HoldLife(Sequence(3), model, log, people, town.Coop, RandomWorld.Kiosk, "owner", Holder.OwnerAlone);
        var shopkeeper = new HoldLife(Sequence(10), model, log, people, town.Coop, Town.Shop, "shopkeeper", Holder.OwnerBesideTill) { Left = shop.Left };
        var holder = new HoldLife(Sequence(4), model, log, partner, town.Coop, Town.Shop, "partner", Holder.Partner);
        var other = world.Market.Town;
        neighbour = new ShopLife(Sequence(12), counter, log, await world.Caller(other.CoopCode, "kasir"), await world.Caller(other.CoopCode, "console"), "kasir", Town.Shop);
        shops.AddRange([shop, kiosk]);
        holders.AddRange([owner, shopkeeper, holder]);

        await world.Mart.Live(world.CallersLine.Address, async mart =>
        {
            await AnggurTown.IsOpen(mart);
            Task[] lives =
            [
                // The till tells what left by the shopkeeper's documents.
                Taking(Sequence(11), (ShopSteps, shop.Step), (HoldSteps, shopkeeper.Step)),
                // The owner knows what is available at the kiosk, for nobody else does anything there meanwhile.
                Taking(Sequence(5), (ShopSteps, kiosk.Step), (HoldSteps, owner.Step)),
                Many(HoldSteps, holder.Step),
                Many(NeighbourSteps, neighbour.Step),
                Chain(Sequence(6)),
                Files(Sequence(9)),
                AnggurTown.HasLived(mart),
            ];
            await Task.WhenAll([.. lives, GoWrong(Sequence(7), lives)]);
        });
    }

    /// <summary>Everything works again, and everybody says what is still to be said.</summary>
    internal async Task Heal()
    {
        log.Trouble("all is healed");
        world.Heal();
        foreach (var shop in shops.Append(neighbour))
            await shop.Close();
        var now = await Eventually.See(() => Task.FromResult(TimeProvider.System.GetUtcNow()), now => now > holders.Max(holder => holder.LastEnd));
        await world.Expire();
        model.Expire(now);
        await market.Night();
    }

    internal async Task<List<string>> Differences() =>
    [
        .. await Agreement.Differences(world, model, shops.SelectMany(shop => shop.Unknown)),
        .. await Agreement.Books(world.Market.Rows, world.Market.Town, counter, neighbour.Unknown),
        .. await market.Differences(),
        .. market.Told(counter),
    ];

    private Random Sequence(int who) => new((seed * 31) + who);

    private static async Task Many(int steps, Func<Task> step)
    {
        for (var done = 0; done < steps; done++)
            await step();
    }

    private static async Task Taking(Random random, params (int Left, Func<Task> Step)[] turns)
    {
        while (turns.Sum(turn => turn.Left) is > 0 and var left)
        {
            var pick = random.Next(left);
            var index = Array.FindIndex(turns, turn => (pick -= turn.Left) < 0);
            turns[index].Left--;
            await turns[index].Step();
        }
    }

    /// <summary>The file chain leaves its files all along.</summary>
    private async Task Files(Random random)
    {
        for (var file = 0; file < FileSteps; file++)
        {
            await market.Step();
            await Task.Delay(random.Next(600), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The chain lives by its own books, and closes and opens them once in the middle.</summary>
    private async Task Chain(Random random)
    {
        var closing = random.Next(10, ChainSteps - 10);
        var life = new ChainLife(world.Partner.Chain.Books, random.Next());
        for (var step = 0; step < ChainSteps; step++)
        {
            if (step == closing)
            {
                life.Drain();
                log.Trouble("the chain is closed and opened");
                await world.Partner.CloseChain();
                await world.Partner.OpenChain();
                life = new ChainLife(world.Partner.Chain.Books, random.Next());
            }

            log.Step("chain", "lives");
            life.Step();
            await Task.Delay(random.Next(100), TestContext.Current.CancellationToken);
        }

        life.Drain();
    }

    /// <summary>Two to four kills and many faults, each when so much has happened.</summary>
    private async Task GoWrong(Random random, Task[] lives)
    {
        var troubles = new Troubles(random, world, log);
        var kills = Enumerable.Range(0, random.Next(2, 5)).Select(_ => (At: random.Next(5, AllSteps - 20), IsKill: true));
        var faults = Enumerable.Range(0, Faults).Select(_ => (At: random.Next(AllSteps - 20), IsKill: false));
        foreach (var (at, isKill) in kills.Concat(faults).OrderBy(trouble => trouble.At).ToList())
        {
            await Eventually.See(() => Task.FromResult(log.Steps), steps => steps >= at || lives.Any(life => life.IsFaulted) || lives.All(life => life.IsCompleted), TimeSpan.FromMinutes(2));
            if (lives.Any(life => life.IsFaulted))
                return;
            if (isKill)
                await troubles.Kill();
            else
                troubles.Some();
        }
    }
}
