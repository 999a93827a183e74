using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Npgsql;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Access;

/// <summary>
/// Looks keys up. An answer is believed for a few seconds, so that a busy key costs no query a request and a
/// revoked one stops soon; the use of keys is noted in the background, a row a key.
/// </summary>
internal sealed class KeyRing(GatewayDb database, TimeProvider time, ILogger<KeyRing> log) : BackgroundService
{
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan NoteEvery = TimeSpan.FromSeconds(15);

    /// <summary>Made-up keys that are remembered at a time; a flood of others is forgotten as a whole and costs a look-up each.</summary>
    private const int MostUnknown = 10_000;

    /// <summary>Look-ups at a time: what comes in a flood waits here, and the pool keeps room for the use of keys.</summary>
    private const int MostLookUps = 6;

    private readonly SemaphoreSlim lookUps = new(MostLookUps);
    private readonly ConcurrentDictionary<(int Owner, string Id), DateTimeOffset> unknown = new();
    private readonly ConcurrentDictionary<string, Entry> seen = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> used = new(StringComparer.Ordinal);

    /// <summary>The caller behind a key; null where the key is unknown, revoked, expired or used from elsewhere.</summary>
    internal async ValueTask<Caller?> Find(string text, IPAddress? from, CancellationToken cancel)
    {
        if (!ApiKey.TryParse(text, out var key))
        {
            return null;
        }

        var now = time.GetUtcNow();
        if (!seen.TryGetValue(key.Id, out var entry) || entry.Until < now)
        {
            if (await Known(key, now, cancel) is not { } found)
            {
                return null;
            }

            entry = found;
        }

        var genuine = CryptographicOperations.FixedTimeEquals(entry.SecretSha256, key.SecretSha256)
            && entry.Caller.Environment == key.Environment
            && !(entry.ExpiresAt <= now)
            && (entry.Networks.Length == 0 || (from is not null && entry.Networks.Any(network => network.Contains(from))));
        if (!genuine)
        {
            return null;
        }

        used[key.Id] = key.Owner;
        return entry.Caller;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(NoteEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await NoteUse(stoppingToken);
            }
            catch (NpgsqlException error)
            {
                log.LogWarning("The use of {Keys} keys could not be noted and will be: {Reason}", used.Count, error.Message);
            }
        }
    }

    private async Task NoteUse(CancellationToken cancel)
    {
        var keys = used.ToArray();
        if (keys.Length == 0)
        {
            return;
        }

        await using var command = database.Identity.CreateCommand(
            """
            update api_key k set last_used_at = now()
            from unnest($1::integer[], $2::text[]) as u (owner_id, key_id)
            where k.owner_id = u.owner_id and k.key_id = u.key_id
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = keys.Select(key => key.Value).ToArray() });
        command.Parameters.Add(new NpgsqlParameter { Value = keys.Select(key => key.Key).ToArray() });
        await command.ExecuteNonQueryAsync(cancel);
        foreach (var key in keys)
        {
            used.TryRemove(key.Key, out _);
        }
    }

    /// <summary>The key as the store knows it; null where it was asked for within the last seconds and is none, or is none now.</summary>
    private async Task<Entry?> Known(ApiKey key, DateTimeOffset now, CancellationToken cancel)
    {
        if (unknown.TryGetValue((key.Owner, key.Id), out var until) && until >= now)
        {
            return null;
        }

        await lookUps.WaitAsync(cancel);
        try
        {
            if (await LookUp(key, now, cancel) is { } found)
            {
                seen[key.Id] = found;
                return found;
            }
        }
        finally
        {
            lookUps.Release();
        }

        if (unknown.Count >= MostUnknown)
        {
            unknown.Clear();
        }

        unknown[(key.Owner, key.Id)] = now + Believed;
        return null;
    }

    private async Task<Entry?> LookUp(ApiKey key, DateTimeOffset now, CancellationToken cancel)
    {
        await using var command = database.Identity.CreateCommand(
            """
            select k.connection_id, k.secret_sha256, k.scopes, k.allowed_networks, k.expires_at, p.kind, p.environment
            from api_key k join party p on p.owner_id = k.owner_id
            where k.owner_id = $1 and k.key_id = $2 and k.revoked_at is null
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = key.Owner });
        command.Parameters.Add(new NpgsqlParameter { Value = key.Id });
        await using var rows = await command.ExecuteReaderAsync(cancel);
        if (!await rows.ReadAsync(cancel))
        {
            seen.TryRemove(key.Id, out _);
            return null;
        }

        var caller = new Caller(
            new PartyId(key.Owner),
            Enum.Parse<PartyKind>(rows.GetString(5), ignoreCase: true),
            new ConnectionId(rows.GetInt32(0)),
            rows.GetString(6),
            key.Id,
            rows.GetFieldValue<string[]>(2).ToHashSet(StringComparer.Ordinal));
        return new Entry(
            caller,
            rows.GetFieldValue<byte[]>(1),
            rows.GetFieldValue<IPNetwork[]>(3),
            await rows.IsDBNullAsync(4, cancel) ? null : rows.GetFieldValue<DateTimeOffset>(4),
            now + Believed);
    }

    private sealed record Entry(
        Caller Caller, byte[] SecretSha256, IPNetwork[] Networks, DateTimeOffset? ExpiresAt, DateTimeOffset Until);
}
