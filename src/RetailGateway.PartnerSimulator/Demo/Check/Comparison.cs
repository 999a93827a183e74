namespace RetailGateway.PartnerSimulator.Demo.Check;

/// <summary>Two sides of the same figures, position by position.</summary>
/// <param name="Of">What is compared.</param>
/// <param name="Compared">How many positions.</param>
/// <param name="Differences">Each in words.</param>
internal sealed record Comparison(string Of, int Compared, IReadOnlyList<string> Differences)
{
    /// <summary>Compares; what one side lacks is a difference.</summary>
    public static Comparison Between<TKey>(
        string of, IReadOnlyDictionary<TKey, decimal> gateway, IReadOnlyDictionary<TKey, decimal> other, string otherName)
        where TKey : notnull
    {
        var keys = gateway.Keys.Union(other.Keys).ToList();
        return new Comparison(of, keys.Count,
        [
            .. keys
                .Select(key => (key, ours: Find(gateway, key), theirs: Find(other, key)))
                .Where(pair => pair.ours != pair.theirs)
                .Select(pair => FormattableString.Invariant($"{of} {pair.key}: {Word(pair.ours)} at the gateway, {Word(pair.theirs)} {otherName}")),
        ]);
    }

    private static decimal? Find<TKey>(IReadOnlyDictionary<TKey, decimal> side, TKey key)
        where TKey : notnull => side.TryGetValue(key, out var quantity) ? quantity : null;

    private static string Word(decimal? quantity) => quantity is { } known ? FormattableString.Invariant($"{known:0.###}") : "nothing";
}
