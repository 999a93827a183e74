using System.Globalization;

namespace RetailGateway.Tests.Harness;

/// <summary>Processes with whatever they have started, each known by its id and the instant of its start.</summary>
internal static class ProcessFamily
{
    /// <summary>A process and whatever it or these have started.</summary>
    internal static HashSet<(int Id, string Since)> Of(int id)
    {
        var all = Directory.EnumerateDirectories("/proc").Select(path => Path.GetFileName(path)).Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _))
            .Select(Stat).OfType<(int Id, int Parent, string Since)>().ToList();
        var family = all.Where(each => each.Id == id).Select(each => (each.Id, each.Since)).ToHashSet();
        while (true)
        {
            var more = all.Where(each => family.Any(member => member.Id == each.Parent)).Select(each => (each.Id, each.Since)).ToHashSet();
            if (more.IsSubsetOf(family))
                return family;
            family.UnionWith(more);
        }
    }

    /// <summary>The command lines of those of a family that still run.</summary>
    internal static List<string> Left(IEnumerable<(int Id, string Since)> family) =>
        [.. family.Where(member => Stat(member.Id.ToString(CultureInfo.InvariantCulture))?.Since == member.Since).Select(member => CommandLine(member.Id)).Where(line => line.Length > 0)];

    internal static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Replace('\0', ' ').Trim();
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>PostgreSQL's first process: its program by its path, where those that it starts give themselves a title.</summary>
    internal static bool IsPostmaster((int Id, string Since) member) => CommandLine(member.Id).Split(' ')[0].EndsWith("/postgres", StringComparison.Ordinal);

    private static (int Id, int Parent, string Since)? Stat(string id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(id, CultureInfo.InvariantCulture), int.Parse(fields[1], CultureInfo.InvariantCulture), fields[19]);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
