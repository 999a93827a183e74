using System.Text;

namespace RetailGateway.Partners.Mangga;

/// <summary>
/// Finds how a file's letters are written. The chain's offices save with different programs: what is valid UTF-8 from
/// end to end is that, with or without a mark; all else is Windows-1252, which no text of several letters is by chance.
/// </summary>
internal static class ManggaEncoding
{
    private const int Chunk = 64 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Reads the file from its beginning; null where it is UTF-16, which is not read here.</summary>
    internal static Encoding? Find(Stream file)
    {
        file.Position = 0;
        var buffer = new byte[Chunk];
        var (kept, first) = (0, true);
        while (true)
        {
            var read = file.ReadAtLeast(buffer.AsSpan(kept), buffer.Length - kept, throwOnEndOfStream: false);
            var bytes = buffer.AsSpan(0, kept + read);
            if (first && (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]))
            {
                return null;
            }

            first = false;
            var isLast = kept + read < buffer.Length;
            kept = isLast ? 0 : Unfinished(bytes);
            if (!System.Text.Unicode.Utf8.IsValid(bytes[..^kept]))
            {
                return Windows;
            }

            if (isLast)
            {
                return Utf8;
            }

            bytes[^kept..].CopyTo(buffer);
        }
    }

    /// <summary>How many bytes at the end begin a letter that the next chunk ends.</summary>
    private static int Unfinished(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= 3 && back <= bytes.Length; back++)
        {
            var letter = bytes[^back];
            if ((letter & 0xC0) == 0xC0)
            {
                var length = letter >= 0xF0 ? 4 : letter >= 0xE0 ? 3 : 2;
                return length > back ? back : 0;
            }

            if (letter < 0x80)
            {
                return 0;
            }
        }

        return 0;
    }
}
