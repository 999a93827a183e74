using Dapper;
using RetailGateway.Access;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Register;

/// <summary>PATCH /v1/parties/{id}: another name.</summary>
internal static class RenameParty
{
    internal static void Map(RouteGroupBuilder parties) => parties
        .MapPatch("/{id:int}", Handle)
        .WithName("renameParty")
        .WithSummary("Rename a party")
        .WithDescription("By the party itself or the authority of its environment. A code never changes.")
        .RequireScope(Scope.PartiesWrite)
        .Answers<Party>()
        .CarriesTag()
        .RefusesAsUpdate();

    private static Task<IResult> Handle(HttpContext http, int id, Body<PartyName> body, Caller caller, Writes writes) =>
        writes.Update(http, caller, body, async work =>
        {
            // Seen by many, locked by those alone who may change it.
            var mine = await work.Connection.ExecuteScalarAsync<int?>("select owner_id from party where owner_id = @id for update", new { id });
            if (mine is null)
            {
                throw new Refusal(Problems.NotFound, "That is no party of yours to rename.");
            }

            Tagged.Check(http, await PartyRows.Read(work, id));
            var check = new Check();
            var name = check.Text("/name", body.Value.Name);
            check.Done();
            await work.Connection.ExecuteAsync("update party set name = @name where owner_id = @id", new { id, name });
            return Tagged.Ok(await PartyRows.Read(work, id));
        });
}

/// <summary>What of a party may change.</summary>
/// <param name="Name">Its new name.</param>
internal sealed record PartyName(string Name);
