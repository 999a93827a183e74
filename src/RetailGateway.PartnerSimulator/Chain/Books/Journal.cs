using System.Text.Json;
using System.Text.Json.Serialization;

namespace RetailGateway.PartnerSimulator.Chain.Books;

/// <summary>
/// An append-only file of JSON lines. A line is on the disk before its effect is seen by anyone, so a
/// killed process loses only what it never confirmed. Without a path nothing is kept.
/// </summary>
internal sealed class Journal : IDisposable
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly Lock _gate = new();
    private readonly FileStream? _file;

    private Journal(FileStream? file) => _file = file;

    /// <summary>Opens the file, hands every whole line to <paramref name="replay"/>, and cuts off a torn last one.</summary>
    /// <exception cref="InvalidDataException">A line that is not the last cannot be read.</exception>
    public static Journal Open(string? path, Action<JournalEvent> replay)
    {
        if (path is null)
            return new Journal(file: null);

        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            file.SetLength(Replay(file, replay));
            file.Seek(0, SeekOrigin.End);
            return new Journal(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Writes the events in order and returns once they are on the disk.</summary>
    public void Append(params IReadOnlyCollection<JournalEvent> events)
    {
        if (_file is null)
            return;

        using var lines = new MemoryStream();
        foreach (var entry in events)
        {
            JsonSerializer.Serialize(lines, entry, s_json);
            lines.WriteByte((byte)'\n');
        }

        lock (_gate)
        {
            _file.Write(lines.GetBuffer().AsSpan(0, (int)lines.Length));
            _file.Flush(flushToDisk: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private static long Replay(FileStream file, Action<JournalEvent> replay)
    {
        var content = new byte[file.Length];
        file.ReadExactly(content);
        var whole = 0;
        for (var number = 1; whole < content.Length; number++)
        {
            var length = content.AsSpan(whole).IndexOf((byte)'\n');
            if (length < 0)
                break; // The process died while writing it, so nobody was told of it.

            replay(Read(content.AsSpan(whole, length), number));
            whole += length + 1;
        }

        return whole;
    }

    private static JournalEvent Read(ReadOnlySpan<byte> line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalEvent>(line, s_json)
                ?? throw new InvalidDataException($"Journal line {number} is null.");
        }
        catch (JsonException unreadable)
        {
            throw new InvalidDataException($"Journal line {number} cannot be read.", unreadable);
        }
    }
}
