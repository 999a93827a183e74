using Npgsql;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Features.Stock.Positions;

namespace RetailGateway.Features.Stock;

/// <summary>Matters of a position that a person should look at: opened once, closed by what mends them.</summary>
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
            var promised = kind == ConflictKind.Oversold ? position.Promised : Quantity.Zero;
            work.Defer(Open(
                owner, connection, position.Key, kind, changeId: "",
                new
                {
                    before = position.Before.ToDecimal(),
                    onHand = position.OnHand.ToDecimal(),
                    reserved = position.Reserved.ToDecimal(),
                    expectedOut = position.ExpectedOut.ToDecimal(),
                },
                inDoubt: promised - position.OnHand));
        }
        else if (was && !now)
        {
            work.Defer(OpenConflicts.Mended(owner, kind, position.Key.Location, position.Key.Product, MendedBecause.LaterEntry));
        }
    }

    internal static NpgsqlBatchCommand Open(
        PartyId owner, ConnectionId connection, PositionKey at, string kind, string changeId, object evidence, Quantity? inDoubt = null) =>
        OpenConflicts.Open(new NewConflict(owner, connection, kind, evidence)
        {
            Location = at.Location,
            Product = at.Product,
            ChangeId = changeId,
            InDoubt = inDoubt,
        });
}
