using System.Globalization;
using RetailGateway.Client.Wire;

namespace RetailGateway.Client;

/// <content>Partnerships, their terms and prices.</content>
public sealed partial class GatewayClient
{
    /// <summary>Every partnership that you are a side of.</summary>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<Partnership> Partnerships(CancellationToken cancel = default) =>
        Pages.All((cursor, stop) => parties.Partnerships(Pages.Size, cursor, stop), cancel);

    /// <summary>Adds a partnership of your cooperative with a chain. Terms follow.</summary>
    /// <param name="partnership">With whom, and as what.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<Partnership> AddPartnership(NewPartnership partnership, string? key = null, CancellationToken cancel = default) =>
        parties.AddPartnership(Key(key), partnership, cancel);

    /// <summary>Imports partnerships, and proposes their terms where they differ.</summary>
    /// <param name="file">The file.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<ImportReport> ImportPartnerships(ImportFile file, string? key = null, CancellationToken cancel = default) =>
        parties.ImportPartnerships(Key(key), file.AsBody(), cancel);

    /// <summary>All terms that ever held or will, newest first.</summary>
    /// <param name="partnership">The partnership's number.</param>
    /// <param name="cancel">The caller's patience.</param>
    public async Task<IReadOnlyList<Terms>> Terms(int partnership, CancellationToken cancel = default) =>
        (await parties.Terms(partnership, cancel)).Items;

    /// <summary>Proposes terms, as the cooperative; in force once the partner accepts them.</summary>
    /// <param name="partnership">The partnership's number.</param>
    /// <param name="terms">The terms.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<Terms> ProposeTerms(int partnership, NewTerms terms, string? key = null, CancellationToken cancel = default) =>
        parties.ProposeTerms(Key(key), partnership, terms, cancel);

    /// <summary>Accepts proposed terms, as the partner.</summary>
    /// <param name="partnership">The partnership's number.</param>
    /// <param name="validFrom">Their first day.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<Terms> AcceptTerms(int partnership, DateOnly validFrom, string? key = null, CancellationToken cancel = default) =>
        parties.AcceptTerms(Key(key), partnership, validFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), new TermsAcceptance(), cancel);

    /// <summary>Every price that ever held or will, by product and pack, oldest first.</summary>
    /// <param name="partnership">The partnership's number.</param>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<Price> Prices(int partnership, CancellationToken cancel = default) =>
        Pages.All((cursor, stop) => parties.Prices(partnership, Pages.Size, cursor, stop), cancel);

    /// <summary>Adds a price, as the cooperative.</summary>
    /// <param name="partnership">The partnership's number.</param>
    /// <param name="price">The price.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<Price> AddPrice(int partnership, NewPrice price, string? key = null, CancellationToken cancel = default) =>
        parties.AddPrice(Key(key), partnership, price, cancel);
}
