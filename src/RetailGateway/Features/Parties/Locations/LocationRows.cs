using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Locations;

/// <summary>Rows of locations.</summary>
internal static class LocationRows
{
    internal static async Task<Location> Read(Work work, int id) =>
        (await List(work, owner: null, id, code: null, after: 0, take: 1)).SingleOrDefault() ?? throw Missing();

    internal static async Task<List<Location>> List(Work work, int? owner, int? id, string? code, long after, int take)
    {
        var rows = await work.Connection.QueryAsync<Row>(
            """
            select location_id, owner_id, code, name, format, gln, kelurahan, time_zone, licence_number, licence_expires
            from location
            where (@owner::integer is null or owner_id = @owner) and (@id::integer is null or location_id = @id)
                and (@code::text is null or code_key = upper(@code)) and location_id > @after
            order by location_id
            limit @take
            """,
            new { owner, id, code, after, take });
        return [.. rows.Select(row => row.Location())];
    }

    /// <summary>Locks a location of the caller's own; anybody else's is not there.</summary>
    internal static async Task LockOwn(Work work, Caller caller, int id)
    {
        var own = await work.Connection.ExecuteScalarAsync<int?>(
            "select location_id from location where owner_id = @owner and location_id = @id for update", new { owner = caller.Party.Value, id });
        if (own is null)
        {
            throw Missing();
        }
    }

    /// <summary>The codes among these that are a kelurahan's.</summary>
    internal static async Task<HashSet<string>> Kelurahan(Work work, IEnumerable<string> codes) =>
        [.. await work.Connection.QueryAsync<string>("select code from area where kind = 'kelurahan' and code = any (@codes)", new { codes = codes.ToArray() })];

    internal static async Task CheckKelurahan(Work work, Check check, string? code)
    {
        if (code is not null)
        {
            check.That((await Kelurahan(work, [code])).Count > 0, "/kelurahan", $"'{code}' is no kelurahan that we know.");
        }
    }

    private static Refusal Missing() => new(Problems.NotFound, "No location that you may see, or that is yours to change, has that number.");

    private sealed record Row(
        int LocationId, int OwnerId, string Code, string Name, string Format, string? Gln, string? Kelurahan, string TimeZone,
        string? LicenceNumber, DateOnly? LicenceExpires)
    {
        internal Location Location() => new(
            LocationId, OwnerId, Code, Name, Names.Read<LocationFormat>(Format), Gln, Kelurahan,
            Enum.Parse<IndonesianZone>(TimeZone, ignoreCase: true), LicenceNumber, LicenceExpires);
    }
}

/// <summary>A shop, store or warehouse of one party.</summary>
/// <param name="Id">Its number.</param>
/// <param name="OwnerId">Whose.</param>
/// <param name="Code">The owner's code for it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Format">What it looks like to its customers.</param>
/// <param name="Gln">GS1's number of it, thirteen digits.</param>
/// <param name="Kelurahan">The code of the kelurahan it stands in.</param>
/// <param name="TimeZone">Its time zone.</param>
/// <param name="LicenceNumber">Of its business licence.</param>
/// <param name="LicenceExpires">The licence's last day.</param>
internal sealed record Location(
    int Id, int OwnerId, string Code, string Name, LocationFormat Format, string? Gln, string? Kelurahan, IndonesianZone TimeZone,
    string? LicenceNumber, DateOnly? LicenceExpires);
