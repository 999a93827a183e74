namespace RetailGateway.Features.Operations.Contracts;

/// <summary>
/// Lets in the runs that callers ask for: one a party and a few altogether, so that however many ask at once, most
/// of the connections that the background's work shares are left to it.
/// </summary>
internal sealed class RunGate
{
    private const int Most = 3;

    private readonly Lock entering = new();
    private readonly HashSet<int> inside = [];

    /// <summary>Lets a party's run in.</summary>
    /// <returns>What lets it out again; null where it may not come in now.</returns>
    internal IDisposable? TryEnter(int party)
    {
        lock (entering)
        {
            return inside.Count < Most && inside.Add(party) ? new Pass(this, party) : null;
        }
    }

    private void Leave(int party)
    {
        lock (entering)
        {
            inside.Remove(party);
        }
    }

    private sealed class Pass(RunGate gate, int party) : IDisposable
    {
        public void Dispose() => gate.Leave(party);
    }
}
