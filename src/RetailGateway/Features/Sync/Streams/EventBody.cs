using System.Buffers.Text;
using System.Data.Common;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Streams;

/// <summary>
/// Reads what an event says of a position as the line that a partner is told: the event was rendered for its connection, in
/// the partner's item codes (contracts/events/stock.position.changed.schema.json). One reads many, for their texts are mostly the same.
/// </summary>
internal sealed class EventBody
{
    private byte[] buffer = new byte[1024];
    private string location = "", pack = "", unit = "";

    /// <summary>The line of a row of events.</summary>
    /// <param name="row">Place, location, product, version, time, body, a flag, and as what the partner was told of it before, where that must hold.</param>
    /// <param name="at">The position.</param>
    /// <returns>Null where the event names another item than the partner knows the position by, or none.</returns>
    internal StockLine? Line(DbDataReader row, (int Location, int Product) at)
    {
        var size = (int)row.GetBytes(5, 0, null, 0, 0);
        if (size > buffer.Length)
        {
            buffer = new byte[size * 2];
        }

        row.GetBytes(5, 0, buffer, 0, size);
        return Line(buffer.AsSpan(0, size), at, row.GetInt64(3), row.GetDateTime(4), row.IsDBNull(7) ? null : row.GetString(7));
    }

    /// <summary>The line of an event whose item is told as <paramref name="toldAs"/>: item, pack and factor, by spaces.</summary>
    internal StockLine? Line(ReadOnlySpan<byte> body, (int Location, int Product) at, long version, DateTime recorded, string? toldAs)
    {
        string? item = null, trace = null;
        decimal? factor = null, available = null;
        var json = new Utf8JsonReader(body);
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (json.ValueTextEquals("available"u8))
            {
                available = Number(ref json);
            }
            else if (json.ValueTextEquals("item"u8))
            {
                json.Read();
                item = json.GetString();
            }
            else if (json.ValueTextEquals("pack"u8))
            {
                pack = Text(ref json, pack);
            }
            else if (json.ValueTextEquals("packFactor"u8))
            {
                factor = Number(ref json);
            }
            else if (json.ValueTextEquals("location"u8))
            {
                location = Text(ref json, location);
            }
            else if (json.ValueTextEquals("baseUnit"u8))
            {
                unit = Text(ref json, unit);
            }
            else if (json.ValueTextEquals("traceparent"u8))
            {
                json.Read();
                trace = Exchange.IsTraced ? json.GetString() : null;
            }
        }

        return item is not null && factor is { } units && available is { } quantity && (toldAs is null || Names(toldAs, item, pack, units))
            ? new StockLine(at.Location, at.Product, location, item, pack, units, unit, quantity, version, recorded, Trace: trace)
            : null;
    }

    private static bool Names(string toldAs, string item, string pack, decimal factor)
    {
        Span<char> digits = stackalloc char[32];
        return factor.TryFormat(digits, out var length, default, System.Globalization.CultureInfo.InvariantCulture)
            && toldAs.Length == item.Length + 1 + pack.Length + 1 + length
            && toldAs.StartsWith(item, StringComparison.Ordinal) && toldAs[item.Length] == ' '
            && toldAs.AsSpan(item.Length + 1).StartsWith(pack, StringComparison.Ordinal) && toldAs[item.Length + 1 + pack.Length] == ' '
            && toldAs.AsSpan(item.Length + pack.Length + 2).SequenceEqual(digits[..length]);
    }

    private static string Text(ref Utf8JsonReader json, string before)
    {
        json.Read();
        return json.ValueTextEquals(before) ? before : json.GetString()!;
    }

    private static decimal Number(ref Utf8JsonReader json)
    {
        json.Read();
        return Utf8Parser.TryParse(json.ValueSpan, out decimal number, out var read) && read == json.ValueSpan.Length
            ? number
            : throw new UnreachableException($"An event of ours has the figure {Encoding.UTF8.GetString(json.ValueSpan)}.");
    }
}
