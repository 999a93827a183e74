using System.Diagnostics;
using Npgsql;
using RetailGateway.Database;
using RetailGateway.Features.Operations.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Settlements.Runs;

/// <summary>
/// The settlement job: closes every period that has ended, pair by pair, a transaction a document. What is due is
/// derived from the tables, so a run that was killed is gone on with, and a second run changes nothing.
/// </summary>
internal sealed class SettlePeriods(GatewayDb database, JobRuns runs, RunGate gate, ILogger<SettlePeriods> log)
{
    internal const string Job = "settlement.run";

    /// <summary>Bounds a run; the next goes on.</summary>
    private const int MostDocuments = 2_000;

    /// <summary>What a note tells one by one.</summary>
    private const int MostWaitsTold = 50;

    /// <summary>Seconds after which another run is worth meeting again.</summary>
    private const int RetryAfter = 2;

    /// <summary>A caller waits for it, within the bounds of a request.</summary>
    private static readonly TimeSpan RequestPatience = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan JobPatience = TimeSpan.FromMinutes(30);

    public Task Run(CancellationToken cancel) =>
        runs.Record(Job, async stop => (await Settle(cooperative: null, JobPatience, stop)).Outcome, cancel);

    /// <summary>On demand: one cooperative's, both hops.</summary>
    /// <exception cref="Refusal">Another run is at work; what this one settled before it met the other stays.</exception>
    internal async Task<JobOutcome> Run(int cooperative, CancellationToken cancel)
    {
        using var pass = gate.TryEnter(cooperative) ?? throw UnderWay();
        RunOutcome? run = null;
        await runs.Record(Job, async stop => (run = await Settle(cooperative, RequestPatience, stop)).Outcome, cancel);
        return run!.MetAnother ? throw UnderWay() : run.Outcome;
    }

    private static Refusal UnderWay() => new(Problems.SettlementUnderWay) { RetryAfter = RetryAfter };

    private async Task<RunOutcome> Settle(int? cooperative, TimeSpan patience, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        var pairs = await Pair.All(database, cooperative, cancel);
        var (documents, lines, waits, metAnother) = (0, 0, new List<string>(), false);
        foreach (var pair in pairs)
        {
            try
            {
                PairOutcome outcome;
                do
                {
                    if (documents >= MostDocuments || Stopwatch.GetElapsedTime(began) > patience)
                    {
                        waits.Insert(0, RunNote.Of("bounds", "the run reached its bounds, and the next goes on"));
                        return Outcome();
                    }

                    outcome = await Next(pair, cancel);
                    documents += outcome.Lines > 0 ? 1 : 0;
                    lines += outcome.Lines;
                }
                while (outcome.Lines > 0);
                waits.AddRange(outcome.Waits);
            }
            catch (PairAtWork other)
            {
                metAnother = true;
                waits.Add(pair.Note("at-work", other.Message));
            }
            catch (Exception error) when (!cancel.IsCancellationRequested)
            {
                // Whatever it was: its neighbours are settled all the same, and the next run takes it again.
                log.LogError(error, "{Hop} {Consignor} at {Consignee}: its settlement broke off", pair.Hop, pair.ConsignorId, pair.ConsigneeId);
                waits.Add(pair.Note("unsettled", (error as PostgresException)?.MessageText ?? error.Message));
            }
        }

        return Outcome();

        RunOutcome Outcome() => new(new JobOutcome(pairs.Count, lines, waits.Count, Note(waits)), metAnother);
    }

    private async Task<PairOutcome> Next(Pair pair, CancellationToken cancel)
    {
        await using var work = await database.BeginJob(cancel);
        var outcome = await SettlePair.Next(work, pair, await Clock.Now(work, cancel));
        await work.Commit(cancel);
        return outcome;
    }

    private static string Note(List<string> waits) =>
        RunNote.Join([.. waits.Take(MostWaitsTold), .. waits.Count > MostWaitsTold ? [RunNote.Of("more", ("count", waits.Count - MostWaitsTold))] : Array.Empty<string>()]);

    private sealed record RunOutcome(JobOutcome Outcome, bool MetAnother);
}
