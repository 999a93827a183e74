using System.Xml.Linq;
using RetailGateway.Tests.Harness;
using SharpYaml.Serialization;

namespace RetailGateway.Tests.Hosting;

/// <summary>The image's recipe and the composition of its services, held to the tree that they are built from.</summary>
public sealed class ImageTests
{
    private const string Program = "src/RetailGateway/RetailGateway.csproj";

    private static readonly string[] Recipe = File.ReadAllLines(Repository.File("Dockerfile").FullName);

    [Fact]
    public void Every_project_that_the_program_refers_to_is_copied_with_its_lock_file_before_packages_are_restored()
    {
        var copied = Copied(before: $"RUN dotnet restore {Program} --locked-mode");

        Assert.Empty(Projects(Program).SelectMany(project => new[] { project, $"{Folder(project)}/packages.lock.json" }).Except(copied, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_project_that_the_program_refers_to_is_copied_whole_before_it_is_published()
    {
        var copied = Copied(before: $"RUN dotnet publish {Program} ");

        Assert.Empty(Projects(Program).Select(Folder).Except(copied, StringComparer.Ordinal));
    }

    [Fact]
    public void All_that_is_copied_is_there_and_is_sent_to_the_build()
    {
        var sent = File.ReadAllLines(Repository.File(".dockerignore").FullName)
            .Where(line => line.StartsWith('!')).Select(line => line[1..]).ToHashSet(StringComparer.Ordinal);
        var copied = Copied(before: $"RUN dotnet publish {Program} ").ToList();

        Assert.Empty(copied.Where(path => !Path.Exists(Repository.File(path).FullName)));
        Assert.Empty(copied.Where(path => !sent.Contains(path.Split('/')[0])));
    }

    [Fact]
    public void What_governs_every_project_is_copied_before_packages_are_restored() => Assert.Empty(
        new[] { "global.json", "Directory.Build.props", "Directory.Packages.props" }
            .Except(Copied(before: $"RUN dotnet restore {Program} --locked-mode"), StringComparer.Ordinal));

    [Theory]
    [InlineData("web")]
    [InlineData("jobs")]
    public void Each_role_of_the_gateway_is_a_service_that_is_asked_whether_it_is_ready(string role)
    {
        var service = Map(Composition(), "services", role);

        Assert.Equal(["serve", "--roles", role], List(service, "command"));
        Assert.Contains("http://localhost:8080/health/ready", List(Map(service, "healthcheck"), "test"));
        Assert.Equal("service_completed_successfully", Text(Map(service, "depends_on", "migrate"), "condition"));
        Assert.Equal("service_healthy", Text(Map(service, "depends_on", "postgres"), "condition"));
    }

    [Fact]
    public void The_database_keeps_its_data_in_a_volume_and_is_asked_whether_it_is_ready()
    {
        var service = Map(Composition(), "services", "postgres");

        Assert.StartsWith("postgres:", Text(service, "image"), StringComparison.Ordinal);
        Assert.Equal(["data:/var/lib/postgresql/data"], List(service, "volumes"));
        Assert.Contains("pg_isready", List(Map(service, "healthcheck"), "test"));
    }

    [Fact]
    public void Every_volume_that_a_service_mounts_is_declared()
    {
        var composition = Composition();
        var mounted = Map(composition, "services").Children.Values.OfType<YamlMappingNode>()
            .Where(service => service.Children.ContainsKey(new YamlScalarNode("volumes")))
            .SelectMany(service => List(service, "volumes"))
            .Select(volume => volume.Split(':')[0])
            .ToList();

        Assert.NotEmpty(mounted);
        Assert.Empty(mounted.Except(Map(composition, "volumes").Children.Keys.Select(name => name.ToString()), StringComparer.Ordinal));
    }

    /// <summary>What the build's stage copies from the tree before it comes to a line that begins so.</summary>
    private static IEnumerable<string> Copied(string before)
    {
        var lines = Recipe.TakeWhile(line => !line.StartsWith(before, StringComparison.Ordinal)).ToList();
        Assert.True(lines.Count < Recipe.Length, $"The Dockerfile has no line that begins with '{before}'.");
        return lines.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal)).SelectMany(line => line.Split(' ')[1..^1]);
    }

    /// <summary>A project and all that it refers to, and what those refer to, by their paths from the root.</summary>
    private static HashSet<string> Projects(string first)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([first]);
        while (open.TryPop(out var project))
        {
            if (!found.Add(project))
            {
                continue;
            }

            foreach (var reference in XDocument.Load(Repository.File(project).FullName).Descendants("ProjectReference"))
            {
                open.Push(Path.GetRelativePath("/", Path.Combine("/", Folder(project), reference.Attribute("Include")!.Value)));
            }
        }

        return found;
    }

    private static string Folder(string project) => Path.GetDirectoryName(project)!;

    private static YamlMappingNode Composition()
    {
        using var text = new StreamReader(Repository.File("docker-compose.yml").FullName);
        var stream = new YamlStream();
        stream.Load(text);
        return Assert.IsType<YamlMappingNode>(Assert.Single(stream.Documents).RootNode);
    }

    private static YamlMappingNode Map(YamlMappingNode node, params string[] path) =>
        path.Aggregate(node, (at, name) => Assert.IsType<YamlMappingNode>(Child(at, name)));

    private static List<string> List(YamlMappingNode node, string name) =>
        [.. Assert.IsType<YamlSequenceNode>(Child(node, name)).Children.Select(item => $"{item}")];

    private static string Text(YamlMappingNode node, string name) => Assert.IsType<YamlScalarNode>(Child(node, name)).Value;

    private static YamlNode Child(YamlMappingNode node, string name)
    {
        Assert.True(node.Children.TryGetValue(new YamlScalarNode(name), out var child), $"docker-compose.yml has no '{name}' where it is looked for.");
        return child;
    }
}
