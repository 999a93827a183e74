namespace RetailGateway.EmbeddedPostgres;

/// <summary>
/// The private PostgreSQL could not be started: its folder is in use or another user's, or the server refused.
/// The message says which, what was kept, and what to do; a server's refusal carries the end of its log.
/// </summary>
public sealed class ClusterStartException : Exception
{
    /// <summary>Without a reason; the framework's form.</summary>
    public ClusterStartException()
    {
    }

    /// <summary>With the reason and what to do.</summary>
    public ClusterStartException(string message)
        : base(message)
    {
    }

    /// <summary>With the reason, what to do, and the cause.</summary>
    public ClusterStartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
