using Refit;

namespace RetailGateway.Client.Wire;

/// <summary>The addresses of parties, locations, connections and partnerships.</summary>
internal interface IPartiesApi
{
    [Get("/v1/parties")]
    Task<Page<Party>> Parties(string? kind, string? code, int limit, string? cursor, CancellationToken cancel);

    [Post("/v1/parties")]
    Task<Party> AddParty([Header(Headers.Key)] string key, [Body] NewParty party, CancellationToken cancel);

    [Post("/v1/parties/imports")]
    Task<ImportReport> ImportParties([Header(Headers.Key)] string key, [Body] HttpContent file, CancellationToken cancel);

    [Get("/v1/parties/{id}")]
    Task<HttpResponseMessage> Party(int id, CancellationToken cancel);

    [Patch("/v1/parties/{id}")]
    Task<HttpResponseMessage> RenameParty([Header(Headers.Key)] string key, [Header(Headers.IfMatch)] string tag, int id, [Body] PartyName name, CancellationToken cancel);

    [Post("/v1/parties/{id}/tax-statuses")]
    Task<TaxStatus> RecordTaxStatus([Header(Headers.Key)] string key, int id, [Body] NewTaxStatus status, CancellationToken cancel);

    [Get("/v1/parties/{id}/terms")]
    Task<Page<ProducerTerms>> ProducerTerms(int id, CancellationToken cancel);

    [Post("/v1/parties/{id}/terms")]
    Task<ProducerTerms> RecordProducerTerms([Header(Headers.Key)] string key, int id, [Body] NewProducerTerms terms, CancellationToken cancel);

    [Get("/v1/locations")]
    Task<Page<Location>> Locations(int? ownerId, string? code, int limit, string? cursor, CancellationToken cancel);

    [Post("/v1/locations")]
    Task<Location> AddLocation([Header(Headers.Key)] string key, [Body] NewLocation location, CancellationToken cancel);

    [Get("/v1/locations/{id}")]
    Task<HttpResponseMessage> Location(int id, CancellationToken cancel);

    [Patch("/v1/locations/{id}")]
    Task<HttpResponseMessage> ChangeLocation([Header(Headers.Key)] string key, [Header(Headers.IfMatch)] string tag, int id, [Body] LocationChanges changes, CancellationToken cancel);

    [Post("/v1/locations/imports")]
    Task<ImportReport> ImportLocations([Header(Headers.Key)] string key, [Body] HttpContent file, CancellationToken cancel);

    [Get("/v1/locations/{id}/system-of-record")]
    Task<Page<RecordPeriod>> SystemsOfRecord(int id, CancellationToken cancel);

    [Post("/v1/locations/{id}/system-of-record")]
    Task<RecordPeriod> ChangeSystemOfRecord([Header(Headers.Key)] string key, int id, [Body] NewSystemOfRecord next, CancellationToken cancel);

    [Get("/v1/connections")]
    Task<Page<PartyConnection>> Connections(int? ownerId, int limit, string? cursor, CancellationToken cancel);

    [Post("/v1/connections")]
    Task<PartyConnection> AddConnection([Header(Headers.Key)] string key, [Body] NewConnection connection, CancellationToken cancel);

    [Post("/v1/connections/{id}/reports-within")]
    Task<PartyConnection> SetReportsWithin([Header(Headers.Key)] string key, int id, [Body] ReportingTime time, CancellationToken cancel);

    [Get("/v1/partnerships")]
    Task<Page<Partnership>> Partnerships(int limit, string? cursor, CancellationToken cancel);

    [Post("/v1/partnerships")]
    Task<Partnership> AddPartnership([Header(Headers.Key)] string key, [Body] NewPartnership partnership, CancellationToken cancel);

    [Post("/v1/partnerships/imports")]
    Task<ImportReport> ImportPartnerships([Header(Headers.Key)] string key, [Body] HttpContent file, CancellationToken cancel);

    [Get("/v1/partnerships/{id}/terms")]
    Task<Page<Terms>> Terms(int id, CancellationToken cancel);

    [Post("/v1/partnerships/{id}/terms")]
    Task<Terms> ProposeTerms([Header(Headers.Key)] string key, int id, [Body] NewTerms terms, CancellationToken cancel);

    [Post("/v1/partnerships/{id}/terms/{validFrom}/acceptance")]
    Task<Terms> AcceptTerms([Header(Headers.Key)] string key, int id, string validFrom, [Body] TermsAcceptance acceptance, CancellationToken cancel);

    [Get("/v1/partnerships/{id}/prices")]
    Task<Page<Price>> Prices(int id, int limit, string? cursor, CancellationToken cancel);

    [Post("/v1/partnerships/{id}/prices")]
    Task<Price> AddPrice([Header(Headers.Key)] string key, int id, [Body] NewPrice price, CancellationToken cancel);
}

internal sealed record PartyName(string Name);

internal sealed record TermsAcceptance;

internal sealed record ReportingTime(decimal ReportsWithinHours);
