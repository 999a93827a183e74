using Dapper;
using Npgsql;
using RetailGateway.Access;
using RetailGateway.Access.People;
using RetailGateway.Database;
using RetailGateway.Features.Audit.Contracts;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Keys;

/// <summary>
/// The keys of a party's systems: made and rotated, with the secret told once; ended; and listed with their last use. Whose
/// they are is the store's decision: another party's is not there.
/// </summary>
internal sealed class PartyKeys(GatewayDb database, Writes writes)
{
    private const int NameLength = 100;
    private const int ReasonLength = 500;
    private const int MostNetworks = 20;

    private const string Columns =
        """
        select k.key_id as id, c.code as connection, c.name as system, c.connection_id, k.name, array_to_string(k.scopes, ' ') as scope_names,
            array_to_string(k.allowed_networks, ' ') as network_names,
            k.created_at, k.expires_at, k.revoked_at, k.last_used_at, k.expires_at <= now() as is_expired
        from api_key k
        join connection c on c.owner_id = k.owner_id and c.connection_id = k.connection_id
        where k.owner_id = @owner
        """;

    /// <summary>
    /// The scopes that somebody may give a key. One that can accept terms is made by those who could give a person the role
    /// that does.
    /// </summary>
    internal static IReadOnlyList<string> Possible(Visitor visitor) =>
        [.. Scope.All.Where(scope => scope != Scope.PartiesWrite || visitor.May(Permission.KeepPeople))];

    /// <summary>All keys of the caller's party: the live ones first, by system, the newest first.</summary>
    internal async Task<IReadOnlyList<PartyKey>> List(Caller caller, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        return [.. await work.Connection.QueryAsync<PartyKey>(
            $"{Columns} order by k.revoked_at desc nulls first, c.code, k.created_at desc, k.key_id limit 500", new { owner = caller.Party.Value })];
    }

    /// <summary>One of them.</summary>
    /// <exception cref="Refusal">The caller's party has none of that id.</exception>
    internal async Task<PartyKey> Read(Caller caller, string id, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        return await Find(work, caller, id);
    }

    /// <summary>The systems that a key can be of.</summary>
    internal async Task<IReadOnlyList<KeyHolder>> Holders(Caller caller, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        return await Holders(work, caller);
    }

    /// <summary>Makes a key, once for each number that a form carries.</summary>
    /// <returns>The key with its secret; null where this form made it before, for the secret is told once.</returns>
    /// <exception cref="Refusal">Something of what is wanted cannot be, or the system has two live keys.</exception>
    internal Task<ApiKey?> Make(HttpContext http, Visitor visitor, string? form, WantedKey wanted) => Once(http, visitor.Caller, form, async work =>
    {
        var key = Checked(visitor, wanted, await Holders(work, visitor.Caller));
        return await Add(work, visitor.Caller, key);
    });

    /// <summary>Makes the key that follows another: the same system, scopes and addresses, for as long as that one was to last.</summary>
    /// <returns>As for one that is made; the other works on until it is revoked.</returns>
    /// <exception cref="Refusal">The party has no such live key, the visitor may not give its scopes, or the system has two live keys.</exception>
    internal Task<ApiKey?> Rotate(HttpContext http, Visitor visitor, string? form, string id) => Once(http, visitor.Caller, form, async work =>
    {
        var old = await Find(work, visitor.Caller, id);
        if (old.RevokedAt is not null)
        {
            throw new Refusal(Problems.AlreadyClosed, "The key is revoked. Make a new one.");
        }

        if (old.Scopes.Except(Possible(visitor), StringComparer.Ordinal).Any())
        {
            throw Refusal.At("#/scopes", "The key may do what you may not give a key.");
        }

        var key = new NewKey(old.ConnectionId, old.Name, old.Scopes, old.Networks, old.ExpiresAt - old.CreatedAt);
        return await Add(work, visitor.Caller, key, follows: old.Id);
    });

    /// <summary>Ends a key, once for each number that a form carries. What was revoked before stays as it was.</summary>
    /// <returns>False where this form did it before, or the key was revoked.</returns>
    /// <exception cref="Refusal">The party has no such key, or no reason is given.</exception>
    internal async Task<bool> Revoke(HttpContext http, Caller caller, string? form, string id, string? given)
    {
        var revoked = false;
        await writes.OnceForForm(http, caller, form, async work =>
        {
            var check = new Check();
            var reason = check.Text("/reason", given, ReasonLength);
            check.Done();
            var key = await Find(work, caller, id);
            revoked = await work.Connection.ExecuteAsync(
                "update api_key set revoked_at = now() where owner_id = @owner and key_id = @id and revoked_at is null", new { owner = caller.Party.Value, id }) == 1;
            if (revoked)
            {
                AuditLog.Write(work, caller, "revoke", new AuditSubject("key", id), Told(key), after: null, reason);
            }
        });
        return revoked;
    }

    private async Task<ApiKey?> Once(HttpContext http, Caller caller, string? form, Func<Work, Task<ApiKey>> make)
    {
        ApiKey? made = null;
        try
        {
            return await writes.OnceForForm(http, caller, form, async work => made = await make(work)) ? made : null;
        }
        catch (PostgresException error) when (error.ConstraintName == KeyRows.TwoAtMost)
        {
            throw new Refusal(Problems.AlreadyExists, "The system has two live keys. Revoke one first.");
        }
    }

    private static async Task<ApiKey> Add(Work work, Caller caller, NewKey wanted, string? follows = null)
    {
        var key = ApiKey.New(caller.Environment, caller.Party.Value);
        await KeyRows.Add(work.Connection, key, wanted);
        var made = await Find(work, caller, key.Id);
        AuditLog.Write(
            work, caller, follows is null ? "make" : "rotate", new AuditSubject("key", key.Id), follows is null ? null : new { key = follows }, Told(made), reason: null);
        return key;
    }

    /// <summary>What the audit log says of a key.</summary>
    private static object Told(PartyKey key) => new { key = key.Id, key.Connection, key.Name, key.Scopes, key.Networks, key.ExpiresAt };

    private static NewKey Checked(Visitor visitor, WantedKey wanted, IReadOnlyList<KeyHolder> holders)
    {
        var check = new Check();
        var name = check.Text("/name", wanted.Name, NameLength);
        var holder = holders.FirstOrDefault(holder => holder.Code == wanted.Connection);
        check.That(holder is not null, "/connection", "One of the party's own systems is expected.");
        check.That(wanted.Scopes.Length > 0 && !wanted.Scopes.Except(Possible(visitor), StringComparer.Ordinal).Any(), "/scopes", "At least one scope that you may give is expected.");
        check.That(wanted.Days is null or (> 0 and <= 3650), "/days", "1 to 3,650 days are expected.");
        var networks = wanted.Networks.Select(Network).ToArray();
        check.That(networks.Length <= MostNetworks && !networks.Contains(null), "/networks", "Up to 20 addresses or networks such as 203.0.113.7 or 203.0.113.0/24 are expected.");
        check.Done();
        return new NewKey(holder!.ConnectionId, name, wanted.Scopes, networks!, wanted.Days is { } days ? TimeSpan.FromDays(days) : null);
    }

    /// <summary>An address, or a network, in CIDR notation; null where it is neither.</summary>
    private static string? Network(string text) => (System.Net.IPNetwork.TryParse(text, out var network), System.Net.IPAddress.TryParse(text, out var address)) switch
    {
        (true, _) => network.ToString(),
        (_, true) => new System.Net.IPNetwork(address!, address!.GetAddressBytes().Length * 8).ToString(),
        _ => null,
    };

    private static async Task<PartyKey> Find(Work work, Caller caller, string id) =>
        await work.Connection.QuerySingleOrDefaultAsync<PartyKey>($"{Columns} and k.key_id = @id", new { owner = caller.Party.Value, id = CursorPart.Text(id) })
            ?? throw new Refusal(Problems.NotFound, "Your party has no key of that id.");

    private static async Task<IReadOnlyList<KeyHolder>> Holders(Work work, Caller caller) => [.. await work.Connection.QueryAsync<KeyHolder>(
        "select connection_id, code, name from connection where owner_id = @owner order by code", new { owner = caller.Party.Value })];
}

/// <summary>What a form asks a key to be.</summary>
/// <param name="Connection">The code of the system that will carry it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Days">How long it works; null is until it is revoked.</param>
/// <param name="Networks">From where it may be used; none is anywhere.</param>
internal sealed record WantedKey(string? Connection, string? Name, string[] Scopes, int? Days, string[] Networks);

/// <summary>A key of the party's, without its secret.</summary>
/// <param name="Id">The key's id: its third part.</param>
/// <param name="Connection">The code of the system that carries it.</param>
/// <param name="System">That system's name.</param>
/// <param name="ConnectionId">That system's number.</param>
/// <param name="Name">What it is called.</param>
/// <param name="ScopeNames">What it may do, with a space between.</param>
/// <param name="NetworkNames">From where it may be used, with a space between; none is anywhere.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends by itself; null is never.</param>
/// <param name="RevokedAt">When it was revoked; null while it is not.</param>
/// <param name="LastUsedAt">When it was last used; null is never.</param>
/// <param name="IsExpired">Its time is over.</param>
internal sealed record PartyKey(
    string Id, string Connection, string System, int ConnectionId, string Name, string ScopeNames, string NetworkNames,
    DateTime CreatedAt, DateTime? ExpiresAt, DateTime? RevokedAt, DateTime? LastUsedAt, bool? IsExpired)
{
    /// <summary>What it may do.</summary>
    internal string[] Scopes => ScopeNames.Split(' ');

    /// <summary>From where it may be used, in CIDR notation; none is anywhere.</summary>
    internal string[] Networks => NetworkNames.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>A system that carries keys.</summary>
/// <param name="ConnectionId">Its number.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
internal sealed record KeyHolder(int ConnectionId, string Code, string Name);
