using System.Linq.Expressions;
using Hangfire;
using RetailGateway.Features.Messages;
using RetailGateway.Features.Orders.Deadlines;
using RetailGateway.Features.Orders.Pools;
using RetailGateway.Features.Orders.Replenishment;
using RetailGateway.Features.Settlements.Runs;
using RetailGateway.Features.Stock;
using RetailGateway.Features.Stock.Expected;
using RetailGateway.Features.Sync;
using RetailGateway.Features.Sync.Drift;
using RetailGateway.Features.Sync.Files;

namespace RetailGateway.Jobs;

/// <summary>
/// Puts the schedule in place when the host starts, and again and again: putting it again changes nothing, and where the
/// scheduler's tables were lost and made anew it comes back by itself.
/// </summary>
internal sealed class Schedule(IRecurringJobManager jobs, TimeProvider time, ILogger<Schedule> log) : BackgroundService
{
    private static readonly TimeSpan PutAgainAfter = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(PutAgainAfter, time);
        do
        {
            try
            {
                Put();
            }
            catch (Exception error)
            {
                // Whatever keeps the scheduler from its tables: what is prompt does not need them.
                log.LogWarning("The schedule could not be put in place and will be: {Reason}", error.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Put()
    {
        Prompt<ExpireReservations>("stock.expire-reservations", job => job.Run(CancellationToken.None));
        Prompt<CheckDrift>("sync.check-asked-drift", job => job.RunAsked(CancellationToken.None));
        Prompt<RaiseUnfulfilled>("stock.raise-unfulfilled", job => job.Run(CancellationToken.None));
        Prompt<ClosePools>(ClosePools.Job, job => job.Run(CancellationToken.None));
        jobs.AddOrUpdate<TellOfMatters>(TellOfMatters.Job, Workload.Prompt.Queue, job => job.Run(CancellationToken.None), "*/3 * * * *");
        jobs.AddOrUpdate<KeepDeadlines>(KeepDeadlines.Job, Workload.Prompt.Queue, job => job.Run(CancellationToken.None), "*/5 * * * *");
        // Six in the morning comes three times: WIT, WITA and WIB.
        jobs.AddOrUpdate<SendDigests>(SendDigests.Job, Workload.Prompt.Queue, job => job.Run(CancellationToken.None), () => Cron.Hourly());

        jobs.AddOrUpdate<LagHistory>(LagHistory.Job, Workload.Prompt.Queue, job => job.Run(CancellationToken.None), "*/15 * * * *");

        // One o'clock in Jakarta, when the shops are closed.
        Nightly<CheckDrift>("sync.check-drift", job => job.Run(CancellationToken.None), hourUtc: 18);
        // Weekly for most; books that end on another day of the week or month are closed the night after.
        Nightly<SettlePeriods>(SettlePeriods.Job, job => job.Run(CancellationToken.None), hourUtc: 18);
        Nightly<NightlyFiles>("sync.leave-files", job => job.Run(CancellationToken.None), hourUtc: 18);
        // Three o'clock in Jakarta: what the night told of stock is in, and the board is there before the shops open.
        Nightly<ProposeOrders>(ProposeOrders.Job, job => job.Run(CancellationToken.None), hourUtc: 20);
        Nightly<Retention>("house.retention", job => job.Run(CancellationToken.None), hourUtc: 19);
    }

    private void Prompt<T>(string name, Expression<Func<T, Task>> run) => jobs.AddOrUpdate(name, Workload.Prompt.Queue, run, Cron.Minutely);

    private void Nightly<T>(string name, Expression<Func<T, Task>> run, int hourUtc) =>
        jobs.AddOrUpdate(name, Workload.Long.Queue, run, () => Cron.Daily(hourUtc));
}
