using System.Globalization;
using RetailGateway.Client;

namespace RetailGateway.Samples;

/// <summary>A till that keeps in step: tells its sales, says what was not taken, follows what others do to its stock.</summary>
public static class TillSync
{
    /// <summary>Sends a file of sales (receipt;line;item;quantity;time), then follows until it is cancelled.</summary>
    public static async Task Run(Uri gateway, string key, string shop, string salesFile, string cursorFile, TextWriter screen, CancellationToken cancel)
    {
        using var client = new GatewayClient(gateway, key);
        var sales = File.ReadLines(salesFile).Select(line => line.Split(';')).Select(field => new StockChange(
            ChangeId: $"{field[0]}/{field[1]}", // receipt and line: sent twice, it counts once
            shop, Item: field[2], ChangeKind.Sale, Quantity: -decimal.Parse(field[3], CultureInfo.InvariantCulture),
            OccurredAt: DateTimeOffset.Parse(field[4], CultureInfo.InvariantCulture), Document: field[0])).ToList();

        foreach (var result in await client.RecordChanges(sales, cancel: cancel))
        {
            if (result.Status is ChangeStatus.Refused)
                await screen.WriteLineAsync($"{result.ChangeId} refused: {result.Problem!.Detail}");
            if (result.Status is ChangeStatus.Review)
                await screen.WriteLineAsync($"{result.ChangeId} waits for somebody to say what {sales[result.Index].Item} is");
        }

        var known = File.Exists(cursorFile) ? await File.ReadAllTextAsync(cursorFile, cancel) : null;
        await foreach (var step in client.Mirror([new PositionFilter(Location: shop)], known, cancel))
        {
            if (step is SnapshotRead { Position: var position })
                await screen.WriteLineAsync($"{position.Product}: {position.Available} {position.BaseUnit}");
            if (step is PositionTold { Position: var change } && change.Location == shop)
                await screen.WriteLineAsync($"{change.Product}: {change.Available} {change.BaseUnit} now");
            if (step.Cursor is { } cursor)
                await File.WriteAllTextAsync(cursorFile, cursor, cancel); // next time it goes on from here
        }
    }
}
