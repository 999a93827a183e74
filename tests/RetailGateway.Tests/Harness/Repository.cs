namespace RetailGateway.Tests.Harness;

/// <summary>Files of the repository that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>A file by its path from the root; it may not exist.</summary>
    internal static FileInfo File(string path) => new(Path.Combine(Root().FullName, path));

    private static DirectoryInfo Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "RetailGateway.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder;
    }
}
