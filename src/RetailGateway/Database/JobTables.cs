using Hangfire.PostgreSql;
using Npgsql;

namespace RetailGateway.Database;

/// <summary>Hangfire's own tables, in their own schema under their own role, installed by migrate and by nothing else.</summary>
internal static class JobTables
{
    internal const string Schema = "hangfire";

    internal static void Install(string ownerConnectionString)
    {
        // The scheduler's role may make tables in its schema and no schema: one that was lost is made anew here.
        using (var owner = new NpgsqlConnection(ownerConnectionString))
        {
            owner.Open();
            using var schema = new NpgsqlCommand($"create schema if not exists {Schema} authorization rg_hangfire", owner);
            schema.ExecuteNonQuery();
        }

        using var connection = new NpgsqlConnection(AsScheduler(ownerConnectionString));
        connection.Open();
        PostgreSqlObjectsInstaller.Install(connection, Schema);
    }

    /// <summary>The same database, as the scheduler's role.</summary>
    internal static string AsScheduler(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Options = "-c role=rg_hangfire", ApplicationName = "retailgateway hangfire", MaxPoolSize = 20 }.ConnectionString;
}
