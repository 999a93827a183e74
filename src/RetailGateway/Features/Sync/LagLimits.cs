using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync;

/// <summary>
/// How far behind a stream may be while all is well, as this process's connectors have it; of a partner whose settings are
/// elsewhere it is not known here.
/// </summary>
internal sealed class LagLimits(IEnumerable<IConnector> connectors)
{
    /// <summary>What is told at once is there within moments.</summary>
    internal static readonly TimeSpan Prompt = TimeSpan.FromMinutes(2);

    /// <summary>From one night's file to the next, with the time that it takes to be read.</summary>
    internal static readonly TimeSpan Nightly = TimeSpan.FromHours(26);

    /// <summary>The limit of a stream; null where it is not known.</summary>
    /// <param name="dialect">What the connection speaks.</param>
    /// <param name="kind">stock_in, stock_out, orders_in or orders_out.</param>
    internal TimeSpan? Of(string? dialect, string kind) => connectors.FirstOrDefault(connector => connector.Dialect == dialect) switch
    {
        null => null,
        IWritesStockFiles { StockFilesEvery: { } every } when kind == "stock_out" => every + Prompt,
        IExchangesFiles => Nightly,
        IReadsStock { SnapshotsEvery: var every } when kind == "stock_in" => every + Prompt,
        _ => Prompt,
    };
}
