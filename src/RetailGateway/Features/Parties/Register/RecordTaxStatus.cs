using Dapper;
using RetailGateway.Access;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Register;

/// <summary>POST /v1/parties/{id}/tax-statuses: registered for VAT or not, from a day on.</summary>
internal static class RecordTaxStatus
{
    internal static void Map(RouteGroupBuilder parties) => parties
        .MapPost("/{id:int}/tax-statuses", Handle)
        .WithName("recordTaxStatus")
        .WithSummary("Record a party's VAT registration")
        .WithDescription("By the party itself or the authority of its environment. The newest on or before a day holds on that day; one that is recorded stays.")
        .RequireScope(Scope.PartiesWrite)
        .Answers<TaxStatus>(StatusCodes.Status201Created)
        .Answers<TaxStatus>()
        .RefusesAsPost();

    private static Task<IResult> Handle(HttpContext http, int id, Body<NewTaxStatus> body, Caller caller, Writes writes) =>
        writes.Once(http, caller, body, async work =>
        {
            var (validFrom, pkp) = (body.Value.ValidFrom, body.Value.Pkp);
            var there = await work.Connection.QuerySingleOrDefaultAsync<bool?>(
                "select pkp from party_tax_status where owner_id = @id and valid_from = @validFrom", new { id, validFrom });
            if (there is { } recorded && recorded != pkp)
            {
                throw new Refusal(Problems.AlreadyExists, $"From {validFrom:yyyy-MM-dd} another status is recorded. It stands as it was.");
            }

            var status = new TaxStatus(id, validFrom, pkp);
            if (there is not null)
            {
                return Answer.Ok(status);
            }

            await work.Connection.ExecuteAsync(
                "insert into party_tax_status (owner_id, valid_from, pkp) values (@id, @validFrom, @pkp)", new { id, validFrom, pkp });
            return Answer.Created($"/v1/parties/{id}", status);
        });
}

/// <summary>A VAT registration to record.</summary>
/// <param name="ValidFrom">The first day it holds.</param>
/// <param name="Pkp">Registered for VAT (PKP) or not.</param>
internal sealed record NewTaxStatus(DateOnly ValidFrom, bool Pkp);

/// <summary>Whether a party is registered for VAT, from a day on.</summary>
/// <param name="PartyId">Whose.</param>
/// <param name="ValidFrom">The first day it holds.</param>
/// <param name="Pkp">Registered for VAT (PKP) or not.</param>
internal sealed record TaxStatus(int PartyId, DateOnly ValidFrom, bool Pkp);
