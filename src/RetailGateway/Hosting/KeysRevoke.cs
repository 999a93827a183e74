using Npgsql;
using RetailGateway.Database;

namespace RetailGateway.Hosting;

/// <summary><c>keys revoke</c>: ends a key. It stays on record, with when it was last used.</summary>
internal static class KeysRevoke
{
    internal static async Task Run(Store store, string[] args, CancellationToken cancel)
    {
        var id = Store.Option(args, "--key") ?? throw new Misconfigured("keys revoke needs --key: the key's id, its third part.");
        await using var database = new GatewayDb(store.Gateway, requestConnections: 1);
        await using var revoke = database.Jobs.CreateCommand("update api_key set revoked_at = now() where key_id = $1 and revoked_at is null");
        revoke.Parameters.Add(new NpgsqlParameter { Value = id });
        Console.WriteLine(await revoke.ExecuteNonQueryAsync(cancel) == 1
            ? $"{id} is revoked"
            : throw new Misconfigured($"There is no live key {id}."));
    }
}
