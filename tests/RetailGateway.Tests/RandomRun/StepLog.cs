using System.Globalization;

namespace RetailGateway.Tests.RandomRun;

/// <summary>What was done, in the order it was begun: the tail of it is told with a failure.</summary>
internal sealed class StepLog
{
    private const int Tail = 60;

    private readonly Lock gate = new();
    private readonly List<string> lines = [];

    /// <summary>Steps that were begun so far; troubles are none.</summary>
    internal int Steps { get; private set; }

    internal void Step(string who, string what)
    {
        lock (gate)
        {
            Steps++;
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{Steps,4} {who}: {what}"));
        }
    }

    internal void Trouble(string what)
    {
        lock (gate)
            lines.Add($"     ! {what}");
    }

    public override string ToString()
    {
        lock (gate)
            return string.Join('\n', lines.TakeLast(Tail));
    }
}
