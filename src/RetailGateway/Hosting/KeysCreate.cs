using System.Globalization;
using Dapper;
using Npgsql;
using RetailGateway.Access;
using RetailGateway.Database;

namespace RetailGateway.Hosting;

/// <summary><c>keys create</c>: makes a key of a connection and prints it, once.</summary>
internal static class KeysCreate
{
    internal static async Task Run(Store store, string[] args, CancellationToken cancel)
    {
        string Needed(string name) => Store.Option(args, name) ?? throw new Misconfigured($"keys create needs {name}.");
        await using var database = new GatewayDb(store.Gateway, requestConnections: 2);
        var key = await Create(
            database,
            Store.Option(args, "--environment") ?? "live",
            Needed("--party"),
            Store.Option(args, "--connection") ?? "console",
            Needed("--name"),
            Store.Option(args, "--scopes")?.Split(',') ?? Scope.All,
            cancel,
            Store.Option(args, "--days") is { } days
                ? int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : throw new Misconfigured("--days takes a number above zero.")
                : null);
        Console.WriteLine(key);
    }

    /// <summary>A new key of the connection, in the first free of its two places.</summary>
    /// <exception cref="Misconfigured">No such party or connection, an unknown scope, or two keys live already.</exception>
    internal static async Task<ApiKey> Create(
        GatewayDb database, string environment, string party, string connection, string name, string[] scopes, CancellationToken cancel, int? days = null)
    {
        if (scopes.Except(Scope.All, StringComparer.Ordinal).ToArray() is { Length: > 0 } unknown)
        {
            throw new Misconfigured($"Unknown scopes: {string.Join(", ", unknown)}. Known: {string.Join(", ", Scope.All)}.");
        }

        await using var jobs = await database.Jobs.OpenConnectionAsync(cancel);
        var found = await jobs.QuerySingleOrDefaultAsync<(int Owner, int Connection)?>(
            """
            select p.owner_id, c.connection_id
            from party p join connection c on c.owner_id = p.owner_id
            where p.environment = @environment and p.code = @party and c.code = @connection
            """,
            new { environment, party, connection });
        var (owner, connectionId) = found ?? throw new Misconfigured($"There is no connection {connection} of a {environment} party {party}.");
        var key = ApiKey.New(environment, owner);
        try
        {
            await KeyRows.Add(jobs, key, new NewKey(connectionId, name, scopes, [], days is { } lasts ? TimeSpan.FromDays(lasts) : null));
        }
        catch (PostgresException error) when (error.ConstraintName == KeyRows.TwoAtMost)
        {
            throw new Misconfigured($"The connection {connection} of {party} has two live keys. Revoke one first.");
        }

        return key;
    }
}
