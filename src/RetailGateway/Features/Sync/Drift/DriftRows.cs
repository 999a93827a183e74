using Npgsql;
using RetailGateway.Domain.Measures;

namespace RetailGateway.Features.Sync.Drift;

/// <summary>Statements of the comparison, without a mapper between them and their many rows.</summary>
internal static class DriftRows
{
    internal static NpgsqlCommand Command(this NpgsqlConnection connection, string sql, params object[] values) =>
        With(new NpgsqlCommand(sql, connection), values);

    internal static NpgsqlCommand Command(this NpgsqlDataSource source, string sql, params object[] values) =>
        With(source.CreateCommand(sql), values);

    /// <summary>Reads location, product, our figure, theirs, our version, theirs.</summary>
    internal static async Task<List<Difference>> Differences(this NpgsqlDataReader rows, CancellationToken cancel)
    {
        var found = new List<Difference>();
        while (await rows.ReadAsync(cancel))
        {
            found.Add(new Difference(
                rows.GetInt32(0),
                rows.GetInt32(1),
                Quantity.FromSum(rows.GetDecimal(2)),
                await rows.IsDBNullAsync(3, cancel) ? null : Quantity.FromSum(rows.GetDecimal(3)),
                await rows.IsDBNullAsync(4, cancel) ? null : rows.GetInt64(4),
                await rows.IsDBNullAsync(5, cancel) ? null : rows.GetInt64(5)));
        }

        return found;
    }

    /// <summary>Reads location and product.</summary>
    internal static async Task<List<(int Location, int Product)>> Positions(this NpgsqlDataReader rows, CancellationToken cancel)
    {
        var positions = new List<(int, int)>();
        while (await rows.ReadAsync(cancel))
        {
            positions.Add((rows.GetInt32(0), rows.GetInt32(1)));
        }

        return positions;
    }

    private static NpgsqlCommand With(NpgsqlCommand command, object[] values)
    {
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
