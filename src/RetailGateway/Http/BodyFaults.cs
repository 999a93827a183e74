using System.Text;
using System.Text.Json;

namespace RetailGateway.Http;

/// <summary>Where System.Text.Json stumbled, as JSON Pointers and in words.</summary>
internal static class JsonFault
{
    /// <summary>One fault; where fields are missing, one for each of them at its own place.</summary>
    internal static List<Fault> Of(JsonException error)
    {
        const string missing = "missing required properties including:";
        var at = JsonPointer.OfPath(error.Path);
        var names = error.Message.IndexOf(missing, StringComparison.Ordinal);
        return names < 0
            ? [new Fault(at, Words(error) + Where(error))]
            : [.. Named(error.Message[(names + missing.Length)..]).Select(name => new Fault($"{at}/{JsonPointer.Token(name)}", "This field is missing."))];
    }

    /// <summary>Lines and bytes are counted from 1, as editors do.</summary>
    private static string Where(JsonException error) => error.LineNumber is { } line ? $" (line {line + 1}, byte {error.BytePositionInLine + 1})" : "";

    /// <summary>Names in quotes: " 'location', 'product'. Path: $ ...".</summary>
    private static IEnumerable<string> Named(string list) =>
        list.Split(" Path:")[0].Split('\'').Where((_, index) => index % 2 == 1);

    private static string Words(JsonException error)
    {
        var message = error.Message.Split(" Path:")[0].Split(" LineNumber:")[0];
        return message switch
        {
            _ when Says(message, "could not be mapped to any .NET member") => "This field is not known here.",
            _ when Says(message, "could not be converted") => "The value is not of the type expected here.",
            _ when Says(message, "Duplicate property") => "The field stands here twice.",
            _ when Says(message, "maximum configured depth") => "The JSON is nested too deeply.",
            _ when Says(message, "doesn't allow") => "A value is required here, not null.",
            _ when Says(message, "should be closed") || Says(message, "reached end of data") || Says(message, "any JSON tokens") => "The JSON ends too early.",
            // What is neither the serializer's nor a converter's is the reader's: the text itself is no JSON.
            _ when error.GetBaseException().GetType() != typeof(JsonException) => "This is not JSON: what stands here does not belong here.",
            _ => message,
        };
    }

    private static bool Says(string message, string words) => message.Contains(words, StringComparison.Ordinal);
}

/// <summary>What is wrong with a body's text before it is JSON, and after.</summary>
internal static class TextFault
{
    /// <summary>Refuses what is not UTF-8, with the place of its first bad byte.</summary>
    internal static Refusal NotUtf8(ReadOnlySpan<byte> bytes)
    {
        var good = 0;
        while (Rune.DecodeFromUtf8(bytes[good..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            good += length;
        }

        return new Refusal(Problems.Malformed, errors: [new Fault("", $"The body is not UTF-8 at its byte {good + 1}.")]);
    }

    /// <summary>Refuses a zero byte in a text, which the store does not keep, at its place.</summary>
    /// <param name="json">Well-formed.</param>
    /// <exception cref="Refusal">There is one.</exception>
    internal static void RefuseZeroBytes(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf(@"\u0000"u8) < 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(json);
        var at = new List<(string? Name, int Index)>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    at[^1] = (reader.GetString(), 0);
                    continue;
                case JsonTokenType.EndArray or JsonTokenType.EndObject:
                    at.RemoveAt(at.Count - 1);
                    continue;
            }

            if (at is [.., (null, var before)])
            {
                at[^1] = (null, before + 1);
            }

            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            {
                at.Add((null, -1));
            }
            else if (reader.TokenType == JsonTokenType.String && reader.GetString()!.Contains('\0', StringComparison.Ordinal))
            {
                throw Refusal.At(
                    string.Concat(at.Select(step => step.Name is { } name ? $"/{JsonPointer.Token(name)}" : $"/{step.Index}")),
                    "The text holds a zero byte, which no text here has.");
            }
        }
    }
}
