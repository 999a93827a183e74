using Dapper;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Register;

/// <summary>Rows of parties. Whom the caller sees is the database's own decision.</summary>
internal static class PartyRows
{
    internal static async Task<Party> Read(Work work, int id) =>
        (await List(work, id, kind: null, code: null, after: 0, take: 1)).SingleOrDefault()
            ?? throw new Refusal(Problems.NotFound, "No party that you deal with has that number.");

    internal static async Task<List<Party>> List(Work work, int? id, string? kind, string? code, long after, int take)
    {
        var rows = await work.Connection.QueryAsync<Row>(
            """
            select p.owner_id, p.code, p.name, p.kind, p.cooperative_kind, p.environment, t.pkp, p.registered_at
            from party p
            left join lateral (
                select s.pkp
                from party_tax_status s
                where s.owner_id = p.owner_id and s.valid_from <= current_date
                order by s.valid_from desc
                limit 1) t on true
            where (@id::integer is null or p.owner_id = @id) and (@kind::text is null or p.kind = @kind)
                and (@code::text is null or p.code = upper(@code)) and p.owner_id > @after
            order by p.owner_id
            limit @take
            """,
            new { id, kind, code, after, take });
        return [.. rows.Select(row => row.Party())];
    }

    private sealed record Row(
        int OwnerId, string Code, string Name, string Kind, string? CooperativeKind, string Environment, bool? Pkp, DateTime RegisteredAt)
    {
        internal Party Party() => new(
            OwnerId, Code, Name, Names.Read<PartyKind>(Kind),
            CooperativeKind is null ? null : Names.Read<CooperativeKind>(CooperativeKind),
            Environment, Pkp, RegisteredAt);
    }
}

/// <summary>An organisation (pihak).</summary>
/// <param name="Id">Its number, the owner of all it registers.</param>
/// <param name="Code">Its code, unique in its environment.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="CooperativeKind">Whose cooperative it is; null for other kinds.</param>
/// <param name="Environment">live or test; nothing crosses the two.</param>
/// <param name="Pkp">Registered for VAT today; null where that is not shown to you or not recorded.</param>
/// <param name="RegisteredAt">Since when it is in the register.</param>
internal sealed record Party(
    int Id, string Code, string Name, PartyKind Kind, CooperativeKind? CooperativeKind, string Environment, bool? Pkp, DateTimeOffset RegisteredAt);
