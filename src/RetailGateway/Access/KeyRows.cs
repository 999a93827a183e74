using Dapper;
using Npgsql;

namespace RetailGateway.Access;

/// <summary>What a new key is to be.</summary>
/// <param name="Connection">The number of the connection whose system will carry it.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Networks">From where it may be used, in CIDR notation; none is anywhere.</param>
/// <param name="Lasts">How long it works; null is until it is revoked.</param>
internal sealed record NewKey(int Connection, string Name, string[] Scopes, string[] Networks, TimeSpan? Lasts);

/// <summary>Rows of keys.</summary>
internal static class KeyRows
{
    /// <summary>The index that refuses a third live key of a connection.</summary>
    internal const string TwoAtMost = "connection_has_two_keys_at_most";

    /// <summary>Adds a key in the first free of its connection's two places; of its secret the hash alone.</summary>
    internal static Task Add(NpgsqlConnection store, ApiKey key, NewKey wanted) => store.ExecuteAsync(
        """
        insert into api_key (owner_id, key_id, connection_id, slot, name, secret_sha256, scopes, allowed_networks, expires_at)
        select @owner, @id, @Connection,
            case when exists (
                select from api_key
                where owner_id = @owner and connection_id = @Connection and slot = 1 and revoked_at is null)
            then 2 else 1 end,
            @Name, @secret, @Scopes, @Networks::cidr[], now() + @Lasts::interval
        """,
        new { owner = key.Owner, id = key.Id, wanted.Connection, wanted.Name, secret = key.SecretSha256, wanted.Scopes, wanted.Networks, wanted.Lasts });
}
