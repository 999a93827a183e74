using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;

namespace RetailGateway.Features.Sync.Review;

/// <summary>An item code of one system, with the lines that wait with it: one decision maps them all.</summary>
/// <param name="ItemCode">The code, as one of the lines has it.</param>
/// <param name="System">The name of the connection that sends it.</param>
/// <param name="Lines">How many lines wait.</param>
/// <param name="First">The number of the first of them.</param>
/// <param name="Since">Since when that one waits.</param>
/// <param name="Refused">How many wait for another reason than their code.</param>
internal sealed record WaitingCode(string ItemCode, string System, long Lines, long First, DateTime Since, long Refused)
{
    /// <summary>A page of the codes, those with most lines first, and how many there are.</summary>
    internal static async Task<(IReadOnlyList<WaitingCode> Codes, long Count)> Most(Work work, Caller caller, int skip, int take)
    {
        var rows = (await work.Connection.QueryAsync<WaitingCode, long, (WaitingCode Code, long All)>(
            """
            with codes as materialized (
                select min(r.item_code) as item_code, c.name as system, count(*) as lines, min(r.review_item_id) as first, min(r.opened_at) as since,
                    count(*) filter (where r.waits_because is not null) as refused
                from review_item r join connection c on c.owner_id = r.owner_id and c.connection_id = r.connection_id
                where r.owner_id = @owner and r.applied_at is null and r.dismissed_at is null
                group by c.connection_id, c.name, upper(r.item_code))
            select page.*, n.codes
            from (select count(*) as codes from codes) n
            left join lateral (select * from codes order by lines desc, first offset @skip limit @take) page on true
            """,
            (code, all) => (code, all),
            new { owner = caller.Party.Value, skip, take },
            splitOn: "codes")).AsList();
        return ([.. rows.Select(row => row.Code).Where(code => code.Lines > 0)], rows[0].All);
    }
}
