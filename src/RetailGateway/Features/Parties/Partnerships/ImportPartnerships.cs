using Dapper;
using Npgsql;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts.Imports;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Partnerships;

/// <summary>POST /v1/partnerships/imports: partnerships and the terms proposed in them, from a table.</summary>
internal static class ImportPartnerships
{
    private static readonly string[] Required = ["partner_id", "role", "valid_from"];

    internal static void Map(RouteGroupBuilder partnerships) => partnerships.MapPost("/imports", Handle).IsImport(
        Scope.PartiesWrite,
        "importPartnerships",
        "Import partnerships and propose their terms",
        """
        By a cooperative. Columns by name: `partner_id` (the chain's number), `role`,
        `valid_from`; and where you have it `valid_to`. A partnership that is not there is added; one that is there stays as it is.
        A row proposes terms where it fills any of `payment_days`, `price_tolerance_percent`, `price_tolerance_rupiah`, `response_hours`, `delivery_days`,
        `stock_visible_to_partner`, `partner_stock_visible` (a first row of terms needs all of these), `stale_after_days`, `stale_percent`, `on_consignment`
        (false), `share_percent` (100), `shrinkage_borne_by` (consignee), `settled_every` (week), `settled_from_day` (1), `settlement_grace_days` (0),
        `step_hours` (24), `escalates_to` (manager), `minimum_order_value` (0), `below_minimum` (keep_back); they
        begin on `terms_from` (today). Nothing is proposed where the terms of that day say the same already. A column that is absent says what those terms
        say, and so it is with products that they treat by themselves. The partner accepts what is proposed, as ever.
        """);

    private static Task<IResult> Handle(HttpContext http, ImportFile file, Caller caller, Writes writes)
    {
        var sheet = Sheet.Read(file, Required, ["valid_to", .. TermsColumns.All]);
        return writes.Import(http, caller, file, "partnership", async work =>
        {
            PartnershipRows.CheckKeeper(caller);
            var plan = new PartnershipPlan(sheet, await Read(work, caller), await work.Connection.ExecuteScalarAsync<DateOnly>("select current_date"));
            var lines = new List<ImportLine>();
            foreach (var row in sheet.Rows)
            {
                var planned = plan.Judge(row);
                lines.Add(planned.Problem is null ? await Write(work, caller, plan, planned) : planned.Report);
            }

            return lines;
        });
    }

    /// <summary>Waits for the party's other imports, then locks its partnerships in the order of their numbers.</summary>
    private static async Task<List<PlannedPartnership>> Read(Work work, Caller caller)
    {
        var owner = caller.Party.Value;
        await work.Connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('partnership import', @owner))", new { owner });
        await work.Connection.ExecuteAsync("select from partnership where owner_id = @owner order by partnership_id for update", new { owner });
        var there = new List<PlannedPartnership>();
        foreach (var partnership in (await PartnershipRows.List(work, id: null, after: 0, take: int.MaxValue)).Where(partnership => partnership.OwnerId == owner))
        {
            var planned = new PlannedPartnership(partnership.Id, new NewPartnership(partnership.PartnerId, partnership.Role, partnership.ValidFrom, partnership.ValidTo));
            foreach (var terms in await GetTerms.Read(work, partnership.Id))
            {
                planned.Terms.Add(terms.ValidFrom, PlannedPartnership.Proposed(terms));
            }

            there.Add(planned);
        }

        return there;
    }

    private static async Task<ImportLine> Write(Work work, Caller caller, PartnershipPlan plan, PlannedLine line)
    {
        var partnership = line.Partnership!;
        partnership.Id ??= await AddAlone(work, caller, partnership.Fields);
        if (partnership.Id is not { } id)
        {
            return line.Report with { Status = ImportStatus.Refused, Problem = "partner_id: No chain that you may deal with has that number." };
        }

        plan.Keep(line);
        if (line.Proposed is { } terms)
        {
            await ProposeTerms.Write(work, caller, id, terms);
            if (line.Before is { } before)
            {
                await ConsignedProducts.CarryOver(work, caller, id, before, terms.ValidFrom);
            }
        }

        return line.Report;
    }

    /// <summary>Adds a partnership behind a savepoint: whether a stranger is a chain shows only then, and its line alone is refused.</summary>
    private static async Task<int?> AddAlone(Work work, Caller caller, NewPartnership wanted)
    {
        await work.Connection.ExecuteAsync("savepoint partnership");
        try
        {
            if (await PartnershipRows.Add(work, caller, wanted) is { } id)
            {
                return id;
            }
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.CheckViolation)
        {
            // Nobody of this environment has that number, or it is the caller's own.
        }

        await work.Connection.ExecuteAsync("rollback to savepoint partnership");
        return null;
    }
}
