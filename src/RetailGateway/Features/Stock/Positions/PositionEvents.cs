using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Npgsql;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Positions;

/// <summary>
/// Tells of changed positions: one event a position, one row a recipient, rendered in the recipient's own item
/// codes and with what it may see. A change is not sent back to the connection it came from.
/// </summary>
internal static class PositionEvents
{
    /// <summary>The CloudEvents type; its data is described by contracts/events/stock.position.changed.schema.json.</summary>
    internal const string Type = "stock.position.changed";

    /// <summary>The outbox rows for these positions; null where nobody is to be told.</summary>
    internal static NpgsqlBatchCommand? Insert(PartyBook book, PartyId owner, ConnectionId? origin, IReadOnlyList<Position> touched, DateTimeOffset now)
    {
        var recipients = book.Recipients.Where(recipient => recipient.Connection != origin).ToArray();
        if (recipients.Length == 0 || touched.Count == 0)
        {
            return null;
        }

        var count = recipients.Length * touched.Count;
        var (owners, connections, bodies) = (new int[count], new int[count], new string[count]);
        using var renderer = new Renderer(owner, now);
        var row = 0;
        foreach (var recipient in recipients)
        {
            foreach (var position in touched)
            {
                owners[row] = recipient.Owner.Value;
                connections[row] = recipient.Connection.Value;
                bodies[row++] = renderer.Render(recipient, position);
            }
        }

        return Sql.Command(
            """
            insert into outbox (owner_id, connection_id, body)
            select e.owner_id, e.connection_id, e.body
            from unnest($1::integer[], $2::integer[], $3::text[]) as e (owner_id, connection_id, body)
            """,
            owners,
            connections,
            bodies);
    }

    /// <summary>Writes bodies into one buffer, again and again.</summary>
    private sealed class Renderer(PartyId owner, DateTimeOffset now) : IDisposable
    {
        private readonly ArrayBufferWriter<byte> buffer = new(512);
        private readonly Utf8JsonWriter json = new(Stream.Null, new JsonWriterOptions { SkipValidation = true });
        private readonly string time = Rfc3339.Format(now);

        /// <summary>CloudEvents' distributed tracing extension: one value a batch, and none where nobody records the trace.</summary>
        private readonly string? trace = Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;
        private readonly byte[] digits = new byte[32];

        internal string Render(Recipient recipient, Position position)
        {
            buffer.ResetWrittenCount();
            json.Reset(buffer);
            json.WriteStartObject();
            json.WriteString("specversion"u8, "1.0"u8);
            json.WriteString("id"u8, $"{owner.Value}-{position.Key.Location}-{position.Key.Product}-{position.Version}");
            json.WriteString("source"u8, "/v1/stock/positions"u8);
            json.WriteString("type"u8, Type);
            json.WriteString("time"u8, time);
            if (trace is not null)
            {
                json.WriteString("traceparent"u8, trace);
            }

            json.WriteStartObject("data"u8);
            WriteData(recipient, position);
            json.WriteEndObject();
            json.WriteEndObject();
            json.Flush();
            return Encoding.UTF8.GetString(buffer.WrittenSpan);
        }

        public void Dispose() => json.Dispose();

        private void WriteData(Recipient recipient, Position position)
        {
            json.WriteNumber("ownerId"u8, owner.Value);
            json.WriteNumber("locationId"u8, position.Key.Location);
            json.WriteString("location"u8, position.At.Code);
            json.WriteNumber("productId"u8, position.Key.Product);
            json.WriteString("product"u8, position.Of.Code);
            json.WriteString("baseUnit"u8, position.Of.BaseUnit);
            if (recipient.Items.TryGetValue(position.Key.Product, out var item))
            {
                json.WriteString("item"u8, item.Code);
                json.WriteString("pack"u8, item.Pack);
                Write("packFactor"u8, Quantity.FromDecimal(item.Factor));
            }

            json.WriteNumber("version"u8, position.Version);
            Write("available"u8, position.Available);
            if (recipient.IsOwn)
            {
                Write("onHand"u8, position.OnHand);
                Write("reserved"u8, position.Reserved);
                Write("expectedOut"u8, position.ExpectedOut);
                Write("expectedIn"u8, position.ExpectedIn);
            }

            if (position.EvidencedAt is { } evidenced)
            {
                json.WriteString("evidencedAt"u8, Rfc3339.Format(evidenced));
                json.WriteString("evidencedAs"u8, position.EvidencedAs!.Value.Code());
            }

            if (position.LastCount is { } count)
            {
                json.WriteString("countedAt"u8, Rfc3339.Format(count.OccurredAt));
            }
        }

        private void Write(ReadOnlySpan<byte> name, Quantity quantity)
        {
            quantity.TryFormat(digits, out var written);
            json.WriteString(name, digits.AsSpan(0, written));
        }
    }
}
