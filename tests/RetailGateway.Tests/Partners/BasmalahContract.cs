using System.Text.Json.Nodes;

namespace RetailGateway.Tests.Partners;

/// <summary>The files of contracts/partners/basmalah, found upward from the tests.</summary>
internal static class BasmalahContract
{
    private static readonly string s_folder = Find();

    /// <summary>One file of the contract.</summary>
    public static JsonNode Read(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(s_folder, name)))!;

    /// <summary>One sample: a request and its answer.</summary>
    public static JsonNode Sample(string name) => Read(Path.Combine("samples", name + ".json"));

    /// <summary>The samples in the order they are to be sent.</summary>
    public static IEnumerable<string> SampleNames() =>
        Directory.EnumerateFiles(Path.Combine(s_folder, "samples"), "*.json")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, "contracts")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("contracts/ is not above the tests.");
        return Path.Combine(folder.FullName, "contracts", "partners", "basmalah");
    }
}
