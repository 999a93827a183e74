using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Catalogue.Contracts.Imports;

namespace RetailGateway.Features.Parties.Register;

/// <summary>A party as the register has it, or is to have it.</summary>
internal sealed record PlannedParty(string Code, string Name, string Kind, string? CooperativeKind);

/// <summary>A party of the register that a file names.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Party">As it is.</param>
/// <param name="Statuses">Its VAT registrations, each from a day on.</param>
internal sealed record RegisteredParty(int Id, PlannedParty Party, IReadOnlyList<(DateOnly From, bool Pkp)> Statuses);

/// <summary>Decides line by line what a file of parties comes to.</summary>
internal sealed class PartyPlan(Sheet sheet, Dictionary<string, RegisteredParty> stored, DateOnly today)
{
    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);

    internal IReadOnlyDictionary<string, RegisteredParty> Stored => stored;

    internal List<ImportLine> Lines { get; } = [];

    internal List<PlannedParty> Added { get; } = [];

    internal List<PlannedParty> Renamed { get; } = [];

    /// <summary>VAT registrations to record.</summary>
    internal List<(string Code, DateOnly From, bool Pkp)> Statuses { get; } = [];

    internal void Take(SheetRow row)
    {
        var check = new Check();
        row.CheckWidth(check);
        var there = stored.GetValueOrDefault(row["code"]);
        var wanted = Wanted(row, check, there?.Party);
        var status = Status(row, check, there);
        if (check.Holds)
        {
            check.That(seen.TryAdd(wanted.Code, row.Line), "code", $"Line {seen[wanted.Code]} has '{wanted.Code}' already.");
        }

        if (!check.Holds)
        {
            Lines.Add(new ImportLine(row.Line, ImportStatus.Refused, check.Words));
            return;
        }

        var isNamedSo = there is not null && there.Party == wanted;
        Lines.Add(new ImportLine(row.Line, there is null ? ImportStatus.Added : isNamedSo && status is null ? ImportStatus.Unchanged : ImportStatus.Changed));
        (there is null ? Added : isNamedSo ? [] : Renamed).Add(wanted);
        if (status is { } recorded)
        {
            Statuses.Add((wanted.Code, recorded.From, recorded.Pkp));
        }
    }

    private PlannedParty Wanted(SheetRow row, Check check, PlannedParty? there)
    {
        var kind = check.OneOf("kind", row["kind"], PartyKind.Cooperative);
        check.That(row["kind"].Length > 0, "kind", $"One of {Names.Known<PartyKind>()} is expected.");
        var cooperativeKind = there is not null && !sheet.Has("cooperative_kind") ? there.CooperativeKind
            : row["cooperative_kind"].Length > 0 ? Names.Of(check.OneOf("cooperative_kind", row["cooperative_kind"], CooperativeKind.Other))
            : null;
        var wanted = new PlannedParty(row["code"], check.Text("name", row["name"]), Names.Of(kind), cooperativeKind);
        RegisterParty.CheckKinds(
            check, ("code", "kind", "cooperative_kind"), wanted.Code, kind, cooperativeKind is null ? null : Names.Read<CooperativeKind>(cooperativeKind));
        check.That(there is null || there.Kind == wanted.Kind, "kind", $"It is '{there?.Kind}' and never changes.");
        check.That(there is null || there.CooperativeKind == wanted.CooperativeKind, "cooperative_kind", $"It is '{there?.CooperativeKind}' and never changes.");
        return wanted;
    }

    /// <summary>The VAT registration to record; null where the one that holds on its day says the same.</summary>
    private (DateOnly From, bool Pkp)? Status(SheetRow row, Check check, RegisteredParty? there)
    {
        check.That(sheet.Has("pkp") || row["pkp_from"].Length == 0, "pkp_from", "It says from when 'pkp' holds, and that column is missing.");
        if (there is not null && !sheet.Has("pkp"))
        {
            return null;
        }

        var pkp = check.Truth("pkp", row["pkp"]);
        var from = check.Date("pkp_from", row["pkp_from"]) ?? today;
        var holding = there?.Statuses.Where(status => status.From <= from).OrderBy(status => status.From).Cast<(DateOnly From, bool Pkp)?>().LastOrDefault();
        if (holding?.Pkp == pkp)
        {
            return null;
        }

        check.That(holding?.From != from, "pkp_from", $"From {from:yyyy-MM-dd} another status is recorded. It stands as it was.");
        return (from, pkp);
    }
}
