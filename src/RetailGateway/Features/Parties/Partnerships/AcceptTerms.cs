using System.ComponentModel;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Partnerships;

/// <summary>POST /v1/partnerships/{id}/terms/{validFrom}/acceptance: the partner agrees to what the cooperative proposed.</summary>
internal static class AcceptTerms
{
    internal static void Map(RouteGroupBuilder partnerships) => partnerships
        .MapPost("/{id:int}/terms/{validFrom}/acceptance", Handle)
        .WithName("acceptTerms")
        .WithSummary("Accept proposed terms")
        .WithDescription("By the partner, for whose stock they may show. Send an empty object. What is accepted stays accepted; newer terms replace it.")
        .RequireScope(Scope.PartiesWrite)
        .Answers<Terms>()
        .RefusesAsPost();

    private static Task<IResult> Handle(HttpContext http, int id, [Description("The first day of the terms.")] DateOnly validFrom, Body<TermsAcceptance> body, Caller caller, Writes writes) =>
        writes.Once(http, caller, body, async work =>
        {
            var partnership = await PartnershipRows.Read(work, id);
            if (partnership.PartnerId != caller.Party.Value)
            {
                throw new Refusal(Problems.NotFound, "Terms are accepted by the partner; the cooperative proposes them.");
            }

            await work.Connection.ExecuteAsync(
                "update terms set accepted_at = now() where partnership_id = @id and valid_from = @validFrom and accepted_at is null",
                new { id, validFrom });
            return (await GetTerms.Read(work, id)).Find(terms => terms.ValidFrom == validFrom) is { } accepted
                ? Answer.Ok(accepted)
                : throw new Refusal(Problems.NotFound, $"No terms are proposed from {validFrom:yyyy-MM-dd}.");
        });
}

/// <summary>An acceptance needs no words: an empty object.</summary>
internal sealed record TermsAcceptance;
