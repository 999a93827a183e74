using Npgsql;
using RetailGateway.Database;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Deadlines;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Features.Messages.Contracts;
using RetailGateway.Features.Operations.Contracts;
using RetailGateway.Http;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Orders.Deadlines;

/// <summary>
/// The job that keeps orders' deadlines: it reminds, escalates, asks the partner, and sends a request to cancel or withdraws.
/// A step is lasting together with the note that it was taken, and is looked for under the order's lock: at most once,
/// whoever else runs. It never gives back stock of what the seller may have.
/// </summary>
internal sealed class KeepDeadlines(
    GatewayDb database, OrderDeadlines deadlines, OrderRecording recording, Recipients recipients, IEnumerable<IConnector> connectors, JobRuns runs)
{
    internal const string Job = "orders.keep-deadlines";

    private const int Batch = 500;

    /// <summary>Bounds a run; the next goes on.</summary>
    private const int MostBatches = 10;

    private const int Attempts = 5;

    /// <summary>How long a partner that is down, or an order that broke, is left alone.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    /// <summary>Of partners that show their orders.</summary>
    private readonly string[] dialects = [.. connectors.OfType<IShowsOrders>().Select(connector => connector.Dialect)];

    public Task Run(CancellationToken cancel) => runs.Record(Job, Keep, cancel);

    private async Task<JobOutcome> Keep(CancellationToken cancel)
    {
        var (seen, taken, stuck) = (0, 0, new List<string>());
        for (var batch = 0; batch < MostBatches; batch++)
        {
            var looked = await Look(cancel);
            (seen, taken) = (seen + looked.Seen, taken + looked.Told);
            foreach (var (order, step) in looked.Alone)
            {
                try
                {
                    taken += step is { } document ? await Send(order, document, cancel) : await Reckon(order, cancel);
                }
                catch (Exception error) when (error is PostgresException or StaleBook or Refusal)
                {
                    // Its neighbours go on all the same.
                    stuck.Add(RunNote.Of("order-stuck", error.Message, ("order", order.OrderId)));
                    await Leave(order, cancel);
                }
            }

            if (looked.Seen < Batch)
            {
                break;
            }
        }

        return new JobOutcome(seen, taken, stuck.Count, RunNote.Join(stuck));
    }

    /// <summary>Looks at what is due, and tells whoever is to be told, all at once.</summary>
    /// <returns>Those that need a transaction of their own: for a document of the buyer's, or, without a step, a deadline.</returns>
    private async Task<(int Seen, int Told, List<(DueOrder Order, DeadlineStep? Step)> Alone)> Look(CancellationToken cancel)
    {
        await using var work = await database.BeginJob(cancel);
        var due = await DueOrder.Lock(work, Batch);
        var now = await Clock.Now(work, cancel);
        List<(DueOrder Order, DeadlineStep? Step)> alone = [];
        List<(DueOrder Order, DeadlineStep Step)> told = [];
        List<(DueOrder Order, DateTimeOffset? At, bool AwaitsPartner)> later = [];
        foreach (var (order, taken) in due)
        {
            var answer = order.Deadline is null ? default : deadlines.Ask(order, taken, now);
            if (order.Deadline is null || answer.Step is DeadlineStep.RequestCancellation or DeadlineStep.Withdraw)
            {
                alone.Add((order, answer.Step));
                continue;
            }

            later.Add((order, answer.AwaitsPartner ? now + Rest : answer.NextAt, answer.AwaitsPartner));
            if (answer.Step is { } step)
            {
                told.Add((order, step));
            }
        }

        await DueOrder.LookAgain(work, later);
        await DueOrder.Take(work, told);
        var asked = told.Where(one => one.Step == DeadlineStep.AskPartner).Select(one => one.Order).ToList();
        work.Defer(OrderEvents.AskForStatus(asked));
        work.Defer(OrderEvents.CheckBoth(asked, dialects));
        if (told.Exists(one => one.Step <= DeadlineStep.Escalate))
        {
            var people = (await recipients.ByParty(cancel)).ToDictionary(party => party.Key, party => party.ToList());
            foreach (var (order, step) in told.Where(one => one.Step <= DeadlineStep.Escalate))
            {
                DeadlineMessages.Write(work, order, step, people);
            }
        }

        await work.Commit(cancel);
        return (due.Count, told.Count, alone);
    }

    private async Task<int> Send(DueOrder due, DeadlineStep step, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TrySend(due, step, cancel);
            }
            catch (StaleBook) when (attempt < Attempts)
            {
                // The catalogue moved on between its copy and the lock; the next try reads it anew.
            }
        }
    }

    /// <summary>Sends a cancellation in the buyer's name; not where the order has moved on meanwhile.</summary>
    private async Task<int> TrySend(DueOrder due, DeadlineStep step, CancellationToken cancel)
    {
        await using var work = await database.Open(due.Buyer, cancel);
        var order = await OrderRows.Lock(work, due.OrderId);
        if (await OrderRows.Version(work, order) != due.Version || await DueOrder.Take(work, [(due, step)]) == 0)
        {
            return 0;
        }

        var sent = new SentDocument(DocumentKind.OrderCancellation, DeadlineDocuments.Id(due.Version), await Clock.Now(work, cancel));
        var content = new DocumentContent { Withdraws = step == DeadlineStep.Withdraw ? true : null };
        await recording.Add(work, due.Buyer, order, new OrderStep.Cancel(), sent, (_, _) => Task.FromResult(content), cancel);
        await work.Commit(cancel);
        return 1;
    }

    /// <summary>Reckons the deadline of an order that was made when none was kept.</summary>
    private async Task<int> Reckon(DueOrder due, CancellationToken cancel)
    {
        await using var work = await database.BeginJob(cancel);
        var order = await OrderRows.Lock(work, due.OrderId);
        var documents = await OrderRows.Documents(work, order);
        work.Defer(OrderRows.WriteDeadline(order, deadlines.Of(order, FoldedOrder.Of([.. documents.Select(one => one.Document)]), documents)));
        await work.Commit(cancel);
        return 0;
    }

    private async Task Leave(DueOrder order, CancellationToken cancel)
    {
        await using var work = await database.BeginJob(cancel);
        await DueOrder.LookAgain(work, [(order, await Clock.Now(work, cancel) + Rest, false)]);
        await work.Commit(cancel);
    }
}
