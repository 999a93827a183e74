using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Orders.Contracts;

namespace RetailGateway.Features.Sync.Contracts;

/// <summary>What is asked of a party's people: open conflicts whose turn is theirs, codes that nobody has mapped, orders that are late, do not fit or are kept back as pooled, and streams that wait for somebody.</summary>
internal sealed class AskedOf(GatewayDb database)
{
    private const string Conflicts =
        """
        select 'conflict/' || f.conflict_id as key, 'conflict' as kind, f.kind as detail, g.name as subject, l.name as place, 1::bigint as lines,
            f.opened_at as since, f.rupiah_at_risk as rupiah, '/sync/conflicts/' || f.conflict_id as link, count(*) over () as of
        from conflict f
        left join product g on g.owner_id = f.owner_id and g.product_id = f.product_id
        left join location l on l.owner_id = f.owner_id and l.location_id = f.location_id
        where f.owner_id = @owner and f.closed_at is null and f.acts_next = 'owner'
        order by coalesce(f.rupiah_at_risk, -1) desc, f.conflict_id
        limit @most
        """;

    private const string Codes =
        """
        select format('review/%s/%s', r.connection_id, upper(r.item_code)) as key, 'review' as kind, null as detail, min(r.item_code) as subject,
            c.name as place, count(*) as lines, min(r.opened_at) as since, null::numeric as rupiah, '/sync/review/' || min(r.review_item_id) as link,
            count(*) over () as of
        from review_item r
        join connection c on c.owner_id = r.owner_id and c.connection_id = r.connection_id
        where r.owner_id = @owner and r.applied_at is null and r.dismissed_at is null
        group by r.connection_id, c.name, upper(r.item_code)
        order by count(*) desc, min(r.review_item_id)
        limit @most
        """;

    /// <summary>Reads it, most rupiah first.</summary>
    /// <param name="caller">The party.</param>
    /// <param name="most">Of each kind, so many at most.</param>
    /// <param name="cancel">Ends the reading.</param>
    internal async Task<AskedMatters> Read(Caller caller, int most, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        var status = await GetConnections.Read(work, caller);
        List<AskedMatter> streams =
        [
            .. from connection in status.Connections
               from stream in connection.Streams
               where stream.Turn is WhoseTurn.You or WhoseTurn.Administrator
               select new AskedMatter(
                   $"stream/{connection.Id}/{stream.Kind}/{stream.Party}", "stream", stream.Kind, connection.Name, stream.Party, stream.Waiting,
                   Since: null, stream.RupiahAtRisk, $"/work/streams/{stream.WorkId}", OfAdministrator: stream.Turn == WhoseTurn.Administrator),
        ];
        if (caller.Kind == PartyKind.Authority)
        {
            return new AskedMatters(streams, streams.Count);
        }

        var of = new { owner = caller.Party.Value, most };
        var conflicts = (await work.Connection.QueryAsync<Row>(Conflicts, of)).AsList();
        var codes = (await work.Connection.QueryAsync<Row>(Codes, of)).AsList();
        var orders = (await work.Connection.QueryAsync<Row>(AskedOrders.Matters, of)).AsList();
        IEnumerable<AskedMatter> all =
            [.. streams, .. conflicts.Select(row => row.Matter()), .. codes.Select(row => row.Matter()), .. orders.Select(row => row.Matter())];
        return new AskedMatters(
            [.. all.OrderByDescending(matter => matter.Rupiah ?? 0)],
            streams.Count + (conflicts is [var conflict, ..] ? conflict.Of : 0) + (codes is [var code, ..] ? code.Of : 0) + (orders is [var order, ..] ? order.Of : 0));
    }

    private sealed record Row(
        string Key, string Kind, string? Detail, string? Subject, string? Place, long Lines, DateTime Since, decimal? Rupiah, string Link, long Of)
    {
        internal AskedMatter Matter() => new(Key, Kind, Detail, Subject, Place, Lines, Since, Rupiah, Link, OfAdministrator: false);
    }
}

/// <summary>What is asked of a party's people.</summary>
/// <param name="First">Most rupiah first.</param>
/// <param name="Count">How many there are, read or not.</param>
internal sealed record AskedMatters(IReadOnlyList<AskedMatter> First, long Count);

/// <summary>One matter that waits for people of a party.</summary>
/// <param name="Key">Names it as long as it is open.</param>
/// <param name="Kind"><c>conflict</c>, <c>review</c>, <c>order</c> or <c>stream</c>.</param>
/// <param name="Detail">A conflict's kind, a stream's, or what an order is.</param>
/// <param name="Subject">The goods, the code, the order, or the connection.</param>
/// <param name="Place">Where, or whose.</param>
/// <param name="Lines">How many lines wait in it.</param>
/// <param name="Since">Since when; null for a stream.</param>
/// <param name="Rupiah">What may be lost; null where it has no price.</param>
/// <param name="Link">Where it is worked, a path of the console.</param>
/// <param name="OfAdministrator">It waits for whoever runs the gateway.</param>
internal sealed record AskedMatter(
    string Key, string Kind, string? Detail, string? Subject, string? Place, long Lines, DateTimeOffset? Since, decimal? Rupiah, string Link, bool OfAdministrator)
{
    /// <summary>The job that keeps deadlines tells of it, and of more people.</summary>
    internal bool IsToldElsewhere => this is { Kind: "order", Detail: AskedOrders.IsLate };
}
