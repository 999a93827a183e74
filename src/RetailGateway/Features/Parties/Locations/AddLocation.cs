using Dapper;
using RetailGateway.Access;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Locations;

/// <summary>POST /v1/locations.</summary>
internal static class AddLocation
{
    /// <summary>Of a location's code; stock changes name it on every line.</summary>
    internal const int CodeLength = 40;

    internal static void Map(RouteGroupBuilder locations) => locations
        .MapPost("", Handle)
        .WithName("addLocation")
        .WithSummary("Add a location")
        .WithDescription("A shop, store or warehouse of yours. Until you name another system of record, its stock is what the console says.")
        .RequireScope(Scope.PartiesWrite)
        .Answers<Location>(StatusCodes.Status201Created)
        .CarriesTag()
        .RefusesAsPost();

    private static Task<IResult> Handle(HttpContext http, Body<NewLocation> body, Caller caller, Writes writes) =>
        writes.Once(http, caller, body, async work =>
        {
            var wanted = body.Value;
            var check = new Check();
            var values = new
            {
                owner = caller.Party.Value,
                code = check.Code("/code", wanted.Code, CodeLength),
                name = check.Text("/name", wanted.Name),
                format = Names.Of(wanted.Format),
                gln = check.Gln("/gln", wanted.Gln),
                kelurahan = check.OptionalText("/kelurahan", wanted.Kelurahan),
                zone = wanted.TimeZone.ToString().ToUpperInvariant(),
                licence = check.OptionalText("/licenceNumber", wanted.LicenceNumber),
                wanted.LicenceExpires,
            };
            await LocationRows.CheckKelurahan(work, check, values.kelurahan);
            check.Done();
            var id = await work.Connection.ExecuteScalarAsync<int>(
                """
                insert into location (owner_id, code, name, format, gln, kelurahan, time_zone, licence_number, licence_expires)
                values (@owner, @code, @name, @format, @gln, @kelurahan, @zone, @licence, @LicenceExpires)
                returning location_id
                """,
                values);
            return Tagged.Created($"/v1/locations/{id}", await LocationRows.Read(work, id));
        });
}

/// <summary>A location to add.</summary>
/// <param name="Code">Your code for it, 1 to 40 characters, unique with you without regard to letter case.</param>
/// <param name="Name">Its name.</param>
/// <param name="Format">What it looks like to its customers.</param>
/// <param name="Gln">GS1's number of it; its check digit is verified.</param>
/// <param name="Kelurahan">The code of the kelurahan it stands in.</param>
/// <param name="TimeZone">Its time zone; wib when absent. It never changes.</param>
/// <param name="LicenceNumber">Of its business licence.</param>
/// <param name="LicenceExpires">The licence's last day.</param>
internal sealed record NewLocation(
    string Code, string Name, LocationFormat Format, string? Gln = null, string? Kelurahan = null, IndonesianZone TimeZone = default,
    string? LicenceNumber = null, DateOnly? LicenceExpires = null);
