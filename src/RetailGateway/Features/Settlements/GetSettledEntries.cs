using System.ComponentModel;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Settlements;

/// <summary>GET /v1/settlements/{id}/lines/{line}/entries: why is it so much?</summary>
internal static class GetSettledEntries
{
    internal static void Map(RouteGroupBuilder settlements) => settlements
        .MapGet("/{id:long}/lines/{line}/entries", Handle)
        .WithName("explainSettlementLine")
        .WithSummary("Explain a line of a settlement")
        .WithDescription("The ledger's entries of the line's period, oldest first in the order that counts. Both sides see them, whosever ledger they stand in. `late` ones came after the line was settled: an adjustment has them, or will.")
        .RequireScope(Scope.SettlementsRead)
        .Answers<Page<SettledEntry>>()
        .Example(
            null,
            """
            {"items":[{"connection":"kasir","changeId":"K01-20261118-0071/1","kind":"sale","quantity":"-2","occurredAt":"2026-11-18T07:05:07Z",
              "recordedAt":"2026-11-18T07:05:09.4Z","reversed":false,"late":false}],"next":null}
            """)
        .Refuses(Problems.NotFound, Problems.Malformed, Problems.CursorInvalid, Problems.Invalid);

    private static async Task<IResult> Handle(
        HttpContext http,
        long id,
        int line,
        Caller caller,
        GatewayDb database,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        SettlementReading.CheckMaySee(caller);
        var take = Paging.Limit(limit);
        var list = CursorKind.Of("settled", caller, id, line);
        var skip = (int)Math.Min(int.MaxValue - Page<SettledEntry>.MaxLimit, list.Number(cursor) ?? 0);
        await using var work = await database.Open(caller, http.RequestAborted);
        var owner = await work.Connection.ExecuteScalarAsync<int?>(
            "select owner_id from settlement_line where settlement_id = @id and line = @line", new { id, line }) ?? throw SettlementReading.Missing();
        var rows = await work.Connection.QueryAsync<(string Connection, string ChangeId, string Kind, decimal Quantity, DateTime OccurredAt, DateTime RecordedAt, bool Reversed, bool Late)>(
            "select * from settled_entries(@owner, @id, @line) offset @skip limit @take", new { owner, id, line, skip, take = take + 1 });
        var read = rows.Select(row => new SettledEntry(
            row.Connection, row.ChangeId, Names.Read<EntryKind>(row.Kind), row.Quantity, row.OccurredAt, row.RecordedAt, row.Reversed, row.Late)).ToList();
        return Page<SettledEntry>.Of(read, take, _ => list.Cursor(skip + take)).Answer(http);
    }
}

/// <summary>An entry of the ledger behind a settlement's line.</summary>
/// <param name="Connection">The code of the connection that sent it.</param>
/// <param name="ChangeId">The sender's id.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Quantity">In base units.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="RecordedAt">When it reached us.</param>
/// <param name="Reversed">A reversal leaves it out by now.</param>
/// <param name="Late">It came after the line was settled.</param>
internal sealed record SettledEntry(
    string Connection, string ChangeId, EntryKind Kind, decimal Quantity, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, bool Reversed, bool Late);
