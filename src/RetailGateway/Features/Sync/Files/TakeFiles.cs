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
        var next = await Next(partner, stream, folder, cancel);
        try
        {
            if (next is null)
            {
                return await Free(stream, all: Inbox.IsEmpty(folder) && Delivery.Unfinished(folder).Count == 0, cancel);
            }

            await intake.Take(partner, stream, folder, next, cancel);
            return true;
        }
        catch (ClaimLost lost)
        {
            log.LogInformation("{File} of {Party}: {Reason}", next?.Name, stream.Counterparty, lost.Message);
            return false;
        }
        catch (Exception error) when (next is not null && error is not OperationCanceledException && !BrokenDeliveries.IsTheStores(error))
        {
            return await PutBack(stream, folder, next, error, cancel);
        }
    }

    /// <summary>What was taken out before goes first, but for what waits; then what lies in the folder.</summary>
    private async Task<Delivery?> Next(IReadsStockFiles partner, ClaimedStream stream, FileFolder folder, CancellationToken cancel)
    {
        var unfinished = Delivery.Unfinished(folder);
        if (unfinished.Count > 0)
        {
            await using var connection = await Database.Jobs.OpenConnectionAsync(cancel);
            var waiting = await BrokenDeliveries.Waiting(connection, stream, cancel);
            if (unfinished.Find(delivery => !waiting.Contains(delivery.Id)) is { } next)
            {
                return next;
            }
        }

        return inbox.Next(partner, folder) is { } path ? Delivery.Take(folder, path, partner.Rules.Extensions) : null;
    }

    /// <summary>Whatever of it makes our code break: it waits, and the party's other files go on.</summary>
    private async Task<bool> PutBack(ClaimedStream stream, FileFolder folder, Delivery delivery, Exception error, CancellationToken cancel)
    {
        if (Delivery.Unfinished(folder).TrueForAll(other => other.Id != delivery.Id))
        {
            // Concluded by another process and put away between our look and our hand.
            return await Free(stream, all: false, cancel);
        }

        await using var connection = await Database.Jobs.OpenConnectionAsync(cancel);
        try
        {
            var isParked = await BrokenDeliveries.BrokeOff(connection, stream, delivery, error, cancel);
            log.LogError(error, "{File} of {Party} broke off and is {Fate}", delivery.Name, stream.Counterparty, isParked ? "put aside" : "tried again later");
            return true;
        }
        catch (ClaimLost)
        {
            return false;
        }
    }

    private async Task<FileFolder> Folder(IReadsStockFiles partner, ClaimedStream stream, CancellationToken cancel)
    {
        await using var connection = await Database.Jobs.OpenConnectionAsync(cancel);
        return await FileRows.Folder(connection, stream, partner.Rules.Root, cancel);
    }

    private async Task<bool> Free(ClaimedStream stream, bool all, CancellationToken cancel)
    {
        await using var connection = await Database.Jobs.OpenConnectionAsync(cancel);
        await StreamRows.Rested(connection, stream, all, Rest, cancel);
        return false;
    }
}
