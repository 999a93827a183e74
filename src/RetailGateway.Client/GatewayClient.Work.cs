using RetailGateway.Client.Wire;

namespace RetailGateway.Client;

/// <content>Work that is due, and stepping in.</content>
public sealed partial class GatewayClient
{
    /// <summary>Every run of the gateway's scheduled jobs, newest first.</summary>
    /// <param name="job">Only of this job, for example stock.expire-reservations.</param>
    /// <param name="broke">Only those that broke, or that did not.</param>
    /// <param name="underWay">Only those that have not ended.</param>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<JobRun> JobRuns(string? job = null, bool? broke = null, bool? underWay = null, CancellationToken cancel = default) =>
        Pages.All((cursor, stop) => work.Runs(job, broke, underWay, Pages.Size, cursor, stop), cancel);

    /// <summary>Every piece of work that is due, under way, or waits for a person.</summary>
    /// <param name="kind">Only feed, job, line, reservations or stream.</param>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<DueWork> DueWork(string? kind = null, CancellationToken cancel = default) =>
        Pages.All((cursor, stop) => work.Due(kind, Pages.Size, cursor, stop), cancel);

    /// <summary>Makes a stream due now.</summary>
    /// <param name="id">The <see cref="Client.DueWork.Id"/> of the stream.</param>
    /// <param name="reason">Why, in a person's own words, 1 to 500 characters; kept in the audit log.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<DueWork> RetryStream(string id, string reason, string? key = null, CancellationToken cancel = default) =>
        work.RetryStream(Key(key), id, new StepIn(reason), cancel);

    /// <summary>Takes a stream out of the hands of a holder that is gone.</summary>
    /// <param name="id">The <see cref="Client.DueWork.Id"/> of the stream.</param>
    /// <param name="reason">Why, in a person's own words, 1 to 500 characters; kept in the audit log.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<DueWork> ReleaseStream(string id, string reason, string? key = null, CancellationToken cancel = default) =>
        work.ReleaseStream(Key(key), id, new StepIn(reason), cancel);

    /// <summary>Puts a stream aside: nothing flows until it is taken up again.</summary>
    /// <param name="id">The <see cref="Client.DueWork.Id"/> of the stream.</param>
    /// <param name="reason">Why, in a person's own words, 1 to 500 characters; kept in the audit log.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<DueWork> ParkStream(string id, string reason, string? key = null, CancellationToken cancel = default) =>
        work.ParkStream(Key(key), id, new StepIn(reason), cancel);

    /// <summary>Takes a stream up again that was put aside.</summary>
    /// <param name="id">The <see cref="Client.DueWork.Id"/> of the stream.</param>
    /// <param name="reason">Why, in a person's own words, 1 to 500 characters; kept in the audit log.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<DueWork> UnparkStream(string id, string reason, string? key = null, CancellationToken cancel = default) =>
        work.UnparkStream(Key(key), id, new StepIn(reason), cancel);
}
