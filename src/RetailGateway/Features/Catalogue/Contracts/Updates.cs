using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Http;

namespace RetailGateway.Features.Catalogue.Contracts;

/// <summary>Updates: If-Match does for them what the Idempotency-Key does for a POST, so the key is optional.</summary>
internal static class Updates
{
    internal static Task<IResult> Update<T>(this Writes writes, HttpContext http, Caller caller, Body<T> body, Func<Work, Task<Answer>> act) =>
        writes.Once(http, caller, body.Sha256, keyRequired: false, async work =>
        {
            await work.Open(http.RequestAborted);
            return await act(work);
        });

    /// <summary>What a POST that adds something may be refused with.</summary>
    internal static TBuilder RefusesAsPost<TBuilder>(this TBuilder endpoint, params Problem[] more)
        where TBuilder : IEndpointConventionBuilder => endpoint.Refuses(
            [Problems.Malformed, Problems.Invalid, Problems.NotFound, Problems.AlreadyExists, Problems.UnsupportedMediaType, Problems.TooLarge,
            Problems.IdempotencyKeyRequired, Problems.IdempotencyKeyInUse, Problems.IdempotencyKeyReused, .. more]);

    /// <summary>What a PATCH or PUT may be refused with.</summary>
    internal static TBuilder RefusesAsUpdate<TBuilder>(this TBuilder endpoint, params Problem[] more)
        where TBuilder : IEndpointConventionBuilder => endpoint.Refuses(
            [Problems.Malformed, Problems.Invalid, Problems.NotFound, Problems.UnsupportedMediaType, Problems.TooLarge,
            Problems.PreconditionRequired, Problems.PreconditionFailed, Problems.IdempotencyKeyInUse, Problems.IdempotencyKeyReused, .. more]);
}
