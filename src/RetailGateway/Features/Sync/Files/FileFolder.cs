using System.Globalization;

namespace RetailGateway.Features.Sync.Files;

/// <summary>
/// A party's folder. <c>in</c> is the partner's to write and ours to empty, <c>out</c> ours to write and the partner's to
/// empty; <c>done</c> and <c>refused</c> keep what came; <c>work</c> holds what is being taken, and is nobody's but ours.
/// </summary>
internal sealed class FileFolder
{
    private const int BufferCharacters = 32 * 1024;

    private FileFolder(string path)
    {
        (In, Out) = (Path.Combine(path, "in"), Path.Combine(path, "out"));
        (Done, Refused, Work) = (Path.Combine(path, "done"), Path.Combine(path, "refused"), Path.Combine(path, "work"));
    }

    internal string In { get; }

    internal string Out { get; }

    internal string Done { get; }

    internal string Refused { get; }

    internal string Work { get; }

    /// <summary>A live party's folder has its code for a name; a test party's cannot be taken for it.</summary>
    internal static FileFolder Of(string root, string party, string environment)
    {
        var folder = new FileFolder(Path.Combine(root, environment == "live" ? party : $"{party}.{environment}"));
        foreach (var path in new[] { folder.In, folder.Out, folder.Done, folder.Refused, folder.Work })
        {
            Directory.CreateDirectory(path);
        }

        return folder;
    }

    /// <summary>Writes a file beside its place and puts it there whole: nobody reads half of it.</summary>
    /// <param name="name">Its name in <see cref="Out"/>.</param>
    /// <param name="of">What it is of: drafts that a crash left of the same are taken away.</param>
    /// <param name="fence">The claim it is written under: two processes never write one draft.</param>
    /// <param name="write">Writes it.</param>
    internal async Task<T> Leave<T>(string name, string of, long fence, Func<TextWriter, Task<T>> write)
    {
        foreach (var left in Directory.EnumerateFiles(Work, $"{of}.*"))
        {
            File.Delete(left);
        }

        var draft = Path.Combine(Work, string.Create(CultureInfo.InvariantCulture, $"{of}.{fence}"));
        T written;
        await using (var stream = File.Create(draft))
        {
            await using (var text = new StreamWriter(stream, bufferSize: BufferCharacters, leaveOpen: true))
            {
                written = await write(text);
            }

            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, Path.Combine(Out, name), overwrite: true);
        return written;
    }
}
