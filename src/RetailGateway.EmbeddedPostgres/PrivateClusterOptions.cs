namespace RetailGateway.EmbeddedPostgres;

/// <summary>Where a private PostgreSQL keeps its data, and how careful it is with it.</summary>
public sealed record PrivateClusterOptions
{
    /// <summary>
    /// The folder that holds the cluster, its log and its lock. It is created when absent, and may be relative.
    /// One process at a time uses it.
    /// </summary>
    public required string DataFolder { get; init; }

    /// <summary>
    /// Whether a commit survives the loss of power. False turns off fsync, synchronous_commit and full_page_writes:
    /// for tests, whose data nobody misses. The death of a process loses nothing either way, except that without
    /// synchronous_commit the last commits before the death of the server may go.
    /// </summary>
    public bool Durable { get; init; } = true;

    /// <summary>Server settings by name, over the built-in ones. The socket, and that no port is opened, cannot be changed.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How long a start may take, recovery after a crash included, before it is given up.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
