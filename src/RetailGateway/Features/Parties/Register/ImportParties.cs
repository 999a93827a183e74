using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts.Imports;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Register;

/// <summary>POST /v1/parties/imports: the authority's register from a table.</summary>
internal static class ImportParties
{
    private static readonly string[] Required = ["code", "name", "kind"];
    private static readonly string[] Optional = ["cooperative_kind", "pkp", "pkp_from"];

    internal static void Map(RouteGroupBuilder parties) => parties.MapPost("/imports", Handle).IsImport(
        Scope.PartiesWrite,
        "importParties",
        "Import parties",
        """
        With an authority's key, in the key's environment. Columns by name: `code`,
        `name`, `kind`; and where you have them `cooperative_kind` (of a cooperative), `pkp` (registered for VAT; false), `pkp_from` (from which day; today).
        Code and kinds never change, a name does. An absent column leaves what is there; a VAT registration is recorded where another holds on its day.
        """);

    private static Task<IResult> Handle(HttpContext http, ImportFile file, Caller caller, Writes writes)
    {
        var sheet = Sheet.Read(file, Required, Optional);
        return writes.Import(http, caller, file, "party", async work =>
        {
            RegisterParty.CheckKeeper(caller);
            var stored = await Read(work, caller, sheet);
            var plan = new PartyPlan(sheet, stored, await work.Connection.ExecuteScalarAsync<DateOnly>("select current_date"));
            foreach (var row in sheet.Rows)
            {
                plan.Take(row);
            }

            await Write(work, caller, plan);
            return plan.Lines;
        });
    }

    /// <summary>Waits for the authority's other imports, then locks the parties of the file in the order of their numbers.</summary>
    private static async Task<Dictionary<string, RegisteredParty>> Read(Work work, Caller caller, Sheet sheet)
    {
        var db = work.Connection;
        await db.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('party import', @owner))", new { owner = caller.Party.Value });
        var parties = (await db.QueryAsync<(int Id, string Code, string Name, string Kind, string? CooperativeKind)>(
            """
            select owner_id, code, name, kind, cooperative_kind
            from party
            where environment = @Environment and code = any (@codes)
            order by owner_id
            for no key update
            """,
            new { caller.Environment, codes = sheet.Storable("code") })).AsList();
        var statuses = (await db.QueryAsync<(int Id, DateOnly From, bool Pkp)>(
            "select owner_id, valid_from, pkp from party_tax_status where owner_id = any (@ids)",
            new { ids = parties.ConvertAll(party => party.Id) })).ToLookup(status => status.Id);
        return parties.ToDictionary(
            party => party.Code,
            party => new RegisteredParty(
                party.Id,
                new PlannedParty(party.Code, party.Name, party.Kind, party.CooperativeKind),
                [.. statuses[party.Id].Select(status => (status.From, status.Pkp))]),
            StringComparer.Ordinal);
    }

    private static async Task Write(Work work, Caller caller, PartyPlan plan)
    {
        var db = work.Connection;
        var ids = plan.Stored.ToDictionary(pair => pair.Key, pair => pair.Value.Id, StringComparer.Ordinal);
        if (plan.Added.Count > 0)
        {
            var added = plan.Added.OrderBy(party => party.Code, StringComparer.Ordinal).ToList();
            foreach (var (code, id) in await db.QueryAsync<(string, int)>(
                """
                insert into party (code, name, kind, cooperative_kind, environment)
                select u.*, @Environment from unnest(@codes, @names, @kinds, @cooperativeKinds) u
                returning code, owner_id
                """,
                new
                {
                    caller.Environment,
                    codes = added.ConvertAll(party => party.Code),
                    names = added.ConvertAll(party => party.Name),
                    kinds = added.ConvertAll(party => party.Kind),
                    cooperativeKinds = added.ConvertAll(party => party.CooperativeKind),
                }))
            {
                ids.Add(code, id);
            }
        }

        if (plan.Renamed.Count > 0)
        {
            await db.ExecuteAsync(
                "update party p set name = u.name from unnest(@ids, @names) as u (id, name) where p.owner_id = u.id",
                new { ids = plan.Renamed.ConvertAll(party => ids[party.Code]), names = plan.Renamed.ConvertAll(party => party.Name) });
        }

        if (plan.Statuses.Count > 0)
        {
            await db.ExecuteAsync(
                "insert into party_tax_status (owner_id, valid_from, pkp) select * from unnest(@ids, @days, @pkp)",
                new
                {
                    ids = plan.Statuses.ConvertAll(status => ids[status.Code]),
                    days = plan.Statuses.ConvertAll(status => status.From),
                    pkp = plan.Statuses.ConvertAll(status => status.Pkp),
                });
        }
    }
}
