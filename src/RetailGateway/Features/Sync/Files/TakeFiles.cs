using RetailGateway.Database;
using RetailGateway.Features.Sync.Feed;
using RetailGateway.Features.Sync.Streams;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Files;

/// <summary>Looks into the folders of partners that leave files, and takes one at a time, a party's own stream at a time.</summary>
internal sealed class TakeFiles(
    GatewayDb database, FeedSignal signal, FileIntake intake, IEnumerable<IConnector> connectors, TimeProvider time, ILogger<TakeFiles> log)
    : StreamWorker(database, signal, connectors.OfType<IReadsStockFiles>(), log)
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);

    private readonly Inbox inbox = new(time);

    /// <inheritdoc/>
    protected override async Task<bool> Step(IConnector connector, CancellationToken cancel)
    {
        var partner = (IReadsStockFiles)connector;
        await StreamRows.Ensure(Database.Jobs, partner, cancel);
        return await StreamRows.Claim(Database.Jobs, partner, "stock_in", Holder, cancel) is { } stream
            && await Holding(stream, () => TakeOne(partner, stream, cancel));
    }

    private async Task<bool> TakeOne(IReadsStockFiles partner, ClaimedStream stream, CancellationToken cancel)
    {
        var folder = await Folder(partner, stream, cancel);
        var next = Delivery.Unfinished(folder)
            ?? (inbox.Next(partner, folder) is { } path ? Delivery.Take(folder, path, partner.Rules.Extensions) : null);
        try
        {
            if (next is null)
            {
                return await Free(stream, cancel);
            }

            await intake.Take(partner, stream, folder, next, cancel);
            return true;
        }
        catch (ClaimLost lost)
        {
            log.LogInformation("{File} of {Party}: {Reason}", next?.Name, stream.Counterparty, lost.Message);
            return false;
        }
    }

    private async Task<FileFolder> Folder(IReadsStockFiles partner, ClaimedStream stream, CancellationToken cancel)
    {
        await using var connection = await Database.Jobs.OpenConnectionAsync(cancel);
        return await FileRows.Folder(connection, stream, partner.Rules.Root, cancel);
    }

    private async Task<bool> Free(ClaimedStream stream, CancellationToken cancel)
    {
        await using var connection = await Database.Jobs.OpenConnectionAsync(cancel);
        await StreamRows.Rested(connection, stream, Rest, cancel);
        return false;
    }
}
