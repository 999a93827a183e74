using Npgsql;
using RetailGateway.Database;

namespace RetailGateway.Tests.Harness;

/// <summary>SQL in the jobs' role, which sees every row: what a test arranges and looks at behind the API.</summary>
internal static class Rows
{
    internal static async Task Run(this GatewayDb database, string sql, params object?[] values)
    {
        await using var command = Command(database.Jobs, sql, values);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    internal static Task<T> Ask<T>(this GatewayDb database, string sql, params object?[] values) => database.Jobs.One<T>(sql, values);

    /// <summary>One value. What other sessions do, the owner of the tables alone may see.</summary>
    internal static async Task<T> One<T>(this NpgsqlDataSource source, string sql, params object?[] values)
    {
        await using var command = Command(source, sql, values);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>Every row, read by <paramref name="read"/>.</summary>
    internal static async Task<List<T>> All<T>(this NpgsqlDataSource source, string sql, Func<NpgsqlDataReader, T> read, params object?[] values)
    {
        await using var command = Command(source, sql, values);
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var all = new List<T>();
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            all.Add(read(rows));
        return all;
    }

    /// <summary>How many rows each table that the jobs may read holds: two of these are equal where nothing was written.</summary>
    internal static async Task<string> Counts(this GatewayDb database) => await database.Ask<string>(
        """
        select string_agg(format('%s %s', relname, (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I', relname), false, true, '')))[1]), ', ' order by relname)
        from pg_class
        where relnamespace = 'public'::regnamespace and relkind = 'r' and has_table_privilege(oid, 'select')
            and relname not in ('schema_migration', 'job_run', 'feed_epoch', 'area')
        """);

    private static NpgsqlCommand Command(NpgsqlDataSource source, string sql, object?[] values)
    {
        var command = source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }
}
