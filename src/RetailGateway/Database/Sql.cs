using Npgsql;

namespace RetailGateway.Database;

/// <summary>Commands with positional parameters ($1, $2, ...), typed by their values.</summary>
internal static class Sql
{
    internal static NpgsqlBatchCommand Command(string text, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var value in values)
        {
            command.Parameters.Add(Parameter(value));
        }

        return command;
    }

    private static NpgsqlParameter Parameter(object? value) => value switch
    {
        NpgsqlParameter ready => ready,
        null => new NpgsqlParameter { Value = DBNull.Value },
        _ => new NpgsqlParameter { Value = value },
    };
}
