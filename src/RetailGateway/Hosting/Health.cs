using System.Globalization;
using Npgsql;
using RetailGateway.Database;

namespace RetailGateway.Hosting;

/// <summary><c>/health/live</c> touches nothing; <c>/health/ready</c> says whether work gets done, and why not.</summary>
internal static class Health
{
    /// <summary>An outbox row older than this means that the sequencer does not keep up.</summary>
    private const double SequencerLagLimitSeconds = 30;

    /// <summary>A job runs every minute; several missed ones mean that no worker is at it.</summary>
    private const double WorkerAgeLimitSeconds = 300;

    internal static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live")).ExcludeFromDescription();
        app.MapGet("/health/ready", Ready).ExcludeFromDescription();
    }

    /// <summary><c>health URL</c>: for containers without a shell's tools.</summary>
    internal static async Task<int> Ask(Uri address, CancellationToken cancel)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var response = await client.GetAsync(address, cancel);
            Console.WriteLine(await response.Content.ReadAsStringAsync(cancel));
            return response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            Console.WriteLine(error.Message);
            return 1;
        }
    }

    /// <summary>The database is there, and none of our tables in it; or not even the database.</summary>
    internal static bool IsUnmigrated(PostgresException error) => error.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidCatalogName;

    private static async Task<IResult> Ready(GatewayDb database, Roles roles, ILoggerFactory logs, CancellationToken cancel)
    {
        try
        {
            await using var command = database.Jobs.CreateCommand(
                """
                select (select max(number) from schema_migration),
                    coalesce((select extract(epoch from now() - min(recorded_at)) from outbox), 0)::double precision,
                    coalesce((select extract(epoch from now() - max(started_at)) from job_run), 0)::double precision
                """);
            await using var rows = await command.ExecuteReaderAsync(cancel);
            await rows.ReadAsync(cancel);
            var (version, lag, age) = (rows.GetInt32(0), rows.GetDouble(1), rows.GetDouble(2));

            // A newer schema still serves an older program while it is being replaced. Late background work is the
            // fault of the processes that do it; the others go on recording, and nothing is lost.
            var working = !roles.Jobs || (lag < SequencerLagLimitSeconds && age < WorkerAgeLimitSeconds);
            var ready = version >= Migrator.NewestVersion && working;
            return Results.Json(
                new
                {
                    ready,
                    schemaVersion = version,
                    expectedSchemaVersion = Migrator.NewestVersion,
                    sequencerLagSeconds = Math.Round(lag, 1).ToString(CultureInfo.InvariantCulture),
                    workerAgeSeconds = Math.Round(age, 1).ToString(CultureInfo.InvariantCulture),
                },
                statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }
        catch (PostgresException error) when (IsUnmigrated(error))
        {
            return Results.Json(new { ready = false, database = "the database has no tables of ours yet: run migrate" }, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        catch (NpgsqlException error)
        {
            // Anybody may ask: the reason names hosts and logins, and is for the log.
            logs.CreateLogger(typeof(Health)).LogWarning("The database does not answer: {Reason}", error.Message);
            return Results.Json(new { ready = false, database = "the database does not answer" }, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
