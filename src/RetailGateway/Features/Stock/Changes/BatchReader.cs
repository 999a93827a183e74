using System.Text;
using System.Text.Json;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Changes;

/// <summary>
/// Reads a <see cref="ChangeBatch"/> straight from its bytes. What is wrong inside one change is that change's
/// fault alone; only what makes the whole unreadable (JSON, depth, the frame) refuses the request.
/// </summary>
internal ref struct BatchReader(ReadOnlySpan<byte> utf8)
{
    private const int MaxDepth = 8;
    private const int MaxIdLength = 128;
    private const int MaxCodeLength = 64;

    private Utf8JsonReader json = new(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });

    /// <summary>The changes, and the sender's clock where it is given.</summary>
    /// <exception cref="Refusal">Malformed, or too many.</exception>
    internal List<IncomingChange> Read(out DateTimeOffset? sentAt)
    {
        try
        {
            return ReadFrame(out sentAt);
        }
        catch (JsonException error)
        {
            throw new Refusal(Problems.Malformed, errors: JsonFault.Of(error));
        }
        catch (InvalidOperationException)
        {
            throw Malformed("", "A field's name holds half a surrogate pair.");
        }
    }

    private List<IncomingChange> ReadFrame(out DateTimeOffset? sentAt)
    {
        sentAt = null;
        List<IncomingChange>? changes = null;
        Expect(JsonTokenType.StartObject, "", "An object with 'changes' is expected.");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("changes"u8) && changes is null)
            {
                changes = ReadChanges();
            }
            else if (json.ValueTextEquals("sentAt"u8) && sentAt is null)
            {
                json.Read();
                sentAt = json.TokenType == JsonTokenType.String && Rfc3339.TryParse(Unescaped(), out var time)
                    ? time
                    : throw Malformed("/sentAt", "A time is RFC 3339 with its offset.");
            }
            else
            {
                throw Unescaped() is { } name
                    ? Malformed($"/{JsonPointer.Token(name)}", "This field is not known here, or stands here twice.")
                    : Malformed("", "A field's name holds half a surrogate pair.");
            }
        }

        if (json.Read())
        {
            throw Malformed("", "Something follows the object.");
        }

        return changes is { Count: > 0 } ? changes : throw Malformed("/changes", "An array of 1 to 5,000 changes is expected.");
    }

    private List<IncomingChange> ReadChanges()
    {
        Expect(JsonTokenType.StartArray, "/changes", "An array is expected.");
        var changes = new List<IncomingChange>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (changes.Count == ChangeBatch.MaxChanges)
            {
                throw new Refusal(
                    Problems.TooManyChanges,
                    errors: [new Fault($"/changes/{ChangeBatch.MaxChanges}", "Changes 0 to 4,999 are a batch; this one and what follows is another.")]);
            }

            changes.Add(ReadChange(changes.Count));
        }

        return changes;
    }

    private IncomingChange ReadChange(int index)
    {
        var change = new IncomingChange(index);
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            change.Wrong("", "An object is expected.");
            change.CheckWhole(hasKind: false);
            return change;
        }

        EntryKind? kind = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("changeId"u8))
            {
                change.ChangeId = Text(change, "changeId", MaxIdLength) ?? change.ChangeId;
            }
            else if (json.ValueTextEquals("location"u8))
            {
                change.Location = Text(change, "location", MaxCodeLength) ?? "";
            }
            else if (json.ValueTextEquals("item"u8))
            {
                change.Item = Text(change, "item", MaxCodeLength) ?? "";
            }
            else if (json.ValueTextEquals("kind"u8))
            {
                kind = Kind(change);
            }
            else if (json.ValueTextEquals("quantity"u8))
            {
                ReadQuantity(change);
            }
            else if (json.ValueTextEquals("occurredAt"u8))
            {
                ReadOccurredAt(change);
            }
            else if (json.ValueTextEquals("document"u8))
            {
                change.Document = OptionalText(change, "document");
            }
            else if (json.ValueTextEquals("reverses"u8))
            {
                change.Reverses = OptionalText(change, "reverses");
            }
            else
            {
                change.Wrong(Unescaped() ?? "", "This field is not known here.");
                json.Read();
                json.Skip();
            }
        }

        change.Kind = kind.GetValueOrDefault();
        change.CheckWhole(kind.HasValue);
        return change;
    }

    private string? Text(IncomingChange change, string field, int maxLength)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.String)
        {
            json.Skip();
            change.Wrong(field, "A string is expected.");
            return null;
        }

        if (Unescaped()?.Trim() is not { } text)
        {
            change.Wrong(field, "The string holds half a surrogate pair.");
            return null;
        }

        if (text.Length > 0 && text.Length <= maxLength && !text.AsSpan().ContainsAnyInRange('\0', '\u001f'))
        {
            return text;
        }

        change.Wrong(field, $"1 to {maxLength} characters are expected, none of them a control character.");
        return null;
    }

    private string? OptionalText(IncomingChange change, string field)
    {
        var ahead = json;
        ahead.Read();
        if (ahead.TokenType != JsonTokenType.Null)
        {
            return Text(change, field, MaxIdLength);
        }

        json = ahead;
        return null;
    }

    private EntryKind? Kind(IncomingChange change)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String && EntryKinds.TryParse(Plain(), out var kind))
        {
            return kind;
        }

        json.Skip();
        change.Wrong("kind", "sale, receipt, return_in, return_out, transfer_in, transfer_out, damage, expiry, adjustment, count or reversal is expected.");
        return null;
    }

    private void ReadQuantity(IncomingChange change)
    {
        json.Read();
        var fault = QuantityFault.NotANumber;
        if (json.TokenType == JsonTokenType.String && Quantity.TryParse(Plain(), out var quantity, out fault))
        {
            change.Sent = quantity;
            return;
        }

        json.Skip();
        change.Wrong("quantity", fault switch
        {
            QuantityFault.TooManyDecimals => "A quantity has at most three decimals.",
            QuantityFault.TooLarge => "A quantity lies within ±999,999,999,999.999.",
            _ => "A decimal in a JSON string is expected, such as \"-2\" or \"0.125\".",
        });
    }

    private void ReadOccurredAt(IncomingChange change)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String && Rfc3339.TryParse(Unescaped(), out var time))
        {
            change.OccurredAt = time;
            return;
        }

        json.Skip();
        change.Wrong("occurredAt", "A time is RFC 3339 with its offset, such as \"2026-11-24T14:05:00+07:00\".");
    }

    /// <summary>
    /// The bytes of a short string. Any character may come escaped: .NET's own writer escapes the plus of an offset.
    /// </summary>
    private readonly ReadOnlySpan<byte> Plain() => json.ValueIsEscaped ? Encoding.UTF8.GetBytes(Unescaped() ?? "") : json.ValueSpan;

    /// <summary>The text of a string or a name; null where it holds half a surrogate pair.</summary>
    private readonly string? Unescaped()
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private void Expect(JsonTokenType token, string pointer, string detail)
    {
        if (!json.Read() || json.TokenType != token)
        {
            throw Malformed(pointer, detail);
        }
    }

    private static Refusal Malformed(string pointer, string detail) => new(Problems.Malformed, errors: [new Fault(pointer, detail)]);
}
