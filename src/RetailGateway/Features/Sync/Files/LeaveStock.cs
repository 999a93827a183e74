using Dapper;
using RetailGateway.Database;
using RetailGateway.Features.Sync.Feed;
using RetailGateway.Features.Sync.Streams;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Files;

/// <summary>
/// Leaves partners the files of what each cooperative has available: at first, when the night's job or a person makes
/// them due, and a little more than a day after the last, so that a night the job missed is made up for; by day too where the partner wants it.
/// </summary>
internal sealed class LeaveStock(GatewayDb database, FeedSignal signal, IEnumerable<IConnector> connectors, ILogger<LeaveStock> log)
    : StreamWorker(database, signal, connectors.OfType<IWritesStockFiles>(), log)
{
    private static readonly TimeSpan Night = TimeSpan.FromHours(25);

    /// <inheritdoc/>
    protected override async Task<bool> Step(IConnector connector, CancellationToken cancel)
    {
        var partner = (IWritesStockFiles)connector;
        await StreamRows.Ensure(Database.Jobs, partner, cancel);
        return await StreamRows.Claim(Database.Jobs, partner, "stock_out", Holder, cancel) is { } stream
            && await Holding(stream, () => Leave(partner, stream, cancel));
    }

    private async Task<bool> Leave(IWritesStockFiles partner, ClaimedStream stream, CancellationToken cancel)
    {
        await using var connection = await Database.Jobs.OpenConnectionAsync(cancel);
        var folder = await FileRows.Folder(connection, stream, partner.Rules.Root, cancel);
        var asOf = (DateTimeOffset)await connection.ExecuteScalarAsync<DateTime>(new CommandDefinition("select now()", cancellationToken: cancel));
        await folder.Leave(
            partner.StockFileName(stream.Counterparty, asOf), $"stock-{stream.Counterparty}", stream.Fence,
            file => partner.WriteStock(file, stream.Counterparty, asOf, StockFileLines.Read(connection, stream, asOf), cancel));
        await StreamRows.Succeeded(connection, stream, null, partner.StockFilesEvery ?? Night, cancel);
        return true;
    }
}
