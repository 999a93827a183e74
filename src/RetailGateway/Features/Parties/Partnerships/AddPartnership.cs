using RetailGateway.Access;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Partnerships;

/// <summary>POST /v1/partnerships: a cooperative names a chain as its partner.</summary>
internal static class AddPartnership
{
    internal static void Map(RouteGroupBuilder partnerships) => partnerships
        .MapPost("", Handle)
        .WithName("addPartnership")
        .WithSummary("Add a partnership")
        .WithDescription("By a cooperative, with a chain of its own environment. Terms follow; until then neither sees anything of the other but its name.")
        .RequireScope(Scope.PartiesWrite)
        .Answers<Partnership>(StatusCodes.Status201Created)
        .RefusesAsPost();

    private static Task<IResult> Handle(HttpContext http, Body<NewPartnership> body, Caller caller, Writes writes) =>
        writes.Once(http, caller, body, async work =>
        {
            PartnershipRows.CheckKeeper(caller);
            var wanted = body.Value;
            var check = new Check();
            check.That(wanted.ValidTo is null || wanted.ValidTo > wanted.ValidFrom, "/validTo", "A day after validFrom is expected.");
            check.Done();
            return await PartnershipRows.Add(work, caller, wanted) is { } id
                ? Answer.Created($"/v1/partnerships/{id}", await PartnershipRows.Read(work, id))
                : throw new Refusal(Problems.NotFound, "Something the request names does not exist, or is not yours. Nothing was recorded.");
        });
}

/// <summary>A partnership to add.</summary>
/// <param name="PartnerId">The chain's number.</param>
/// <param name="Role">What the chain is to you.</param>
/// <param name="ValidFrom">Its first day.</param>
/// <param name="ValidTo">The first day that is no longer of it; open when absent.</param>
internal sealed record NewPartnership(int PartnerId, PartnershipRole Role, DateOnly ValidFrom, DateOnly? ValidTo = null);
