namespace RetailGateway.Tests.Docs;

/// <summary>The repository's own files, found upward from the tests.</summary>
internal static class SourceTree
{
    private static readonly string Root = Find();

    /// <summary>The text of a file, by its path from the root.</summary>
    internal static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RetailGateway.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("RetailGateway.sln is not above the tests.");
        return folder.FullName;
    }
}
