using Dapper;
using RetailGateway.Database;
using RetailGateway.Features.Operations.Contracts;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Files;

/// <summary>Makes the files of availability due, each night and whenever a person asks: <see cref="LeaveStock"/> writes them.</summary>
internal sealed class NightlyFiles(GatewayDb database, JobRuns runs, IEnumerable<IConnector> connectors)
{
    /// <summary>The night's run.</summary>
    public Task Run(CancellationToken cancel) => runs.Record(
        "sync.leave-files",
        async token =>
        {
            var due = await MakeDue(database, [.. connectors.OfType<IWritesStockFiles>().Select(connector => connector.Dialect)], party: null, token);
            return new JobOutcome(due, due, 0, RunNote.Of("files-due", ("files", due)));
        },
        cancel);

    /// <summary>Makes them due now; how many.</summary>
    internal static async Task<int> MakeDue(GatewayDb database, string[] dialects, string? party, CancellationToken cancel)
    {
        await using var connection = await database.Jobs.OpenConnectionAsync(cancel);
        return await connection.ExecuteAsync(new CommandDefinition(
            """
            update sync_stream s set next_attempt_at = now()
            from connection c, party p
            where c.owner_id = s.owner_id and c.connection_id = s.connection_id and c.dialect = any (@dialects) and s.kind = 'stock_out'
                and p.owner_id = c.owner_id and (@party::text is null or p.code = @party)
            """,
            new { dialects, party },
            cancellationToken: cancel));
    }
}
