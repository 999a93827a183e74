namespace RetailGateway.EmbeddedPostgres;

/// <summary>Makes a new, empty cluster.</summary>
internal static class ClusterCreation
{
    /// <summary>
    /// Beside its place first, then renamed: a death in the middle leaves nothing that looks like a cluster.
    /// Text sorts by its bytes, so no upgrade of the C library unsorts an index.
    /// </summary>
    public static async Task CreateWhereAbsent(ClusterFolder folder, ServerBinaries binaries, bool durable, CancellationToken cancel)
    {
        if (Directory.Exists(folder.Cluster))
            return;

        var unfinished = folder.Cluster + ".new";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);

        string[] initDb =
        [
            binaries.InitDb, "--pgdata", unfinished, "--username=postgres", "--auth=trust",
            "--encoding=UTF8", "--locale=C.UTF-8", "--lc-collate=C", "--data-checksums", "--no-instructions",
        ];
        var (exitCode, output) = await Command.Run(
            folder.Account.Wrap(endsWithUs: false, [.. initDb, .. durable ? Array.Empty<string>() : ["--no-sync"]]), cancel);
        if (exitCode != 0)
            throw new ClusterStartException($"initdb of PostgreSQL {binaries.Major} could not make a cluster in {folder.Cluster}:\n{output}");
        Directory.Move(unfinished, folder.Cluster);
    }
}
