using System.Text.Json;
using System.Text.Json.Serialization;

namespace RetailGateway.Client;

/// <summary>What happens to one field of an update: it stays (the default), gets a value, or is cleared.</summary>
/// <typeparam name="T">The field's type.</typeparam>
[JsonConverter(typeof(EditConverter))]
public readonly record struct Edit<T>
{
    private Edit(T? value, bool hasValue) => (Value, HasValue, IsGiven) = (value, hasValue, true);

    internal T? Value { get; }

    internal bool HasValue { get; }

    /// <summary>Told from the default, which is not sent.</summary>
    internal bool IsGiven { get; }

    /// <summary>The field gets this value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Edit<T>(T value) => Edit.To(value);

    internal static Edit<T> Of(T? value, bool hasValue) => new(value, hasValue);
}

/// <summary>Makes edits of fields.</summary>
public static class Edit
{
    /// <summary>The field gets this value.</summary>
    /// <typeparam name="T">The field's type.</typeparam>
    /// <param name="value">The value.</param>
    public static Edit<T> To<T>(T value) => Edit<T>.Of(value, hasValue: true);

    /// <summary>The field is emptied.</summary>
    /// <typeparam name="T">The field's type.</typeparam>
    public static Edit<T> Clear<T>() => Edit<T>.Of(default, hasValue: false);
}

/// <summary>Writes a value or null. A field that stays is the default and is not written at all.</summary>
internal sealed class EditConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Edit<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Of<T> : JsonConverter<Edit<T>>
    {
        public override Edit<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Edits are sent, never read.");

        public override void Write(Utf8JsonWriter writer, Edit<T> value, JsonSerializerOptions options)
        {
            if (value.HasValue)
            {
                JsonSerializer.Serialize(writer, value.Value, options);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}
