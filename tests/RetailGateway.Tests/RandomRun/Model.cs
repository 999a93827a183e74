namespace RetailGateway.Tests.RandomRun;

/// <summary>One entry as a shop means it: base units, and no word of how it travels.</summary>
internal sealed record Fact(string Connection, string Change, string Place, string Product, string Kind, decimal Quantity, DateTimeOffset At, string? Reverses, string? Document = null);

/// <summary>What is left of a reservation, and until when it holds.</summary>
internal sealed record Hold(string Place, string Product, decimal Left, DateTimeOffset Until);

/// <summary>
/// What the gateway must hold, in the plainest words there are: no store, no network, no order of arrival. It is
/// written from the rule alone and shares no code with the product, so that an error in one is not an error in both.
/// </summary>
internal sealed class Model
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Connection, string Change), Fact> facts = [];
    private readonly Dictionary<long, Hold> holds = [];
    private readonly List<(string Place, string Product, string Reference, decimal Quantity, DateTimeOffset At)> expected = [];

    /// <summary>The first content under an id stands; the same again, or another, changes nothing.</summary>
    internal void Tell(Fact fact)
    {
        lock (gate)
            facts.TryAdd((fact.Connection, fact.Change), fact);
    }

    internal void Reserve(long id, Hold hold)
    {
        lock (gate)
            holds.Add(id, hold);
    }

    /// <summary>What has not ended by its time holds nothing more.</summary>
    internal void Expire(DateTimeOffset now)
    {
        lock (gate)
        {
            foreach (var (id, hold) in holds.Where(hold => hold.Value.Until <= now).ToList())
                holds[id] = hold with { Left = 0 };
        }
    }

    /// <summary>A document says that so much left, and the till has yet to tell it.</summary>
    internal void Expect(string place, string product, string reference, decimal quantity, DateTimeOffset at)
    {
        lock (gate)
            expected.Add((place, product, reference, quantity, at));
    }

    /// <summary>So much of it left, or was given back.</summary>
    internal void LetGo(long id, decimal quantity)
    {
        lock (gate)
            holds[id] = holds[id] with { Left = holds[id].Left - quantity };
    }

    internal Hold Held(long id)
    {
        lock (gate)
            return holds[id];
    }

    internal decimal Reserved(string place, string product)
    {
        lock (gate)
            return holds.Values.Where(hold => hold.Place == place && hold.Product == product).Sum(hold => hold.Left);
    }

    /// <summary>The last count, and every movement after it.</summary>
    internal decimal OnHand(string place, string product) =>
        Standing(place, product).Aggregate(0m, (onHand, fact) => fact.Kind == "count" ? fact.Quantity : onHand + fact.Quantity);

    /// <summary>What documents say has left, less what was told under their references; a count of then or later has seen it.</summary>
    internal decimal ExpectedOut(string place, string product)
    {
        var standing = Standing(place, product);
        var counted = standing.FindLast(fact => fact.Kind == "count")?.At;
        lock (gate)
        {
            return expected
                .Where(left => left.Place == place && left.Product == product && !(counted >= left.At))
                .Sum(left => Math.Max(0, left.Quantity + standing
                    .Where(fact => fact.Document == left.Reference && fact.Kind != "count" && fact.Quantity < 0)
                    .Sum(fact => fact.Quantity)));
        }
    }

    internal decimal Available(string place, string product) =>
        Math.Max(0, OnHand(place, product) - Reserved(place, product) - ExpectedOut(place, product));

    /// <summary>Entries in their order; what was reversed never was.</summary>
    private List<Fact> Standing(string place, string product)
    {
        lock (gate)
        {
            var here = facts.Values.Where(fact => fact.Place == place && fact.Product == product).ToList();
            var reversed = here.Where(fact => fact.Kind == "reversal").Select(fact => (fact.Connection, fact.Reverses!)).ToHashSet();
            return
            [
                .. here
                    .Where(fact => fact.Kind != "reversal" && !reversed.Contains((fact.Connection, fact.Change)))
                    .OrderBy(fact => fact.At)
                    .ThenBy(fact => fact.Kind == "count" ? 1 : 0)
                    .ThenBy(fact => fact.Connection, StringComparer.Ordinal)
                    .ThenBy(fact => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(fact.Change)), StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>How many commits of reservations posted their movement at a position, named by place and product.</summary>
    internal int Posted(string at)
    {
        lock (gate)
            return facts.Values.Count(fact => $"{fact.Place} {fact.Product}" == at && fact.Change.StartsWith("reservation/", StringComparison.Ordinal));
    }

    /// <summary>Every change that counts, by who told it.</summary>
    internal string[] Told()
    {
        lock (gate)
            return [.. facts.Keys.Select(key => $"{key.Connection} {key.Change}")];
    }

    /// <summary>Every place and product of which anything was said.</summary>
    internal (string Place, string Product)[] Touched()
    {
        lock (gate)
            return [.. facts.Values.Select(fact => (fact.Place, fact.Product)).Distinct().Order()];
    }
}
