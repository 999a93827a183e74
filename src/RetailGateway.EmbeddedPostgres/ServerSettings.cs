namespace RetailGateway.EmbeddedPostgres;

/// <summary>The settings of a private server, given on its command line so that no edited file outlives them.</summary>
internal static class ServerSettings
{
    /// <summary>For a small machine that also runs the gateway.</summary>
    private static readonly Dictionary<string, string> Usual = new(StringComparer.Ordinal)
    {
        ["shared_buffers"] = "256MB",
        ["max_connections"] = "200",
        // No replica and no base backup reads this log (backups are pg_dump), so it carries only what recovery needs,
        // and a bulk load into a table made in the same transaction skips it.
        ["wal_level"] = "minimal",
        ["max_wal_senders"] = "0",
        // Rare checkpoints: fewer full pages in the log; a crash replays at most this much.
        ["max_wal_size"] = "4GB",
        ["checkpoint_timeout"] = "15min",
        // Statements are short; compiling them costs more than it saves.
        ["jit"] = "off",
        ["timezone"] = "UTC",
        ["log_timezone"] = "UTC",
        ["log_line_prefix"] = "%m [%p] %q%u@%d ",
        ["log_checkpoints"] = "off",
    };

    private static readonly Dictionary<string, string> Careless = new(StringComparer.Ordinal)
    {
        ["fsync"] = "off",
        ["synchronous_commit"] = "off",
        ["full_page_writes"] = "off",
    };

    /// <summary>The server's arguments; of two settings of one name the later holds, so the socket's come last.</summary>
    public static IEnumerable<string> Arguments(PrivateClusterOptions options, string socketFolder) => Usual
        .Concat(options.Durable ? [] : Careless)
        .Concat(options.Settings)
        .Append(new("listen_addresses", ""))
        .Append(new("port", "5432"))
        .Append(new("unix_socket_directories", socketFolder))
        .Append(new("unix_socket_permissions", "0700"))
        .SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" });
}
