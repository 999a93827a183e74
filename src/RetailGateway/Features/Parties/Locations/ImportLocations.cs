using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Catalogue.Contracts.Imports;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Locations;

/// <summary>POST /v1/locations/imports: shops and stores from a table.</summary>
internal static class ImportLocations
{
    private static readonly string[] Required = ["code", "name", "format"];
    private static readonly string[] Optional = ["gln", "kelurahan", "time_zone", "licence_number", "licence_expires"];

    internal static void Map(RouteGroupBuilder locations) => locations.MapPost("/imports", Handle).IsImport(
        Scope.PartiesWrite,
        "importLocations",
        "Import locations",
        """
        Columns by name: `code`, `name`, `format`; and where you have them
        `gln`, `kelurahan`, `time_zone` (wib), `licence_number`, `licence_expires`. A column that is absent leaves what is there; an empty cell clears it.
        """);

    private static Task<IResult> Handle(HttpContext http, ImportFile file, Caller caller, Writes writes)
    {
        var sheet = Sheet.Read(file, Required, Optional);
        return writes.Import(http, caller, file, "location", async work =>
        {
            var plan = new LocationPlan(sheet, await Read(work, caller), await LocationRows.Kelurahan(work, sheet.Rows.Select(row => row["kelurahan"])));
            foreach (var row in sheet.Rows)
            {
                plan.Take(row);
            }

            await Write(work, caller, plan);
            return plan.Lines;
        });
    }

    /// <summary>Waits for the party's other imports, then locks its locations in the order of their numbers.</summary>
    private static async Task<Dictionary<string, PlannedLocation>> Read(Work work, Caller caller)
    {
        var owner = caller.Party.Value;
        await work.Connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('location import', @owner))", new { owner });
        var stored = await work.Connection.QueryAsync<PlannedLocation>(
            """
            select code, name, format, gln, kelurahan, time_zone, licence_number, licence_expires
            from location
            where owner_id = @owner
            order by location_id
            for update
            """,
            new { owner });
        return stored.ToDictionary(location => location.Code, StringComparer.OrdinalIgnoreCase);
    }

    private static async Task Write(Work work, Caller caller, LocationPlan plan)
    {
        if (plan.Added.Count > 0)
        {
            await work.Connection.ExecuteAsync(
                """
                insert into location (owner_id, code, name, format, gln, kelurahan, time_zone, licence_number, licence_expires)
                select @Owner, u.* from unnest(@Codes, @Names, @Formats, @Glns, @Kelurahan, @Zones, @Licences, @Expiries::date[]) u
                """,
                new LocationColumns(caller, plan.Added));
        }

        if (plan.Changed.Count > 0)
        {
            await work.Connection.ExecuteAsync(
                """
                update location l
                set name = u.name, format = u.format, gln = u.gln, kelurahan = u.kelurahan, licence_number = u.licence, licence_expires = u.expires
                from unnest(@Codes, @Names, @Formats, @Glns, @Kelurahan, @Licences, @Expiries::date[])
                    as u (code, name, format, gln, kelurahan, licence, expires)
                where l.owner_id = @Owner and l.code_key = upper(u.code)
                """,
                new LocationColumns(caller, plan.Changed));
        }
    }

    /// <summary>Locations as columns, in the order of their codes.</summary>
    private sealed class LocationColumns(Caller caller, List<PlannedLocation> locations)
    {
        private readonly List<PlannedLocation> sorted = [.. locations.OrderBy(location => location.Code.ToUpperInvariant(), StringComparer.Ordinal)];

        public int Owner => caller.Party.Value;

        public List<string> Codes => sorted.ConvertAll(location => location.Code);

        public List<string> Names => sorted.ConvertAll(location => location.Name);

        public List<string> Formats => sorted.ConvertAll(location => location.Format);

        public List<string?> Glns => sorted.ConvertAll(location => location.Gln);

        public List<string?> Kelurahan => sorted.ConvertAll(location => location.Kelurahan);

        public List<string> Zones => sorted.ConvertAll(location => location.TimeZone);

        public List<string?> Licences => sorted.ConvertAll(location => location.LicenceNumber);

        public List<DateOnly?> Expiries => sorted.ConvertAll(location => location.LicenceExpires);
    }
}

/// <summary>A location as the store has it, or is to have it.</summary>
internal sealed record PlannedLocation(
    string Code, string Name, string Format, string? Gln, string? Kelurahan, string TimeZone, string? LicenceNumber, DateOnly? LicenceExpires);

/// <summary>Decides line by line what a file of locations comes to.</summary>
internal sealed class LocationPlan(Sheet sheet, Dictionary<string, PlannedLocation> stored, HashSet<string> kelurahan)
{
    private readonly Dictionary<string, int> seen = new(StringComparer.OrdinalIgnoreCase);

    internal List<ImportLine> Lines { get; } = [];

    internal List<PlannedLocation> Added { get; } = [];

    internal List<PlannedLocation> Changed { get; } = [];

    internal void Take(SheetRow row)
    {
        var check = new Check();
        row.CheckWidth(check);
        var code = check.Code("code", row["code"], AddLocation.CodeLength);
        var there = stored.GetValueOrDefault(code);
        var wanted = Wanted(row, check, code, there);
        if (seen.TryGetValue(code, out var line))
        {
            check.That(false, "code", $"Line {line} has '{code}' already.");
        }

        if (!check.Holds)
        {
            Lines.Add(new ImportLine(row.Line, ImportStatus.Refused, check.Words));
            return;
        }

        seen.Add(code, row.Line);
        var status = there is null ? ImportStatus.Added : there == wanted ? ImportStatus.Unchanged : ImportStatus.Changed;
        Lines.Add(new ImportLine(row.Line, status));
        (status == ImportStatus.Added ? Added : status == ImportStatus.Changed ? Changed : []).Add(wanted);
    }

    private PlannedLocation Wanted(SheetRow row, Check check, string code, PlannedLocation? there)
    {
        T Given<T>(string column, T? stays, Func<T> read) => there is null || sheet.Has(column) ? read() : stays!;
        var zone = row["time_zone"].Length == 0 && there is not null
            ? there.TimeZone
            : check.OneOf("time_zone", row["time_zone"], IndonesianZone.Wib).ToString().ToUpperInvariant();
        var wanted = new PlannedLocation(
            there?.Code ?? code,
            check.Text("name", row["name"]),
            Names.Of(check.OneOf("format", row["format"], LocationFormat.Minimarket)),
            Given("gln", there?.Gln, () => check.Gln("gln", row["gln"])),
            Given("kelurahan", there?.Kelurahan, () => check.OptionalText("kelurahan", row["kelurahan"])),
            zone,
            Given("licence_number", there?.LicenceNumber, () => check.OptionalText("licence_number", row["licence_number"])),
            Given("licence_expires", there?.LicenceExpires, () => check.Date("licence_expires", row["licence_expires"])));
        check.That(row["format"].Length > 0, "format", $"One of {Names.Known<LocationFormat>()} is expected.");
        check.That(wanted.Kelurahan is null || wanted.Kelurahan == there?.Kelurahan || kelurahan.Contains(wanted.Kelurahan), "kelurahan", $"'{wanted.Kelurahan}' is no kelurahan that we know.");
        check.That(there is null || zone == there.TimeZone, "time_zone", $"It is {there?.TimeZone} and never changes.");
        return wanted;
    }
}
