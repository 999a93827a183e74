using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Catalogue.Contracts.Imports;
using RetailGateway.Http;

namespace RetailGateway.Features.Catalogue.Mappings;

/// <summary>Which code of which system.</summary>
internal readonly record struct MappingKey(int ConnectionOwner, int Connection, string UpperItemCode);

/// <summary>What is registered that a file of mappings may name.</summary>
/// <param name="Owners">Parties' numbers by their code.</param>
/// <param name="Connections">Connections' numbers by owner and code.</param>
/// <param name="Units">Products' base units by the product's code.</param>
/// <param name="Packs">By the product's and the pack's code in capitals.</param>
/// <param name="History">The mappings there are, by code.</param>
internal sealed record RegisteredMappings(
    Dictionary<string, int> Owners,
    Dictionary<(int Owner, string Code), int> Connections,
    Dictionary<string, string> Units,
    Dictionary<(string Product, string Pack), MappedPack> Packs,
    ILookup<MappingKey, MappedPeriod> History);

/// <summary>A mapping to write.</summary>
internal sealed record PlannedMapping(MappingKey Key, string ItemCode, MappedPack Pack, MappedPeriod? Closes, DateTimeOffset? From);

/// <summary>Decides line by line what a file of mappings comes to.</summary>
internal sealed class MappingPlan(RegisteredMappings registered, int owner, DateTimeOffset now)
{
    private readonly Dictionary<MappingKey, int> seen = [];

    internal List<ImportLine> Lines { get; } = [];

    internal List<PlannedMapping> Planned { get; } = [];

    internal void Take(SheetRow row)
    {
        var check = new Check();
        row.CheckWidth(check);
        var itemCode = check.Code("item_code", row["item_code"]);
        var (connectionOwner, connection) = Connection(row, check);
        var pack = Pack(row, check);
        var from = From(row, check);
        var key = new MappingKey(connectionOwner, connection, itemCode.ToUpperInvariant());
        if (check.Holds)
        {
            check.That(seen.TryAdd(key, row.Line) || seen[key] == row.Line, "item_code", $"Line {seen[key]} maps '{itemCode}' already.");
        }

        var decision = check.Holds ? MappingRule.Decide([.. registered.History[key]], pack!, from, now) : null;
        check.That(decision?.Problem is null, "from", decision?.Problem ?? "");
        if (!check.Holds)
        {
            Lines.Add(new ImportLine(row.Line, ImportStatus.Refused, check.Words));
            return;
        }

        if (decision!.Same is not null)
        {
            Lines.Add(new ImportLine(row.Line, ImportStatus.Unchanged));
            return;
        }

        Planned.Add(new PlannedMapping(key, itemCode, pack!, decision.Closes, decision.From));
        Lines.Add(new ImportLine(row.Line, decision.Closes is null ? ImportStatus.Added : ImportStatus.Changed));
    }

    private (int Owner, int Connection) Connection(SheetRow row, Check check)
    {
        var (code, ownerCode) = (row["connection"], row["connection_owner"]);
        var whose = ownerCode.Length == 0 ? owner : registered.Owners.GetValueOrDefault(ownerCode);
        check.That(whose != 0, "connection_owner", $"'{ownerCode}' is no party that you deal with.");
        var connection = registered.Connections.GetValueOrDefault((whose, code));
        check.That(whose == 0 || connection != 0, "connection", $"'{code}' is no connection of that party.");
        return (whose, connection);
    }

    private MappedPack? Pack(SheetRow row, Check check)
    {
        var product = row["product"].ToUpperInvariant();
        if (!registered.Units.TryGetValue(product, out var unit))
        {
            check.That(false, "product", $"'{row["product"]}' is no product of yours.");
            return null;
        }

        var code = row["pack"].Length > 0 ? row["pack"] : unit;
        var pack = registered.Packs.GetValueOrDefault((product, code.ToUpperInvariant()));
        check.That(pack is not null, "pack", $"'{row["product"]}' has no pack '{code}'.");
        return pack;
    }

    private static DateTimeOffset? From(SheetRow row, Check check)
    {
        if (row["from"].Length == 0)
        {
            return null;
        }

        check.That(Rfc3339.TryParse(row["from"], out var from), "from", "A time with its offset, such as 2026-11-24T00:00:00+07:00, is expected.");
        return from;
    }
}
