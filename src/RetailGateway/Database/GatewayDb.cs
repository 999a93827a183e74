using Npgsql;
using RetailGateway.Access;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Database;

/// <summary>
/// The one store. Four pools of connections, one a database role: the role is part of the connection's
/// start, so no statement of ours can forget it. What is set on a connection and what it locks ends with the
/// transaction, so none is reset when it comes back: the reset is seven statements, which a single change would feel,
/// and a page that a partner is told.
/// </summary>
internal sealed class GatewayDb : IAsyncDisposable
{
    /// <summary>
    /// Bounds of a session that serves a request: a host that stops in mid-transaction holds nothing for long. Its
    /// other requests, queued behind its own lock, give up before that lock is taken from it; else each would get
    /// the lock in turn and hold it as long again. They wait for two locks, for the place behind the row's holder and
    /// for the row, so twice the lock's bound lies within the transaction's. Whoever is alive tries again.
    /// </summary>
    private const string RequestBounds =
        "-c idle_in_transaction_session_timeout=10s -c lock_timeout=4s -c statement_timeout=30s -c client_connection_check_interval=1s " +
        "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3";

    private const string JobBounds =
        "-c idle_in_transaction_session_timeout=10s -c statement_timeout=300s -c client_connection_check_interval=1s " +
        "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3";

    private const int BufferBytes = 32 * 1024;

    private readonly NpgsqlDataSource party;
    private readonly NpgsqlDataSource authority;

    // Dapper fills records by the names of their columns: owner_id is OwnerId.
    static GatewayDb() => Dapper.DefaultTypeMap.MatchNamesWithUnderscores = true;

    internal GatewayDb(string connectionString, int requestConnections)
    {
        party = Pool(connectionString, "rg_party", RequestBounds, requestConnections);
        authority = Pool(connectionString, "rg_authority", RequestBounds, 10);
        Jobs = Pool(connectionString, "rg_jobs", JobBounds, 20);
        Identity = Pool(connectionString, "rg_identity", RequestBounds, 10);
    }

    /// <summary>Every row; the jobs', the sequencer's and the deliveries' pool.</summary>
    internal NpgsqlDataSource Jobs { get; }

    /// <summary>The pool of the key look-up and of the framework's own stores.</summary>
    internal NpgsqlDataSource Identity { get; }

    /// <summary>
    /// Begins a transaction that sees what <paramref name="caller"/> may see. The party is set in the round trip
    /// of the first <see cref="Work.Batch"/>, or by <see cref="Work.Open"/>.
    /// </summary>
    internal ValueTask<Work> Begin(Caller caller, CancellationToken cancel) => Work.Begin(PoolOf(caller), caller.Party, caller.Location, person: null, cancel);

    /// <summary>Begins a transaction as <see cref="Begin"/> does, ready for Dapper.</summary>
    internal async ValueTask<Work> Open(Caller caller, CancellationToken cancel)
    {
        var work = await Begin(caller, cancel);
        await work.Open(cancel);
        return work;
    }

    /// <summary>Begins a transaction as <see cref="Begin"/> does, that sees a person's own rows too.</summary>
    internal ValueTask<Work> BeginOwn(Caller caller, int person, CancellationToken cancel) => Work.Begin(PoolOf(caller), caller.Party, caller.Location, person, cancel);

    /// <summary>Begins a transaction as <see cref="BeginOwn"/> does, ready for Dapper.</summary>
    internal async ValueTask<Work> OpenOwn(Caller caller, int person, CancellationToken cancel)
    {
        var work = await BeginOwn(caller, person, cancel);
        await work.Open(cancel);
        return work;
    }

    /// <summary>Begins a transaction on the people's tables, and no others.</summary>
    internal async ValueTask<Work> BeginIdentity(CancellationToken cancel) => await Work.Begin(Identity, party: null, location: null, person: null, cancel);

    /// <summary>The same for one party's people, whose forms it keeps.</summary>
    internal async ValueTask<Work> BeginIdentity(PartyId party, CancellationToken cancel) => await Work.Begin(Identity, party, location: null, person: null, cancel);

    /// <summary>Begins a transaction of the jobs, which sees every row.</summary>
    internal async ValueTask<Work> BeginJob(CancellationToken cancel) => await Work.Begin(Jobs, party: null, location: null, person: null, cancel);

    public async ValueTask DisposeAsync()
    {
        await party.DisposeAsync();
        await authority.DisposeAsync();
        await Jobs.DisposeAsync();
        await Identity.DisposeAsync();
    }

    private NpgsqlDataSource PoolOf(Caller caller) => caller.Kind == PartyKind.Authority ? authority : party;

    private static NpgsqlDataSource Pool(string connectionString, string role, string bounds, int connections)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        // Names the pool in metrics, where the connection string would stand otherwise.
        builder.Name = role;
        builder.ConnectionStringBuilder.Options = $"-c role={role} {bounds}";
        builder.ConnectionStringBuilder.MaxPoolSize = connections;
        builder.ConnectionStringBuilder.Timeout = 10;
        // Batches and pages are hundreds of kilobytes: the usual 8 KB would be a system call each.
        builder.ConnectionStringBuilder.ReadBufferSize = BufferBytes;
        builder.ConnectionStringBuilder.WriteBufferSize = BufferBytes;
        builder.ConnectionStringBuilder.NoResetOnClose = true;
        builder.ConnectionStringBuilder.MaxAutoPrepare = 60;
        builder.ConnectionStringBuilder.AutoPrepareMinUsages = 2;
        // A connection whose question was cut short by a caller that went away is closed and not asked again: some time later
        // it would give the rows of one statement as the answer to another.
        builder.ConnectionStringBuilder.CancellationTimeout = -1;
        builder.ConnectionStringBuilder.ApplicationName = $"retailgateway {role}";
        return builder.Build();
    }
}
