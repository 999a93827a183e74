namespace RetailGateway.Domain.Stock;

/// <summary>When an entry may say that it happened.</summary>
public static class EntryClock
{
    /// <summary>"An entry more than 5 minutes ahead of the database's clock is refused. An old one is never refused."</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Whether an entry lies further in the future than clocks may differ.</summary>
    /// <param name="occurredAt">The connection's word.</param>
    /// <param name="databaseNow">The database's clock, the one that all hosts share.</param>
    public static bool TooFarAhead(DateTimeOffset occurredAt, DateTimeOffset databaseNow) =>
        occurredAt - databaseNow > Tolerance;
}
