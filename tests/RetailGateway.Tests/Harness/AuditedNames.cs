using System.Text.Json;
using RetailGateway.Database;
using RetailGateway.WebConsole.Audit;

namespace RetailGateway.Tests.Harness;

/// <summary>The names of fields in what a gateway has written into the audit log, and in the evidence that its decisions will put there.</summary>
internal static class AuditedNames
{
    /// <summary>Those that the log's page has no words for.</summary>
    internal static async Task<IReadOnlyList<string>> WithoutWords(GatewayDb database)
    {
        var written = await database.Jobs.All(
            """
            select before::text, after::text from audit_entry
            union
            select null, jsonb_build_object('evidence', evidence)::text from conflict
            union
            select jsonb_build_object('line', line)::text, null from review_item
            """,
            row => (Before: row.IsDBNull(0) ? null : row.GetString(0), After: row.IsDBNull(1) ? null : row.GetString(1)));
        return [.. written
            .SelectMany(entry => Differences.Of(Parsed(entry.Before), Parsed(entry.After)))
            .SelectMany(change => FieldWords.Names(change.Path))
            .Where(name => !FieldWords.Knows(name))
            .Distinct(StringComparer.Ordinal)
            .Select(name => $"FieldWords has no words for {name}")];
    }

    private static JsonElement? Parsed(string? json) => json is null ? null : JsonSerializer.Deserialize<JsonElement>(json);
}
