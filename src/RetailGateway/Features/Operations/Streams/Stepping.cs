using System.Globalization;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Audit.Contracts;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Operations.Streams;

/// <summary>Why somebody steps in.</summary>
/// <param name="Reason">In their own words, 1 to 500 characters; kept in the audit log.</param>
internal sealed record StepIn(string Reason);

/// <summary>The row of a stream, by the parts of its id.</summary>
internal sealed record StreamKey(int Owner, int Connection, string Kind, int Counterparty);

/// <summary>A way of stepping into a stream.</summary>
/// <param name="Act">What it is called in the audit log.</param>
/// <param name="Change">What it does to the locked row, for whom and why.</param>
internal sealed record Step(string Act, Func<Work, StreamKey, Caller, string, Task> Change);

/// <summary>Steps into a stream for a form of the console.</summary>
internal sealed class StreamSteps(Writes writes)
{
    /// <summary>Does it once for each number that a form carries.</summary>
    /// <returns>False where this form did it before: nothing is done now.</returns>
    /// <exception cref="Refusal">No such stream, no reason, or another party's parking.</exception>
    internal Task<bool> Act(HttpContext http, Caller caller, string? form, string id, Step step, string? reason) =>
        writes.OnceForForm(http, caller, form, work => Stepping.Act(work, caller, id, step, reason));
}

/// <summary>What all ways of stepping into a stream share: find and lock it, act, log the act, answer with what it has become.</summary>
internal static class Stepping
{
    internal const int ReasonLength = 500;

    internal static Task<IResult> Answer(HttpContext http, string id, Body<StepIn> body, Caller caller, Writes writes, Step step) =>
        writes.Once(http, caller, body, async work => Http.Answer.Ok(await Act(work, caller, id, step, body.Value.Reason)));

    /// <summary>Does it in the caller's transaction.</summary>
    internal static async Task<DueWork?> Act(Work work, Caller caller, string id, Step step, string? given)
    {
        var key = await Lock(work, id);
        var check = new Check();
        var reason = check.Text("/reason", given, ReasonLength);
        check.Done();
        var before = await WorkRows.Stream(work, caller, id);
        if (before is { ParkedBy: { } other } && !await IsOf(work, caller, other))
        {
            throw new Refusal(Problems.ParkedByAnother, $"{other} parked it: {before.ParkedBecause}");
        }

        await step.Change(work, key, caller, reason);
        var after = await WorkRows.Stream(work, caller, id);
        AuditLog.Write(work, caller, step.Act, new AuditSubject("stream", id), before, after, reason);
        return after;
    }

    /// <summary>The refusal of an id that is none of the caller's.</summary>
    internal static Refusal NoStream() => new(Problems.NotFound, "No stream that concerns you has that id.");

    /// <summary>Changes the stream's row.</summary>
    internal static Task Set(Work work, StreamKey key, string set, object? values = null)
    {
        var parameters = new DynamicParameters(values);
        parameters.AddDynamicParams(key);
        return work.Connection.ExecuteAsync(
            $"update sync_stream set {set} where owner_id = @Owner and connection_id = @Connection and kind = @Kind and counterparty_id = @Counterparty",
            parameters);
    }

    /// <summary>Locked by those alone who may change it; for others it is not there.</summary>
    private static async Task<StreamKey> Lock(Work work, string id)
    {
        var found = id.Split('-') is [var owner, var connection, var kind, var counterparty]
            && Number(owner) is { } first && Number(connection) is { } second && Number(counterparty) is { } third
                ? await work.Connection.QuerySingleOrDefaultAsync<StreamKey>(
                    """
                    select owner_id as owner, connection_id as connection, kind, counterparty_id as counterparty
                    from sync_stream
                    where owner_id = @first and connection_id = @second and kind = @kind and counterparty_id = @third
                    for update
                    """,
                    new { first, second, kind, third })
                : null;
        return found ?? throw NoStream();
    }

    private static Task<bool> IsOf(Work work, Caller caller, string party) => work.Connection.ExecuteScalarAsync<bool>(
        "select exists (select from party where owner_id = @owner and code = @party)", new { owner = caller.Party.Value, party });

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
