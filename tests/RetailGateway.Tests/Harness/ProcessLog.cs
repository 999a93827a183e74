namespace RetailGateway.Tests.Harness;

/// <summary>What a process of ours wrote down as going wrong, for whoever must explain a failure; the oldest is forgotten.</summary>
internal sealed class ProcessLog
{
    private const int Kept = 25;
    private const int LinesOfOne = 12;

    private readonly Lock gate = new();
    private readonly Queue<List<string>> entries = new();
    private List<string>? open;

    /// <summary>Takes the next line; an entry begins with its level, and its further lines are indented.</summary>
    internal void Add(string line)
    {
        lock (gate)
        {
            if (!line.StartsWith(' ') && line.Length > 0)
                open = IsTrouble(line) ? Begin() : null;
            if (open?.Count < LinesOfOne)
                open.Add(line);
        }
    }

    public override string ToString()
    {
        lock (gate)
            return string.Join('\n', entries.SelectMany(entry => entry));
    }

    private static bool IsTrouble(string line) =>
        Array.Exists(["fail:", "crit:", "Unhandled"], level => line.StartsWith(level, StringComparison.Ordinal));

    private List<string> Begin()
    {
        var entry = new List<string>();
        entries.Enqueue(entry);
        if (entries.Count > Kept)
            entries.Dequeue();
        return entry;
    }
}
