using System.ComponentModel;
using System.Globalization;
using System.Text.RegularExpressions;

namespace RetailGateway.EmbeddedPostgres;

/// <summary>An installed server: the folder with <c>postgres</c> and <c>initdb</c>, and its major version.</summary>
internal sealed partial record ServerBinaries(string Folder, int Major)
{
    private const string PackagedVersions = "/usr/lib/postgresql";
    private const int OldestMajor = 15;

    public string Postgres => Path.Combine(Folder, "postgres");

    public string InitDb => Path.Combine(Folder, "initdb");

    /// <summary>
    /// The newest server of version 15 or later, the distribution's before the one on PATH; for a cluster that
    /// exists, a server of the version that made it, since no other can open it.
    /// </summary>
    /// <exception cref="PostgresNotFoundException">None is installed.</exception>
    public static async Task<ServerBinaries> Find(int? clusterMajor, CancellationToken cancel)
    {
        var searchPath = Environment.GetEnvironmentVariable("PATH") ?? "";
        var found = Packaged(PackagedVersions)
            .Concat(await OnPath(searchPath, cancel))
            .ToList();
        return Choose(found, clusterMajor) ?? throw NotFound(found, clusterMajor, searchPath);
    }

    /// <summary>The choice among what is installed; null when nothing fits.</summary>
    public static ServerBinaries? Choose(IReadOnlyCollection<ServerBinaries> found, int? clusterMajor) => found
        .Where(server => server.Major >= OldestMajor && (clusterMajor is null || server.Major == clusterMajor))
        .MaxBy(server => server.Major);

    /// <summary>The servers under Debian's folder, one folder a major version.</summary>
    public static IEnumerable<ServerBinaries> Packaged(string versions) => Directory.Exists(versions)
        ? from folder in Directory.EnumerateDirectories(versions)
          let bin = Path.Combine(folder, "bin")
          where int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _) && IsServer(bin)
          select new ServerBinaries(bin, int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture))
        : [];

    private static async Task<List<ServerBinaries>> OnPath(string searchPath, CancellationToken cancel)
    {
        var found = new List<ServerBinaries>();
        foreach (var folder in searchPath.Split(Path.PathSeparator).Where(folder => Path.IsPathRooted(folder) && IsServer(folder)))
        {
            if (PrintedMajor().Match(await Version(Path.Combine(folder, "postgres"), cancel)) is { Success: true } match)
                found.Add(new ServerBinaries(folder, int.Parse(match.ValueSpan, CultureInfo.InvariantCulture)));
        }

        return found;
    }

    /// <summary>What it prints of itself; nothing where it cannot be started: a link that leads nowhere is no server.</summary>
    private static async Task<string> Version(string postgres, CancellationToken cancel)
    {
        try
        {
            var (_, output) = await Command.Run([postgres, "--version"], cancel);
            return output;
        }
        catch (Win32Exception)
        {
            return "";
        }
    }

    private static bool IsServer(string folder) =>
        File.Exists(Path.Combine(folder, "postgres")) && File.Exists(Path.Combine(folder, "initdb"));

    /// <summary>Says what was looked for and where, what is there instead, and both ways out.</summary>
    public static PostgresNotFoundException NotFound(IReadOnlyCollection<ServerBinaries> found, int? clusterMajor, string searchPath)
    {
        var wanted = clusterMajor is null ? $"PostgreSQL {OldestMajor} or newer" : $"PostgreSQL {clusterMajor}, which made this data folder,";
        var package = clusterMajor is null ? "postgresql" : $"postgresql-{clusterMajor}";
        var present = found.Count == 0 ? "none" : string.Join(", ", found.Select(server => $"{server.Major} in {server.Folder}"));
        return new PostgresNotFoundException(
            $"""
            {wanted} is not installed.
            Looked for the programs postgres and initdb in {PackagedVersions}/*/bin and on PATH ({searchPath}); found: {present}.
            Either install it (Debian, Ubuntu: apt-get install {package}), or give the connection string of a running server and leave out --embedded.
            """);
    }

    [GeneratedRegex(@"(?<=\(PostgreSQL\) )\d+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PrintedMajor();
}
