using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;

namespace RetailGateway.Features.Audit.Contracts;

/// <summary>What was done to one thing, for the page that shows it.</summary>
internal sealed class SubjectHistory(GatewayDb database)
{
    private const int Most = 50;

    /// <summary>The newest acts first.</summary>
    internal async Task<IReadOnlyList<Act>> Read(Caller caller, AuditSubject of, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        return (await work.Connection.QueryAsync<Act>(new CommandDefinition(
            """
            select at, actor, act as done, reason from audit_entry
            where owner_id = @owner and subject_kind = @Kind and subject_id = @Id
            order by audit_id desc limit @Most
            """,
            new { owner = caller.Party.Value, of.Kind, of.Id, Most },
            cancellationToken: cancel))).AsList();
    }
}

/// <summary>One act.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who: <c>person:</c> and their number, <c>key:</c> and its id, or <c>gateway</c>.</param>
/// <param name="Done">What was done, as a verb.</param>
/// <param name="Reason">Why, in their words.</param>
internal sealed record Act(DateTime At, string Actor, string Done, string? Reason);
