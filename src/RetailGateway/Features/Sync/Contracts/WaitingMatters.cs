namespace RetailGateway.Features.Sync.Contracts;

/// <summary>How much of a party's is open whose turn is its own, as columns of somebody's statement; <c>$1</c> is the party.</summary>
internal static class WaitingMatters
{
    /// <summary>The columns conflicts and codes: a code is one item code of one system, however many lines wait with it.</summary>
    internal const string Figures =
        """
        (select count(*) from conflict where owner_id = $1 and closed_at is null and acts_next = 'owner') as conflicts,
        (select count(*) from (
            select from review_item where owner_id = $1 and applied_at is null and dismissed_at is null
            group by connection_id, upper(item_code)) codes) as codes
        """;

    /// <summary>The same of whoever sees none of it.</summary>
    internal const string Nothing = "0::bigint as conflicts, 0::bigint as codes";
}
