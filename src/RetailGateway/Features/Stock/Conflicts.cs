using System.Text.Json;
using Npgsql;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Stock.Positions;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock;

/// <summary>Matters of stock that a person should look at: opened once, closed by what mends them.</summary>
internal static class Conflicts
{
    /// <summary>
    /// Opens where a position crosses into trouble and closes where it comes out. The position is locked, so no
    /// crossing is missed and a position that stays where it was costs nothing.
    /// </summary>
    internal static void Crossing(Work work, PartyId owner, ConnectionId connection, Position position, string kind, bool was, bool now)
    {
        if (now && !was)
        {
            work.Defer(Open(
                owner, connection, position.Key, kind, changeId: "",
                new { before = position.Before.ToDecimal(), onHand = position.OnHand.ToDecimal(), reserved = position.Reserved.ToDecimal() }));
        }
        else if (was && !now)
        {
            work.Defer(Sql.Command(
                """
                update conflict set closed_at = now(), closed_because = 'a later entry mended it'
                where owner_id = $1 and kind = $2 and location_id = $3 and product_id = $4 and closed_at is null
                """,
                owner.Value,
                kind,
                position.Key.Location,
                position.Key.Product));
        }
    }

    internal static NpgsqlBatchCommand Open(PartyId owner, ConnectionId connection, PositionKey at, string kind, string changeId, object evidence) => Sql.Command(
        """
        insert into conflict (owner_id, kind, location_id, product_id, connection_id, change_id, evidence)
        values ($1, $2, $3, $4, $5, $6, $7::jsonb)
        on conflict do nothing
        """,
        owner.Value,
        kind,
        at.Location,
        at.Product,
        connection.Value,
        changeId,
        JsonSerializer.Serialize(evidence, Json.Options));
}
