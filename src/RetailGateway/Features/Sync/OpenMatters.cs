using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Features.Sync;

/// <summary>How many matters wait for the caller's own people: open conflicts whose turn is theirs, and lines in review.</summary>
internal sealed class OpenMatters(GatewayDb database)
{
    /// <summary>Their number; the authority has none.</summary>
    internal async Task<long> Count(Caller caller, CancellationToken cancel)
    {
        if (caller.Kind == PartyKind.Authority)
        {
            return 0;
        }

        await using var work = await database.Open(caller, cancel);
        return await work.Connection.ExecuteScalarAsync<long>(
            """
            select (select count(*) from conflict where owner_id = @owner and closed_at is null and acts_next = 'owner')
                + (select count(*) from review_item where owner_id = @owner and applied_at is null and dismissed_at is null)
            """,
            new { owner = caller.Party.Value });
    }
}
