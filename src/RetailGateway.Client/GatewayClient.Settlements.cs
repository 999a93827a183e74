using System.Globalization;
using RetailGateway.Client.Wire;

namespace RetailGateway.Client;

/// <content>Goods on consignment and what is owed for them.</content>
public sealed partial class GatewayClient
{
    /// <summary>Every settlement that you are a side of, newest first.</summary>
    /// <param name="filter">Which; all when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<SettlementSummary> Settlements(SettlementFilter? filter = null, CancellationToken cancel = default) =>
        Pages.All(
            (cursor, stop) => settlements.Settlements(
                filter?.Consignor, filter?.Consignee, filter?.Location, Day(filter?.From), Day(filter?.To), Pages.Size, cursor, stop),
            cancel);

    /// <summary>One settlement, line by line.</summary>
    /// <param name="id">The settlement's number.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<SettlementDocument> Settlement(long id, CancellationToken cancel = default) =>
        settlements.Settlement(id, cancel);

    /// <summary>Every entry of the ledger behind a settlement's line.</summary>
    /// <param name="id">The settlement's number.</param>
    /// <param name="line">The line's number.</param>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<SettledEntry> SettledEntries(long id, int line, CancellationToken cancel = default) =>
        Pages.All((cursor, stop) => settlements.Entries(id, line, Pages.Size, cursor, stop), cancel);

    /// <summary>Settles now what is due, and not only at night.</summary>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<SettlementRun> Settle(string? key = null, CancellationToken cancel = default) =>
        settlements.Run(Key(key), new SettlementRequest(), cancel);

    /// <summary>All terms of a producer that ever held or will, newest first.</summary>
    /// <param name="producer">The producer's number.</param>
    /// <param name="cancel">The caller's patience.</param>
    public async Task<IReadOnlyList<ProducerTerms>> ProducerTerms(int producer, CancellationToken cancel = default) =>
        (await parties.ProducerTerms(producer, cancel)).Items;

    /// <summary>Records terms of a producer, as its cooperative.</summary>
    /// <param name="producer">The producer's number.</param>
    /// <param name="terms">The terms.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<ProducerTerms> RecordProducerTerms(int producer, NewProducerTerms terms, string? key = null, CancellationToken cancel = default) =>
        parties.RecordProducerTerms(Key(key), producer, terms, cancel);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
