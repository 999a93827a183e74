using System.Text;
using Npgsql;
using RetailGateway.Database;
using Sylvan.Data.Csv;

namespace RetailGateway.Hosting;

/// <summary><c>areas import</c>: adds administrative areas from a CSV file with the columns code, name, kind and parent.</summary>
internal static class AreasImport
{
    private static readonly string[] Columns = ["code", "name", "kind", "parent"];

    internal static async Task Run(Store store, string[] args, CancellationToken cancel)
    {
        if (args is not ["import", { } file, ..] || file.StartsWith("--", StringComparison.Ordinal))
        {
            throw new Misconfigured("areas import needs a file.");
        }

        if (!File.Exists(file))
        {
            throw new Misconfigured($"There is no file {file}.");
        }

        await using var database = new GatewayDb(store.Gateway, requestConnections: 1);
        using var text = new StreamReader(file, Encoding.UTF8);
        var (added, read) = await Import(database, text, cancel);
        Console.WriteLine($"{added} areas added of {read}; the others were there and stand as they were");
    }

    /// <summary>All of the file or nothing; lines may come in any order.</summary>
    /// <returns>How many areas are new, and how many the file holds.</returns>
    /// <exception cref="Misconfigured">A column is missing, an area's kind or parent is not known, or the text is not CSV.</exception>
    internal static async Task<(int Added, int Read)> Import(GatewayDb database, TextReader text, CancellationToken cancel)
    {
        var rows = Read(text);
        await using var insert = database.Jobs.CreateCommand(
            """
            insert into area (code, name, kind, parent)
            select code, name, kind, nullif(parent, '')
            from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as file (code, name, kind, parent)
            on conflict do nothing
            """);
        for (var column = 0; column < Columns.Length; column++)
        {
            insert.Parameters.Add(new NpgsqlParameter { Value = rows.Select(row => row[column]).ToArray() });
        }

        try
        {
            return (await insert.ExecuteNonQueryAsync(cancel), rows.Count);
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.CheckViolation)
        {
            throw new Misconfigured($"Nothing was added. Refused by the rule '{error.ConstraintName?.Replace('_', ' ')}': {error.Detail}");
        }
    }

    private static List<string[]> Read(TextReader text)
    {
        try
        {
            using var csv = CsvDataReader.Create(text);
            var header = Enumerable.Range(0, csv.FieldCount).Select(csv.GetName).ToList();
            var places = Columns.Select(name => header.IndexOf(name)).ToArray();
            if (places.Contains(-1))
            {
                throw new Misconfigured($"The file's first line names the columns {string.Join(", ", Columns)}, with commas.");
            }

            var rows = new List<string[]>();
            while (csv.Read())
            {
                rows.Add([.. places.Select(place => csv.GetString(place).Trim())]);
            }

            return rows;
        }
        catch (FormatException error)
        {
            throw new Misconfigured($"The file is not CSV: {error.Message}");
        }
    }
}
