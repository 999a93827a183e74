using System.Text.RegularExpressions;
using System.Xml.Linq;
using RetailGateway.Tests.Docs;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Architecture;

/// <summary>The image's recipe held to the projects that it builds, and the composition to what the docs say of it.</summary>
public sealed partial class ImageTests
{
    private const string Published = "src/RetailGateway/RetailGateway.csproj";

    private static readonly string[] Copied =
        [.. CopyLines().Matches(SourceTree.Read("Dockerfile")).SelectMany(match => match.Groups["what"].Value.Split(' ')[..^1])];

    private static readonly string Compose = SourceTree.Read("docker-compose.yml");

    [Fact]
    public void Before_it_restores_the_image_has_the_project_and_the_lock_file_of_all_that_is_published()
    {
        var beforeRestore = SourceTree.Read("Dockerfile").Split("RUN dotnet restore")[0];

        Assert.DoesNotContain(
            Projects().SelectMany(project => (string[])[project, $"{Path.GetDirectoryName(project)}/packages.lock.json"]),
            file => !beforeRestore.Contains($" {file} ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_image_has_the_source_of_all_that_is_published_and_of_nothing_else()
    {
        var folders = Copied.Where(copied => copied.StartsWith("src/", StringComparison.Ordinal) && Path.GetExtension(copied) is not (".csproj" or ".json"));

        Assert.Equal(Projects().Select(project => Path.GetDirectoryName(project)!).Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_file_that_the_image_copies_is_there() =>
        Assert.DoesNotContain(
            Copied,
            copied => !copied.StartsWith('/') && !copied.StartsWith('-') && !Path.Exists(Path.Combine(Repository.File("Dockerfile").DirectoryName!, copied)));

    [Fact]
    public void The_composition_has_a_store_its_migration_and_both_roles_each_watched()
    {
        Assert.Equal(["postgres", "migrate", "web", "jobs"], Names("services"));
        Assert.Equal(["data", "files"], Names("volumes"));
        Assert.All(["postgres", "web", "jobs"], service => Assert.Contains("\n    healthcheck:", Service(service), StringComparison.Ordinal));
        Assert.Contains("volumes: [\"data:/var/lib/postgresql/data\"]", Service("postgres"), StringComparison.Ordinal);
        Assert.Contains("volumes: [\"files:/files\"]", Service("jobs"), StringComparison.Ordinal);
        Assert.Contains("command: [serve, --roles, web]", Service("web"), StringComparison.Ordinal);
        Assert.Contains("command: [serve, --roles, jobs]", Service("jobs"), StringComparison.Ordinal);
        Assert.Contains("migrate: { condition: service_completed_successfully }", Service("web"), StringComparison.Ordinal);
        Assert.Contains("depends_on: *migrated", Service("jobs"), StringComparison.Ordinal);
    }

    /// <summary>What is published and, from project to project, all that it refers to.</summary>
    private static HashSet<string> Projects()
    {
        var (known, open) = (new HashSet<string>(StringComparer.Ordinal) { Published }, new Queue<string>([Published]));
        while (open.TryDequeue(out var project))
        {
            foreach (var reference in XDocument.Parse(SourceTree.Read(project)).Descendants("ProjectReference").Select(reference => reference.Attribute("Include")!.Value))
            {
                var path = Path.GetRelativePath("/", Path.GetFullPath(Path.Combine("/", Path.GetDirectoryName(project)!, reference.Replace('\\', '/'))));
                if (known.Add(path))
                    open.Enqueue(path);
            }
        }

        return known;
    }

    private static IEnumerable<string> Names(string section) =>
        Below(Compose, $"{section}:").Split('\n').Where(line => Depth(line) == 2 && line[2] != '#').Select(line => line.Trim().Split(':')[0]);

    private static string Service(string name) => Below(Below(Compose, "services:"), $"  {name}:");

    /// <summary>The lines under a heading, deeper than it.</summary>
    private static string Below(string text, string heading) => "\n" + string.Join('\n', text.Split('\n')
        .SkipWhile(line => line != heading).Skip(1)
        .TakeWhile(line => line.Length == 0 || Depth(line) > Depth(heading)));

    private static int Depth(string line) => line.Length - line.TrimStart().Length;

    [GeneratedRegex("^COPY (?<what>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CopyLines();
}
