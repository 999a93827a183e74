using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace RetailGateway.Database;

/// <summary>
/// Applies the numbered scripts of Database/Migrations, each once, in order, under an advisory lock. A script
/// that was applied and has changed since is refused: the schema in use would not be the one in the source.
/// </summary>
internal static class Migrator
{
    /// <summary>The login of the running gateway where nobody named another.</summary>
    internal const string GatewayLogin = "rg_gateway";

    /// <summary>Any number that no other advisory lock of the database uses.</summary>
    private const long MigrationLock = 0x5247_4D49;

    /// <summary>The number of the newest script, which a database in step with this program has applied.</summary>
    internal static int NewestVersion => Scripts()[^1].Number;

    /// <summary>Brings the database to the newest version, with the scheduler's tables and the gateway's login.</summary>
    /// <param name="ownerConnectionString">The owner of the tables, who may create roles.</param>
    /// <param name="gatewayConnectionString">Names the gateway's login and its password.</param>
    /// <param name="cancel">Stops between scripts, never inside one.</param>
    /// <returns>The names of the scripts that were applied now.</returns>
    internal static async Task<IReadOnlyList<string>> Migrate(string ownerConnectionString, string gatewayConnectionString, CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(ownerConnectionString);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await Execute(connection, $"select pg_advisory_lock({MigrationLock})", cancel);
        await Execute(
            connection,
            """
            create table if not exists schema_migration (
                number integer constraint schema_migration_pkey primary key,
                name text not null,
                sha256 text not null,
                applied_at timestamptz not null default now())
            """,
            cancel);

        var applied = await Applied(connection, cancel);
        var now = new List<string>();
        foreach (var script in Scripts())
        {
            if (applied.TryGetValue(script.Number, out var sha256))
            {
                if (sha256 != script.Sha256)
                {
                    throw new MigrationRefused(
                        $"Migration {script.Name} was applied in another form. Applied scripts never change: restore it, and add a new one.");
                }

                continue;
            }

            await Apply(connection, script, cancel);
            now.Add(script.Name);
        }

        await GrantLogin(connection, new NpgsqlConnectionStringBuilder(gatewayConnectionString), cancel);
        JobTables.Install(ownerConnectionString);
        return now;
    }

    /// <summary>The gateway's login takes one of the roles a connection and has no right of its own.</summary>
    private static async Task GrantLogin(NpgsqlConnection connection, NpgsqlConnectionStringBuilder gateway, CancellationToken cancel)
    {
        await using var format = new NpgsqlCommand(
            """
            select format('do $login$ begin if not exists (select from pg_roles where rolname = %1$L) then create role %1$I login noinherit; end if; end $login$', $1)
                || case when $2 = '' then '' else format('; alter role %I password %L', $1, $2) end
                || format('; grant rg_party, rg_authority, rg_jobs, rg_identity, rg_hangfire to %I', $1)
            """,
            connection);
        format.Parameters.Add(new NpgsqlParameter { Value = gateway.Username ?? GatewayLogin });
        format.Parameters.Add(new NpgsqlParameter { Value = gateway.Password ?? "" });
        await Execute(connection, (string)(await format.ExecuteScalarAsync(cancel))!, cancel);
    }

    private static async Task Apply(NpgsqlConnection connection, Script script, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        try
        {
            await Execute(connection, script.Text, cancel);
        }
        catch (PostgresException error)
        {
            throw new MigrationRefused($"Migration {script.Name} failed and left nothing behind: {error.MessageText}", error);
        }

        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(Sql.Command(
            "insert into schema_migration (number, name, sha256) values ($1, $2, $3)",
            script.Number,
            script.Name,
            script.Sha256));
        await batch.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private static async Task<Dictionary<int, string>> Applied(NpgsqlConnection connection, CancellationToken cancel)
    {
        var applied = new Dictionary<int, string>();
        await using var command = new NpgsqlCommand("select number, sha256 from schema_migration", connection);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            applied.Add(rows.GetInt32(0), rows.GetString(1));
        }

        return applied;
    }

    private static async Task Execute(NpgsqlConnection connection, string text, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(text, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static List<Script> Scripts()
    {
        const string prefix = "RetailGateway.Database.Migrations.";
        var assembly = Assembly.GetExecutingAssembly();
        var scripts = new List<Script>();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            var text = reader.ReadToEnd().ReplaceLineEndings("\n");
            var name = resource[prefix.Length..];
            scripts.Add(new Script(
                int.Parse(name.AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture),
                name,
                text,
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))));
        }

        return [.. scripts.OrderBy(script => script.Number)];
    }

    private sealed record Script(int Number, string Name, string Text, string Sha256);
}

/// <summary>The database was not brought to this program's version; the message says at which script, and why.</summary>
internal sealed class MigrationRefused(string message, Exception? cause = null) : Exception(message, cause);
