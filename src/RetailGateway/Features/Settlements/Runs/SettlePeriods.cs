using System.Diagnostics;
using Npgsql;
using RetailGateway.Database;

namespace RetailGateway.Features.Settlements.Runs;

/// <summary>
/// The settlement job: closes every period that has ended, pair by pair, a transaction a document. What is due is
/// derived from the tables, so a run that was killed is gone on with, and a second run changes nothing.
/// </summary>
internal sealed class SettlePeriods(GatewayDb database, JobRuns runs)
{
    internal const string Job = "settlement.run";

    /// <summary>Bounds a run; the next goes on.</summary>
    private const int MostDocuments = 2_000;

    /// <summary>A caller waits for it, within the bounds of a request.</summary>
    private static readonly TimeSpan RequestPatience = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan JobPatience = TimeSpan.FromMinutes(30);

    public Task Run(CancellationToken cancel) => runs.Record(Job, stop => Settle(cooperative: null, JobPatience, stop), cancel);

    /// <summary>On demand: one cooperative's, both hops.</summary>
    internal async Task<JobOutcome> Run(int cooperative, CancellationToken cancel)
    {
        JobOutcome? outcome = null;
        await runs.Record(Job, async stop => outcome = await Settle(cooperative, RequestPatience, stop), cancel);
        return outcome!;
    }

    private async Task<JobOutcome> Settle(int? cooperative, TimeSpan patience, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        var pairs = await Pair.All(database, cooperative, cancel);
        var (documents, lines, waits) = (0, 0, new List<string>());
        foreach (var pair in pairs)
        {
            try
            {
                PairOutcome outcome;
                do
                {
                    if (documents >= MostDocuments || Stopwatch.GetElapsedTime(began) > patience)
                    {
                        return new JobOutcome(pairs.Count, lines, 1, "the run's bounds are reached; the next goes on");
                    }

                    outcome = await Next(pair, cancel);
                    documents += outcome.Lines > 0 ? 1 : 0;
                    lines += outcome.Lines;
                }
                while (outcome.Lines > 0);
                waits.AddRange(outcome.Waits);
            }
            catch (PostgresException error)
            {
                // Its neighbours are settled all the same; the next run takes it again.
                waits.Add($"{pair.Hop} {pair.ConsignorId} at {pair.ConsigneeId}: {error.MessageText}");
            }
        }

        return new JobOutcome(pairs.Count, lines, waits.Count, string.Join("; ", waits));
    }

    private async Task<PairOutcome> Next(Pair pair, CancellationToken cancel)
    {
        await using var work = await database.BeginJob(cancel);
        var outcome = await SettlePair.Next(work, pair, await Clock.Now(work, cancel));
        await work.Commit(cancel);
        return outcome;
    }
}
