using Refit;

namespace RetailGateway.Partners.Ubl.Exchange;

/// <summary>
/// A partner's exchange of documents. A failed call does not throw: it is read by <see cref="UblAnswers"/>. Each call
/// carries the key of the cooperative that it is made for.
/// </summary>
internal interface IUblApi
{
    /// <summary>The most documents of the partner's that are asked for at a time.</summary>
    const int MostDocuments = 10;

    /// <summary>Sends a document, as XML in UTF-8; the same again under the same id is the one that is there.</summary>
    [Put("/documents/{id}")]
    Task<ApiResponse<UblHeld>> Send([Authorize("Bearer")] string key, string id, [Body] HttpContent document, CancellationToken cancel);

    /// <summary>Asks whether a document arrived, and how the partner has it.</summary>
    [Get("/documents/{id}")]
    Task<ApiResponse<UblHeld>> Find([Authorize("Bearer")] string key, string id, CancellationToken cancel);

    /// <summary>Reads the partner's own documents after a cursor, or from the first on.</summary>
    [Get("/outbox")]
    Task<ApiResponse<UblOutbox>> ReadOutbox([Authorize("Bearer")] string key, string cooperative, string? after, int limit, CancellationToken cancel);
}
