using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Catalogue.Contracts.Imports;
using RetailGateway.Http;

namespace RetailGateway.Features.Catalogue.Permits;

/// <summary>POST /v1/permits/imports: permits of producers and products from a table.</summary>
internal static class ImportPermits
{
    private static readonly string[] Required = ["kind", "number", "expires"];
    private static readonly string[] Optional = ["producer", "product"];

    internal static void Map(RouteGroupBuilder permits) => permits.MapPost("/imports", Handle).IsImport(
        Scope.CatalogueWrite,
        "importPermits",
        "Import permits",
        """
        Columns by name: `kind`, `number`, `expires` (its last day), and in each row
        either `producer` (a producer's code) or `product` (your item code). A permit that is recorded stands as it is: a renewed one has a new number.
        """);

    private static Task<IResult> Handle(HttpContext http, ImportFile file, Caller caller, Writes writes)
    {
        var sheet = Sheet.Read(file, Required, Optional);
        return writes.Import(http, caller, file, "permit", async work =>
        {
            var plan = new PermitPlan(await Read(work, caller, sheet));
            foreach (var row in sheet.Rows)
            {
                plan.Take(row);
            }

            await Write(work, caller, plan.Added);
            return plan.Lines;
        });
    }

    /// <summary>Waits for the party's other imports, then reads what the file may name.</summary>
    private static async Task<RegisteredPermits> Read(Work work, Caller caller, Sheet sheet)
    {
        var (db, owner) = (work.Connection, caller.Party.Value);
        await db.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('permit import', @owner))", new { owner });
        var producers = await db.QueryAsync<(string Code, int Id)>("select code, owner_id from party where kind = 'producer'");
        var products = await db.QueryAsync<(string Code, int Id)>(
            "select upper(code), product_id from product where owner_id = @owner and upper(code) in (select upper(c) from unnest(@codes) c)",
            new { owner, codes = sheet.Storable("product") });
        var permits = await db.QueryAsync<PlannedPermit>(
            """
            select producer_id, product_id, kind, number, expires
            from permit
            where owner_id = @owner and upper(number) in (select upper(n) from unnest(@numbers) n)
            """,
            new { owner, numbers = sheet.Storable("number") });
        return new RegisteredPermits(
            producers.ToDictionary(row => row.Code, row => row.Id, StringComparer.OrdinalIgnoreCase),
            products.ToDictionary(row => row.Code, row => row.Id, StringComparer.OrdinalIgnoreCase),
            permits.ToDictionary(permit => permit.Key, permit => permit.Expires));
    }

    private static async Task Write(Work work, Caller caller, List<PlannedPermit> added)
    {
        if (added.Count > 0)
        {
            await work.Connection.ExecuteAsync(
                """
                insert into permit (owner_id, producer_id, product_id, kind, number, expires)
                select @owner, u.* from unnest(@producers, @products, @kinds, @numbers, @expiries) u
                """,
                new
                {
                    owner = caller.Party.Value,
                    producers = added.ConvertAll(permit => permit.ProducerId),
                    products = added.ConvertAll(permit => permit.ProductId),
                    kinds = added.ConvertAll(permit => permit.Kind),
                    numbers = added.ConvertAll(permit => permit.Number),
                    expiries = added.ConvertAll(permit => permit.Expires),
                });
        }
    }
}

/// <summary>What makes a permit the same: whose it is, its kind and its number.</summary>
internal readonly record struct PermitKey(int? ProducerId, int? ProductId, string Kind, string Number);

/// <summary>A permit as the store has it, or is to have it.</summary>
internal sealed record PlannedPermit(int? ProducerId, int? ProductId, string Kind, string Number, DateOnly Expires)
{
    internal PermitKey Key => new(ProducerId, ProductId, Kind, Number);
}

/// <summary>What is registered that a file of permits may name.</summary>
/// <param name="Producers">Producers' numbers by their code.</param>
/// <param name="Products">The caller's products by their code.</param>
/// <param name="Permits">The last days of those that are recorded.</param>
internal sealed record RegisteredPermits(Dictionary<string, int> Producers, Dictionary<string, int> Products, Dictionary<PermitKey, DateOnly> Permits);

/// <summary>Decides line by line what a file of permits comes to.</summary>
internal sealed class PermitPlan(RegisteredPermits registered)
{
    private readonly Dictionary<PermitKey, int> seen = [];

    internal List<ImportLine> Lines { get; } = [];

    internal List<PlannedPermit> Added { get; } = [];

    internal void Take(SheetRow row)
    {
        var check = new Check();
        row.CheckWidth(check);
        var permit = Wanted(row, check);
        if (check.Holds)
        {
            check.That(seen.TryAdd(permit.Key, row.Line), "number", $"Line {seen[permit.Key]} has '{permit.Number}' already.");
        }

        var isThere = registered.Permits.TryGetValue(permit.Key, out var expires);
        check.That(!isThere || expires == permit.Expires, "expires", $"It is recorded with the last day {expires:yyyy-MM-dd} and stands; a renewed permit has a new number.");
        if (!check.Holds)
        {
            Lines.Add(new ImportLine(row.Line, ImportStatus.Refused, check.Words));
            return;
        }

        Lines.Add(new ImportLine(row.Line, isThere ? ImportStatus.Unchanged : ImportStatus.Added));
        if (!isThere)
        {
            Added.Add(permit);
        }
    }

    private PlannedPermit Wanted(SheetRow row, Check check)
    {
        var (producer, product) = (row["producer"], row["product"]);
        check.That((producer.Length == 0) != (product.Length == 0), "producer", "Either a producer or a product is expected.");
        check.That(producer.Length == 0 || registered.Producers.ContainsKey(producer), "producer", $"'{producer}' is no producer in the register.");
        check.That(product.Length == 0 || registered.Products.ContainsKey(product), "product", $"'{product}' is no product of yours.");
        check.That(row["kind"].Length > 0, "kind", $"One of {Names.Known<PermitKind>()} is expected.");
        var expires = check.Date("expires", row["expires"]);
        check.That(row["expires"].Length > 0, "expires", "Its last day is expected.");
        return new PlannedPermit(
            registered.Producers.TryGetValue(producer, out var ofProducer) ? ofProducer : null,
            registered.Products.TryGetValue(product, out var ofProduct) ? ofProduct : null,
            Names.Of(check.OneOf("kind", row["kind"], PermitKind.Nib)),
            check.Text("number", row["number"], AddPermit.NumberLength),
            expires.GetValueOrDefault());
    }
}
