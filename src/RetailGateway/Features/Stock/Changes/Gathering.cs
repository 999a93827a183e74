using System.Collections.Concurrent;
using System.Diagnostics;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;

namespace RetailGateway.Features.Stock.Changes;

/// <summary>
/// Lets small requests of one connection that arrive while its transaction is under way share the next one: tills
/// that send a line at a time then share the locks, the look-ups and the flushed commit. Nobody waits for company:
/// the first one goes at once. Each request keeps its own answer, made from its own changes.
/// </summary>
internal sealed class Gathering(GatewayDb database, PartyBooks books)
{
    /// <summary>A larger body fills a transaction by itself.</summary>
    internal const int LargestBody = 8 * 1024;

    private const int MostChanges = 500;

    /// <summary>Transactions of one connection at a time: while one is being flushed, the next is prepared.</summary>
    private const int MostUnderWay = 2;

    private readonly ConcurrentDictionary<(PartyId, ConnectionId), Line> lines = new();

    /// <summary>Records a request's changes together with others'.</summary>
    /// <returns>
    /// False where the shared transaction came to nothing, whatever the reason: nothing of it was kept, and each request
    /// goes alone, so that one's fault is told to that one.
    /// </returns>
    internal async Task<bool> Record(Caller caller, List<IncomingChange> changes, CancellationToken cancel)
    {
        var line = lines.GetOrAdd((caller.Party, caller.Connection), _ => new Line());
        var waiting = new Waiting(changes, Activity.Current, cancel);
        if (line.Join(waiting))
        {
            _ = Task.Run(() => Drain(line, caller), CancellationToken.None);
        }

        return await waiting.Recorded.Task.WaitAsync(cancel);
    }

    private async Task Drain(Line line, Caller caller)
    {
        while (line.Take() is { Count: > 0 } group)
        {
            var recorded = await Try(caller, [.. group.SelectMany(waiting => waiting.Changes)], group[0].Trace);
            foreach (var waiting in group)
            {
                waiting.Recorded.TrySetResult(recorded);
            }
        }
    }

    /// <summary>No one request's patience ends it: the store's own bounds do. What is shared stands in the first one's trace.</summary>
    private async Task<bool> Try(Caller caller, List<IncomingChange> changes, Activity? trace)
    {
        Activity.Current = trace;
        try
        {
            var book = await books.Get(caller.Party, CancellationToken.None);
            await using var work = await database.Begin(caller, CancellationToken.None);
            await Recording.RecordLast(work, caller, book, changes, sentAt: null, CancellationToken.None);
            await work.Commit(CancellationToken.None);
            return true;
        }
        catch (Exception)
        {
            // Each request meets it again alone, with its retries, and answers for it.
            return false;
        }
    }

    /// <summary>One request and what it waits for.</summary>
    private sealed record Waiting(List<IncomingChange> Changes, Activity? Trace, CancellationToken Cancel)
    {
        internal TaskCompletionSource<bool> Recorded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>The requests of one connection that wait for its next transaction.</summary>
    private sealed class Line
    {
        private readonly Queue<Waiting> queue = new();
        private int underWay;

        /// <summary>Whether the newcomer is to start a transaction, for fewer are under way than may be.</summary>
        internal bool Join(Waiting waiting)
        {
            lock (queue)
            {
                queue.Enqueue(waiting);
                if (underWay == MostUnderWay)
                {
                    return false;
                }

                underWay++;
                return true;
            }
        }

        /// <summary>The next transaction's requests, those given up left out; none where the work is over.</summary>
        internal List<Waiting> Take()
        {
            var (group, changes) = (new List<Waiting>(), 0);
            lock (queue)
            {
                while (changes < MostChanges && queue.TryDequeue(out var waiting))
                {
                    if (!waiting.Cancel.IsCancellationRequested)
                    {
                        group.Add(waiting);
                        changes += waiting.Changes.Count;
                    }
                }

                if (group.Count == 0)
                {
                    underWay--;
                }
            }

            return group;
        }
    }
}
