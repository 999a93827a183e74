using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Audit.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders.Pools;

/// <summary>What the console's forms do with pools: the same as a system does, and each form once.</summary>
internal sealed class PoolForms(Writes writes, PoolActs acts)
{
    /// <summary>Opens one.</summary>
    /// <returns>Its number; null where this form opened one before: nothing is done now.</returns>
    /// <exception cref="Refusal">Something that it names is not there, or no terms let the party order there today.</exception>
    internal async Task<long?> Open(HttpContext http, Caller caller, Guid form, NewPool wanted)
    {
        var opened = default(long?);
        await Once(http, caller, form, async work => opened = (await PoolActs.Open(work, caller, wanted, http.RequestAborted)).Id);
        return opened;
    }

    /// <summary>Gives a shop's share, or changes it; a person's word is in the audit log, for a share tells only who spoke last.</summary>
    /// <returns>False where this form did it before: nothing is done now.</returns>
    /// <exception cref="Refusal">It is late, or names what is not there.</exception>
    internal Task<bool> Give(HttpContext http, Caller caller, Guid form, long pool, NewShare share) => Once(http, caller, form, async work =>
    {
        var given = await GivenShares.Give(work, caller, pool, [share], http.RequestAborted);
        AuditLog.Write(
            work, caller, "give", PoolActs.Subject(pool), before: null,
            new { location = given[0].Location, product = given[0].Product, quantity = given[0].Quantity }, reason: null);
    });

    /// <summary>Puts a proposed order in.</summary>
    /// <returns>False where this form did it before: nothing is done now.</returns>
    /// <exception cref="Refusal">The pool is closed, the proposal decided otherwise, or another supplier's.</exception>
    internal Task<bool> Gather(HttpContext http, Caller caller, Guid form, long pool, long proposal) =>
        Once(http, caller, form, work => PooledProposals.Gather(work, caller, pool, proposal, http.RequestAborted));

    /// <summary>Closes it now.</summary>
    /// <returns>False where this form did it before: nothing is done now.</returns>
    /// <exception cref="Refusal">It was cancelled or empty, or nothing of it can be ordered so.</exception>
    internal Task<bool> Close(HttpContext http, Caller caller, Guid form, long pool, bool belowMinimum) =>
        Once(http, caller, form, work => acts.Close(work, caller, pool, belowMinimum, http.RequestAborted));

    /// <summary>Moves its closing time.</summary>
    /// <returns>False where this form did it before: nothing is done now.</returns>
    /// <exception cref="Refusal">It is decided, or the instant is not ahead.</exception>
    internal Task<bool> Extend(HttpContext http, Caller caller, Guid form, long pool, DateTimeOffset closesAt) =>
        Once(http, caller, form, work => PoolActs.Extend(work, caller, pool, closesAt, http.RequestAborted));

    /// <summary>Ends it without an order.</summary>
    /// <returns>False where this form did it before: nothing is done now.</returns>
    /// <exception cref="Refusal">It is decided.</exception>
    internal Task<bool> Cancel(HttpContext http, Caller caller, Guid form, long pool, string reason) =>
        Once(http, caller, form, work => PoolActs.Cancel(work, caller, pool, reason));

    private Task<bool> Once(HttpContext http, Caller caller, Guid form, Func<Work, Task> act) => writes.OnceForForm(http, caller, form.ToString("N"), act);
}
