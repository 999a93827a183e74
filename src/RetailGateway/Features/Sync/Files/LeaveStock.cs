using System.Diagnostics;
using System.Runtime.CompilerServices;
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
    private static readonly TimeSpan RenewAfter = TimeSpan.FromSeconds(15);

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
        try
        {
            var draft = await folder.Draft(
                $"stock-{stream.Counterparty}", stream.Fence,
                file => partner.WriteStock(file, stream.Counterparty, asOf, Held(StockFileLines.Read(connection, stream, asOf), stream, cancel), cancel));

            // The stream's lock stands in the way of whoever claims it meanwhile: the holder of the newest claim publishes.
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            ClaimLost.Unless(await StreamRows.Succeeded(connection, stream, null, partner.StockFilesEvery ?? Night, cancel));
            folder.Publish(draft, partner.StockFileName(stream.Counterparty, asOf));
            await transaction.CommitAsync(cancel);
            return true;
        }
        catch (ClaimLost lost)
        {
            log.LogInformation("The file of availability of {Party}: {Reason}", stream.Counterparty, lost.Message);
            return false;
        }
    }

    /// <summary>A file that takes longer than a lease: the claim goes on with its lines.</summary>
    private async IAsyncEnumerable<StockLine> Held(
        IAsyncEnumerable<StockLine> lines, ClaimedStream stream, [EnumeratorCancellation] CancellationToken cancel)
    {
        var renewed = Stopwatch.GetTimestamp();
        await foreach (var line in lines.WithCancellation(cancel))
        {
            if (Stopwatch.GetElapsedTime(renewed) > RenewAfter)
            {
                await using var connection = await Database.Jobs.OpenConnectionAsync(cancel);
                ClaimLost.Unless(await StreamRows.Renew(connection, stream, cancel));
                renewed = Stopwatch.GetTimestamp();
            }

            yield return line;
        }
    }
}
