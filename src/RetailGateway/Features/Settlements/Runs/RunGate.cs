namespace RetailGateway.Features.Settlements.Runs;

/// <summary>
/// Lets in the runs that callers ask for: one a cooperative and a few altogether, so that however many ask at once, most
/// of the connections that the background's work shares are left to it.
/// </summary>
internal sealed class RunGate
{
    private const int Most = 3;

    private readonly Lock entering = new();
    private readonly HashSet<int> inside = [];

    /// <summary>Lets a cooperative's run in.</summary>
    /// <returns>What lets it out again; null where it may not come in now.</returns>
    internal IDisposable? TryEnter(int cooperative)
    {
        lock (entering)
        {
            return inside.Count < Most && inside.Add(cooperative) ? new Pass(this, cooperative) : null;
        }
    }

    private void Leave(int cooperative)
    {
        lock (entering)
        {
            inside.Remove(cooperative);
        }
    }

    private sealed class Pass(RunGate gate, int cooperative) : IDisposable
    {
        public void Dispose() => gate.Leave(cooperative);
    }
}
