using Npgsql;
using RetailGateway.Database;

namespace RetailGateway.Hosting;

/// <summary>Says at the start, in a plain line, that the database is not migrated; later on the readiness says it to whoever asks.</summary>
internal sealed class SchemaNotice(GatewayDb database, ILogger<SchemaNotice> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var command = database.Jobs.CreateCommand("select from schema_migration limit 1");
            await command.ExecuteNonQueryAsync(stoppingToken);
        }
        catch (PostgresException error) when (Health.IsUnmigrated(error))
        {
            log.LogWarning("The database has no tables of ours yet. Run migrate; until then nothing can be recorded or read.");
        }
        catch (NpgsqlException error)
        {
            log.LogWarning("The database does not answer: {Reason}", error.Message);
        }
    }
}
