using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Architecture;

/// <summary>A reader finds a namespace where the alphabet puts it: those of the system first, then the others, then what is static, then other names.</summary>
public sealed class UsingsTests
{
    [Fact]
    public void They_are_sorted_in_every_file() => Assert.All(Sources(), source =>
    {
        var named = File.ReadLines(source)
            .Select(line => line.Trim())
            .TakeWhile(line => line.Length == 0 || line.StartsWith("using ", StringComparison.Ordinal) || line.StartsWith("//", StringComparison.Ordinal))
            .Where(line => line.StartsWith("using ", StringComparison.Ordinal))
            .Select(line => line["using ".Length..].TrimEnd(';'))
            .ToList();

        Assert.Equal(named.OrderBy(Kind).ThenBy(name => name.Split(" = ")[0], StringComparer.OrdinalIgnoreCase), named);
    });

    private static int Kind(string name) => name switch
    {
        _ when name.Contains(" = ", StringComparison.Ordinal) => 3,
        _ when name.StartsWith("static ", StringComparison.Ordinal) => 2,
        _ => name == "System" || name.StartsWith("System.", StringComparison.Ordinal) ? 0 : 1,
    };

    private static IEnumerable<string> Sources()
    {
        var root = Repository.File("RetailGateway.sln").DirectoryName!;
        string[] made = [$"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", $"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}"];
        return new[] { "src", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !made.Any(part => file.Contains(part, StringComparison.Ordinal)));
    }
}
