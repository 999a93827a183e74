namespace RetailGateway.Tests.RandomRun;

/// <summary>One entry as a shop means it: base units, and no word of how it travels.</summary>
internal sealed record Fact(string Connection, string Change, string Place, string Product, string Kind, decimal Quantity, DateTimeOffset At, string? Reverses);

/// <summary>
/// What the gateway must hold, in the plainest words there are: no store, no network, no order of arrival. It is
/// written from the rule alone and shares no code with the product, so that an error in one is not an error in both.
/// </summary>
internal sealed class Model
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Connection, string Change), Fact> facts = [];
    private readonly Dictionary<long, (string Place, string Product, decimal Left)> holds = [];

    /// <summary>The first content under an id stands; the same again, or another, changes nothing.</summary>
    internal void Tell(Fact fact)
    {
        lock (gate)
            facts.TryAdd((fact.Connection, fact.Change), fact);
    }

    internal void Hold(long id, string place, string product, decimal quantity)
    {
        lock (gate)
            holds.Add(id, (place, product, quantity));
    }

    /// <summary>So much of it left, or was given back.</summary>
    internal void LetGo(long id, decimal quantity)
    {
        lock (gate)
            holds[id] = holds[id] with { Left = holds[id].Left - quantity };
    }

    internal decimal Left(long id)
    {
        lock (gate)
            return holds[id].Left;
    }

    internal string ProductOf(long id)
    {
        lock (gate)
            return holds[id].Product;
    }

    internal decimal Reserved(string place, string product)
    {
        lock (gate)
            return holds.Values.Where(hold => hold.Place == place && hold.Product == product).Sum(hold => hold.Left);
    }

    /// <summary>The last count, and every movement after it; what was reversed never was.</summary>
    internal decimal OnHand(string place, string product)
    {
        lock (gate)
        {
            var here = facts.Values.Where(fact => fact.Place == place && fact.Product == product).ToList();
            var reversed = here.Where(fact => fact.Kind == "reversal").Select(fact => (fact.Connection, fact.Reverses!)).ToHashSet();
            var onHand = 0m;
            foreach (var fact in here
                .Where(fact => fact.Kind != "reversal" && !reversed.Contains((fact.Connection, fact.Change)))
                .OrderBy(fact => fact.At)
                .ThenBy(fact => fact.Kind == "count" ? 1 : 0)
                .ThenBy(fact => fact.Connection, StringComparer.Ordinal)
                .ThenBy(fact => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(fact.Change)), StringComparer.Ordinal))
            {
                onHand = fact.Kind == "count" ? fact.Quantity : onHand + fact.Quantity;
            }

            return onHand;
        }
    }

    internal decimal Available(string place, string product) => Math.Max(0, OnHand(place, product) - Reserved(place, product));

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
