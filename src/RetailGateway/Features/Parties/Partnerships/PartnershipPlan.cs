using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Catalogue.Contracts.Imports;

namespace RetailGateway.Features.Parties.Partnerships;

/// <summary>A partnership as it is there, or is to be, with its terms.</summary>
internal sealed class PlannedPartnership(int? id, NewPartnership fields)
{
    /// <summary>Null while it is not there.</summary>
    internal int? Id { get; set; } = id;

    internal NewPartnership Fields => fields;

    /// <summary>By their first day; the products that they treat by themselves are not compared.</summary>
    internal SortedDictionary<DateOnly, NewTerms> Terms { get; } = [];

    /// <summary>Recorded terms as somebody would propose them.</summary>
    internal static NewTerms Proposed(Terms terms) => new(
        terms.ValidFrom, terms.PaymentDays, terms.PriceTolerancePercent, terms.PriceToleranceRupiah, terms.ResponseHours, terms.DeliveryDays,
        terms.StockVisibleToPartner, terms.PartnerStockVisible, terms.StaleAfterDays, terms.StalePercent, terms.Consignment,
        StepHours: terms.StepHours, EscalatesTo: terms.EscalatesTo,
        MinimumOrderValue: terms.MinimumOrderValue, BelowMinimum: terms.BelowMinimum);
}

/// <summary>What a line of the file comes to.</summary>
/// <param name="Report">What is said of it.</param>
/// <param name="Partnership">Which it names; null where it is refused.</param>
/// <param name="Proposed">Terms to propose.</param>
/// <param name="Before">The first day of the terms that those follow.</param>
internal sealed record PlannedLine(ImportLine Report, PlannedPartnership? Partnership = null, NewTerms? Proposed = null, DateOnly? Before = null)
{
    internal string? Problem => Report.Problem;
}

/// <summary>Judges line by line what a file of partnerships comes to; what came of a line is kept for the lines after it.</summary>
internal sealed class PartnershipPlan(Sheet sheet, List<PlannedPartnership> partnerships, DateOnly today)
{
    private readonly Dictionary<(NewPartnership, DateOnly?), int> seen = [];

    internal PlannedLine Judge(SheetRow row)
    {
        var check = new Check();
        row.CheckWidth(check);
        var partnership = Partnership(row, check);
        var namesTerms = TermsColumns.AreNamed(row);
        DateOnly? from = namesTerms ? check.Date("terms_from", row["terms_from"]) ?? today : null;
        var before = partnership?.Terms.Where(terms => terms.Key <= from).Select(terms => terms.Value).LastOrDefault();
        var wanted = partnership is not null && from is { } day ? TermsColumns.Read(sheet, row, check, day, before) : null;
        var isSame = wanted is null || (before is not null && wanted with { ValidFrom = before.ValidFrom } == before);
        if (partnership is not null && !isSame)
        {
            check.That(before?.ValidFrom != from, "terms_from", $"Terms from {from:yyyy-MM-dd} are recorded. They stand as they were.");
            check.That(partnership.Terms.Count == 0 || from >= today, "terms_from", PartnershipRows.StartsAhead);
        }

        if (check.Holds)
        {
            check.That(seen.TryAdd((partnership!.Fields, from), row.Line), "partner_id", $"Line {seen[(partnership.Fields, from)]} says it of that partnership already.");
        }

        if (!check.Holds)
        {
            return new PlannedLine(new ImportLine(row.Line, ImportStatus.Refused, check.Words));
        }

        var status = partnership!.Id is null ? ImportStatus.Added : isSame ? ImportStatus.Unchanged : ImportStatus.Changed;
        return new PlannedLine(new ImportLine(row.Line, status), partnership, isSame ? null : wanted, before?.ValidFrom);
    }

    /// <summary>Remembers what came of a line.</summary>
    internal void Keep(PlannedLine line)
    {
        if (!partnerships.Contains(line.Partnership!))
        {
            partnerships.Add(line.Partnership!);
        }

        if (line.Proposed is { } terms)
        {
            line.Partnership!.Terms.Add(terms.ValidFrom, terms);
        }
    }

    private PlannedPartnership? Partnership(SheetRow row, Check check)
    {
        var partner = check.WholeNumber("partner_id", row["partner_id"]);
        check.That(row["partner_id"].Length > 0, "partner_id", "The chain's number is expected.");
        var role = check.OneOf("role", row["role"], PartnershipRole.Supplier);
        check.That(row["role"].Length > 0, "role", $"One of {Names.Known<PartnershipRole>()} is expected.");
        var from = check.Date("valid_from", row["valid_from"]);
        check.That(row["valid_from"].Length > 0, "valid_from", "Its first day is expected.");
        var to = check.Date("valid_to", row["valid_to"]);
        check.That(to is null || from is null || to > from, "valid_to", "A day after valid_from is expected.");
        if (!check.Holds)
        {
            return null;
        }

        var wanted = new NewPartnership(partner!.Value, role, from!.Value, to);
        var inRole = partnerships.FindAll(there => there.Fields.PartnerId == wanted.PartnerId && there.Fields.Role == wanted.Role);
        if (inRole.Find(there => there.Fields.ValidFrom == wanted.ValidFrom) is { } same)
        {
            var ends = same.Fields.ValidTo;
            check.That(!sheet.Has("valid_to") || to == ends, "valid_to", ends is null ? "It is open, and stays so." : $"It ends on {ends:yyyy-MM-dd}, and stays so.");
            return same;
        }

        var other = inRole.Find(there => (to is null || there.Fields.ValidFrom < to) && (there.Fields.ValidTo is null || from < there.Fields.ValidTo));
        check.That(other is null, "valid_from", $"In that role it is a partner from {other?.Fields.ValidFrom:yyyy-MM-dd} on.");
        return new PlannedPartnership(null, wanted);
    }
}
