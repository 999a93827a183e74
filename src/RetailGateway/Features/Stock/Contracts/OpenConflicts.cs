using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Contracts;

/// <summary>A matter to open. While it is open the same matter is not opened again.</summary>
/// <param name="Owner">Whose matter it is: who sees it and acts.</param>
/// <param name="Connection">The system whose word brought it about.</param>
/// <param name="Kind">One of <see cref="ConflictKind"/>.</param>
/// <param name="Evidence">Both sides, with figures; serialized as it is.</param>
internal sealed record NewConflict(PartyId Owner, ConnectionId Connection, string Kind, object Evidence)
{
    /// <summary>Whose system it is, where it is a partner's.</summary>
    internal PartyId? ConnectionOwner { get; init; }

    /// <summary>Where; null where the matter has no place.</summary>
    internal int? Location { get; init; }

    /// <summary>Of what; null where the matter is of no one product.</summary>
    internal int? Product { get; init; }

    /// <summary>The change in question, where it is one.</summary>
    internal string? ChangeId { get; init; }

    /// <summary>What it is about beside a position and a change: a kind and an id of that kind.</summary>
    internal (string Kind, string Id)? Subject { get; init; }

    /// <summary>How many base units are in doubt: at the price in force they are the rupiah at risk.</summary>
    internal Quantity? InDoubt { get; init; }

    /// <summary>Whose turn it is: <c>owner</c>, <c>partner</c> or <c>us</c>.</summary>
    internal string ActsNext { get; init; } = "owner";
}

/// <summary>Opens matters for a person, and closes those that mended themselves. For every feature that finds one.</summary>
internal static class OpenConflicts
{
    // The dearest of the prices in force today, for a base unit: whoever looks should see what may be lost at most.
    private const string Insert =
        """
        insert into conflict (owner_id, kind, location_id, product_id, connection_id, change_id, evidence,
            connection_owner_id, subject_kind, subject_id, acts_next, rupiah_at_risk)
        select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, (
            select case when max(newest.per_unit) is not null then least(round(abs($12::numeric) * max(newest.per_unit), 2), 999999999999999999.99) end
            from (
                select distinct on (p.partnership_id, p.pack_code) p.amount / p.base_quantity / k.factor as per_unit
                from price p
                join pack k on k.owner_id = p.owner_id and k.product_id = p.product_id and k.code = p.pack_code
                where p.owner_id = $1 and p.product_id = $4 and p.valid_from <= current_date and p.currency = 'IDR'
                order by p.partnership_id, p.pack_code, p.valid_from desc) newest)
        where $6 = '' or not exists (
            select from conflict decided
            where decided.owner_id = $1 and decided.connection_id = $5 and decided.change_id = $6 and decided.kind = $2
                and decided.resolution in ('accepted', 'corrected', 'dismissed') and decided.evidence = $7)
        on conflict do nothing
        """;

    /// <summary>
    /// Opens a matter with the transaction's next round trip; does nothing while the same one is open, nor where a
    /// person has decided it for this change on the same evidence.
    /// </summary>
    internal static NpgsqlBatchCommand Open(NewConflict conflict) => Sql.Command(
        Insert,
        conflict.Owner.Value,
        conflict.Kind,
        Number(conflict.Location),
        Number(conflict.Product),
        conflict.Connection.Value,
        conflict.ChangeId ?? "",
        new NpgsqlParameter { Value = JsonSerializer.Serialize(conflict.Evidence, Json.Options), NpgsqlDbType = NpgsqlDbType.Jsonb },
        Number(conflict.ConnectionOwner?.Value),
        Text(conflict.Subject?.Kind),
        Text(conflict.Subject?.Id),
        conflict.ActsNext,
        new NpgsqlParameter { Value = (object?)conflict.InDoubt?.ToDecimal() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Numeric });

    /// <summary>Closes what mended itself at a position, for every matter of this kind there.</summary>
    internal static NpgsqlBatchCommand Mended(PartyId owner, string kind, int location, int product, MendedBecause because) => Sql.Command(
        """
        update conflict set closed_at = now(), closed_because = $5, closed_by = 'gateway', resolution = 'mended'
        where owner_id = $1 and kind = $2 and location_id = $3 and product_id = $4 and closed_at is null
        """,
        owner.Value,
        kind,
        location,
        product,
        because.Text);

    /// <summary>Closes what mended itself of one subject: a document, an expected movement, a batch.</summary>
    internal static NpgsqlBatchCommand Mended(PartyId owner, string kind, (string Kind, string Id) subject, MendedBecause because) => Sql.Command(
        """
        update conflict set closed_at = now(), closed_because = $5, closed_by = 'gateway', resolution = 'mended'
        where owner_id = $1 and kind = $2 and subject_kind = $3 and subject_id = $4 and closed_at is null
        """,
        owner.Value,
        kind,
        subject.Kind,
        subject.Id,
        because.Text);

    private static NpgsqlParameter Number(int? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer };

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
}
