namespace RetailGateway.Database;

/// <summary>The database's clock, which all nodes share.</summary>
internal static class Clock
{
    internal static async Task<DateTimeOffset> Now(Work work, CancellationToken cancel)
    {
        await using var batch = work.Batch();
        batch.BatchCommands.Add(Sql.Command("select clock_timestamp()"));
        await using var rows = await Work.Read(batch, cancel);
        await rows.ReadAsync(cancel);
        return rows.GetFieldValue<DateTimeOffset>(0);
    }
}
