using System.Diagnostics;
using System.Text.RegularExpressions;

namespace RetailGateway.Hosting;

/// <summary><c>contracts</c>: writes the schema that the migrations make into contracts/database/schema.sql.</summary>
internal static partial class SchemaDump
{
    internal static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        var folder = Store.Option(args, "--out") ?? "contracts";
        var data = Directory.CreateTempSubdirectory("rg-contracts").FullName;
        try
        {
            await using var store = await Store.Open(new ConfigurationBuilder().Build(), ["--embedded", "--data", data], cancel);
            await store.Migrate(cancel);
            var file = Path.Combine(folder, "database", "schema.sql");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, await Dump(store.BinariesFolder!, store.Owner, cancel), cancel);
            Console.WriteLine($"wrote {file}");
            return 0;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>The gateway's own schema, without what differs between servers, installations and the scheduler's versions.</summary>
    internal static async Task<string> Dump(string binariesFolder, string ownerConnectionString, CancellationToken cancel)
    {
        var target = new Npgsql.NpgsqlConnectionStringBuilder(ownerConnectionString);
        var start = new ProcessStartInfo(Path.Combine(binariesFolder, "pg_dump"))
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            ArgumentList = { "--schema-only", "--no-owner", "--schema=public", "-h", target.Host!, "-U", target.Username!, "-d", target.Database! },
        };
        using var dump = Process.Start(start) ?? throw new Misconfigured("pg_dump could not be started.");
        var text = await dump.StandardOutput.ReadToEndAsync(cancel);
        await dump.WaitForExitAsync(cancel);
        return dump.ExitCode == 0
            ? Normalise(text)
            : throw new Misconfigured($"pg_dump ended with {dump.ExitCode}.");
    }

    private static string Normalise(string dump)
    {
        var kept = dump.ReplaceLineEndings("\n").Split('\n')
            .Where(line => !line.StartsWith("--", StringComparison.Ordinal)
                && !line.StartsWith("SET ", StringComparison.Ordinal)
                && !line.StartsWith("SELECT pg_catalog.set_config", StringComparison.Ordinal)
                && !line.StartsWith('\\'));
        return BlankLines().Replace(string.Join('\n', kept), "\n\n").Trim() + "\n";
    }

    [GeneratedRegex(@"\n{3,}", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex BlankLines();
}
