using System.Text.RegularExpressions;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Register;

/// <summary>POST /v1/parties: the authority adds a party to the register of its environment.</summary>
internal static partial class RegisterParty
{
    internal static void Map(RouteGroupBuilder parties) => parties
        .MapPost("", Handle)
        .WithName("registerParty")
        .WithSummary("Register a party")
        .WithDescription("With an authority's key, in the key's environment. The party gets its console connection at once.")
        .RequireScope(Scope.PartiesWrite)
        .Answers<Party>(StatusCodes.Status201Created)
        .CarriesTag()
        .RefusesAsPost();

    private static Task<IResult> Handle(HttpContext http, Body<NewParty> body, Caller caller, Writes writes) =>
        writes.Once(http, caller, body, async work =>
        {
            CheckKeeper(caller);
            var wanted = body.Value;
            var name = CheckAll(wanted);
            var id = await Insert(work, caller, wanted, name);
            return Tagged.Created($"/v1/parties/{id}", await PartyRows.Read(work, id));
        });

    /// <summary>Refuses whoever does not keep the register.</summary>
    internal static void CheckKeeper(Caller caller)
    {
        if (caller.Kind != PartyKind.Authority)
        {
            throw new Refusal(Problems.NotFound, "The register is kept by the authority; the key belongs to another kind of party.");
        }
    }

    /// <summary>What is wrong with a party's code and kinds, each at its place.</summary>
    internal static void CheckKinds(Check check, (string Code, string Kind, string CooperativeKind) at, string code, PartyKind kind, CooperativeKind? cooperativeKind)
    {
        check.That(CodeShape().IsMatch(code), at.Code, "2 to 40 capital letters, digits and hyphens are expected, no hyphen first.");
        check.That(kind != PartyKind.Authority, at.Kind, "An authority is set up by whoever runs the gateway.");
        check.That((kind == PartyKind.Cooperative) == (cooperativeKind is not null), at.CooperativeKind, "A cooperative has one; nobody else has.");
    }

    private static string CheckAll(NewParty wanted)
    {
        var check = new Check();
        CheckKinds(check, ("/code", "/kind", "/cooperativeKind"), wanted.Code, wanted.Kind, wanted.CooperativeKind);
        var name = check.Text("/name", wanted.Name);
        check.Done();
        return name;
    }

    private static async Task<int> Insert(Work work, Caller caller, NewParty wanted, string name)
    {
        var id = await work.Connection.ExecuteScalarAsync<int>(
            """
            insert into party (code, name, kind, cooperative_kind, environment)
            values (@Code, @name, @kind, @cooperativeKind, @Environment)
            returning owner_id
            """,
            new
            {
                wanted.Code,
                name,
                kind = Names.Of(wanted.Kind),
                cooperativeKind = wanted.CooperativeKind is { } cooperative ? Names.Of(cooperative) : null,
                caller.Environment,
            });
        await work.Connection.ExecuteAsync(
            "insert into party_tax_status (owner_id, valid_from, pkp) values (@id, coalesce(@PkpFrom, current_date), @Pkp)",
            new { id, wanted.PkpFrom, wanted.Pkp });
        return id;
    }

    [GeneratedRegex("^[A-Z0-9][A-Z0-9-]{1,39}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeShape();
}

/// <summary>A party for the register.</summary>
/// <param name="Code">2 to 40 capital letters, digits and hyphens; unique in the environment, for ever.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">cooperative, chain or producer.</param>
/// <param name="Pkp">Registered for VAT.</param>
/// <param name="CooperativeKind">Of a cooperative, whose it is.</param>
/// <param name="PkpFrom">The day from which <paramref name="Pkp"/> holds; today when absent.</param>
internal sealed record NewParty(
    string Code, string Name, PartyKind Kind, bool Pkp, CooperativeKind? CooperativeKind = null, DateOnly? PkpFrom = null);
