using System.Text.Json;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Http;

namespace RetailGateway.Features.Sync.Conflicts;

/// <summary>A conflict as it is stored, with the codes of what it names.</summary>
internal sealed record ConflictRow(
    long ConflictId, string Kind, int? LocationId, int? ProductId, int ConnectionOwnerId, int ConnectionId, string? Location, string? Product, string? Connection,
    string? ChangeId, string Evidence, DateTime OpenedAt, DateTime? ClosedAt, string? ClosedBecause, string? SubjectKind, string? SubjectId,
    string ActsNext, decimal? RupiahAtRisk, string? ClosedBy, string? Resolution)
{
    internal const string Columns =
        """
        f.conflict_id, f.kind, f.location_id, f.product_id, coalesce(f.connection_owner_id, f.owner_id) as connection_owner_id, f.connection_id, l.code as location, g.code as product, c.code as connection,
            nullif(f.change_id, '') as change_id, f.evidence::text, f.opened_at, f.closed_at, f.closed_because, f.subject_kind, f.subject_id,
            f.acts_next, f.rupiah_at_risk, f.closed_by, case when f.closed_at is not null then coalesce(f.resolution, 'mended') end as resolution
        """;

    internal const string From =
        """
        from conflict f
        left join location l on l.owner_id = f.owner_id and l.location_id = f.location_id
        left join product g on g.owner_id = f.owner_id and g.product_id = f.product_id
        left join connection c on c.owner_id = coalesce(f.connection_owner_id, f.owner_id) and c.connection_id = f.connection_id
        where f.owner_id = @owner
        """;

    internal const string Query = $"select {Columns} {From}";

    /// <summary>What the rule of actions looks at.</summary>
    internal Matter Matter => new(Kind, ClosedAt is not null, Sides);

    /// <summary>Both sides of a change that differs; null where the evidence is of another kind.</summary>
    internal ChangeSides? Sides => Kind == Stock.Contracts.ConflictKind.ChangeDiffers ? ChangeSides.Read(Evidence) : null;

    /// <summary>The number of the expected movement that it is about.</summary>
    internal long Expected => long.Parse(SubjectId!, System.Globalization.CultureInfo.InvariantCulture);

    internal static async Task<ConflictRow?> Read(Work work, Caller caller, long id) =>
        await work.Connection.QuerySingleOrDefaultAsync<ConflictRow>($"{Query} and f.conflict_id = @id", new { owner = caller.Party.Value, id });

    /// <summary>
    /// Locks a matter to decide it. Its position comes first, as everywhere: an entry that mends a matter holds the
    /// position when it closes it.
    /// </summary>
    /// <exception cref="Refusal">There is none, or it was closed before.</exception>
    internal static async Task<ConflictRow> Lock(Work work, Caller caller, long id)
    {
        var key = new { owner = caller.Party.Value, id };
        await work.Connection.ExecuteAsync(
            """
            select from stock_position p
            where p.owner_id = @owner and (p.location_id, p.product_id) in (
                select f.location_id, f.product_id from conflict f where f.owner_id = @owner and f.conflict_id = @id)
            for update
            """,
            key);
        await work.Connection.ExecuteAsync("select from conflict where owner_id = @owner and conflict_id = @id for update", key);
        var row = await Read(work, caller, id) ?? throw NotFound();
        return row.ClosedAt is { } at
            ? throw new Refusal(Problems.AlreadyClosed, $"Closed as {row.Resolution} at {Rfc3339.Format(at)} by {row.ClosedBy ?? "gateway"}: {row.ClosedBecause}")
            : row;
    }

    internal static Refusal NotFound() => new(Problems.NotFound, "No conflict of yours has that number.");

    internal Conflict Conflict() => new(
        ConflictId, Kind, Location, Product, Connection, ChangeId, JsonSerializer.Deserialize<JsonElement>(Evidence), OpenedAt, ClosedAt, ClosedBecause,
        SubjectKind, SubjectId, ActsNext, RupiahAtRisk, ClosedBy, Resolution);
}
