using System.Text.Json.Serialization;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Locations;

/// <summary>PATCH /v1/locations/{id}.</summary>
internal static class ChangeLocation
{
    internal static void Map(RouteGroupBuilder locations) => locations
        .MapPatch("/{id:int}", Handle)
        .WithName("changeLocation")
        .WithSummary("Change a location")
        .WithDescription("What is absent stays; null clears a GLN, kelurahan or licence. Code and time zone never change.")
        .RequireScope(Scope.PartiesWrite)
        .Answers<Location>()
        .CarriesTag()
        .RefusesAsUpdate();

    private static Task<IResult> Handle(HttpContext http, int id, Body<LocationChanges> body, Caller caller, Writes writes) =>
        writes.Update(http, caller, body, async work =>
        {
            await LocationRows.LockOwn(work, caller, id);
            var current = await LocationRows.Read(work, id);
            Tagged.Check(http, current);
            var wanted = body.Value;
            var check = new Check();
            var values = new
            {
                owner = caller.Party.Value,
                id,
                name = check.Text("/name", wanted.Name ?? current.Name),
                format = Names.Of(wanted.Format ?? current.Format),
                gln = wanted.GlnGiven ? check.Gln("/gln", wanted.Gln) : current.Gln,
                kelurahan = wanted.KelurahanGiven ? check.OptionalText("/kelurahan", wanted.Kelurahan) : current.Kelurahan,
                licence = wanted.LicenceNumberGiven ? check.OptionalText("/licenceNumber", wanted.LicenceNumber) : current.LicenceNumber,
                expires = wanted.LicenceExpiresGiven ? wanted.LicenceExpires : current.LicenceExpires,
            };
            await LocationRows.CheckKelurahan(work, check, values.kelurahan);
            check.Done();
            await work.Connection.ExecuteAsync(
                """
                update location
                set name = @name, format = @format, gln = @gln, kelurahan = @kelurahan, licence_number = @licence, licence_expires = @expires
                where owner_id = @owner and location_id = @id
                """,
                values);
            return Tagged.Ok(await LocationRows.Read(work, id));
        });
}

/// <summary>What of a location changes; what is absent stays.</summary>
internal sealed record LocationChanges
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>What it looks like to its customers.</summary>
    public LocationFormat? Format { get; init; }

    /// <summary>GS1's number of it; its check digit is verified. Null clears it.</summary>
    public string? Gln
    {
        get;
        init => (field, GlnGiven) = (value, true);
    }

    /// <summary>The code of the kelurahan it stands in. Null clears it.</summary>
    public string? Kelurahan
    {
        get;
        init => (field, KelurahanGiven) = (value, true);
    }

    /// <summary>Of its business licence. Null clears it.</summary>
    public string? LicenceNumber
    {
        get;
        init => (field, LicenceNumberGiven) = (value, true);
    }

    /// <summary>The licence's last day. Null clears it.</summary>
    public DateOnly? LicenceExpires
    {
        get;
        init => (field, LicenceExpiresGiven) = (value, true);
    }

    [JsonIgnore]
    internal bool GlnGiven { get; private init; }

    [JsonIgnore]
    internal bool KelurahanGiven { get; private init; }

    [JsonIgnore]
    internal bool LicenceNumberGiven { get; private init; }

    [JsonIgnore]
    internal bool LicenceExpiresGiven { get; private init; }
}
