using RetailGateway.Database;

namespace RetailGateway.Hosting;

/// <summary>
/// <c>restored</c>: after a backup was put back, feed positions may be given a second time for other events.
/// A new epoch makes every cursor of before answer 410, so that each reader takes a snapshot.
/// </summary>
internal static class Restored
{
    internal static async Task Run(Store store, CancellationToken cancel)
    {
        await using var database = new GatewayDb(store.Gateway, requestConnections: 1);
        await using var begin = database.Jobs.CreateCommand("insert into feed_epoch (because) values ('restored') returning epoch");
        Console.WriteLine($"feed epoch {await begin.ExecuteScalarAsync(cancel)} began: readers will take a snapshot");
    }
}
