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

    /// <summary>Writes a file beside its place, whole; nobody sees it before it is published.</summary>
    /// <param name="of">What it is of: drafts that a crash left of the same are taken away.</param>
    /// <param name="fence">The claim it is written under: two processes never write one draft, and a newer one's stays.</param>
    /// <param name="write">Writes it.</param>
    /// <returns>The draft's path, for <see cref="Publish"/>.</returns>
    internal async Task<string> Draft(string of, long fence, Func<TextWriter, Task> write)
    {
        foreach (var left in Directory.EnumerateFiles(Work, $"{of}.*").Where(path => FenceOf(path) <= fence))
        {
            File.Delete(left);
        }

        var draft = Path.Combine(Work, string.Create(CultureInfo.InvariantCulture, $"{of}.{fence}"));
        await using var stream = File.Create(draft);
        await using (var text = new StreamWriter(stream, bufferSize: BufferCharacters, leaveOpen: true))
        {
            await write(text);
        }

        stream.Flush(flushToDisk: true);
        return draft;
    }

    /// <summary>Puts a draft in its place in <see cref="Out"/>. Whoever calls it holds the claim, in an open transaction.</summary>
    internal void Publish(string draft, string name) => File.Move(draft, Path.Combine(Out, name), overwrite: true);

    private static long FenceOf(string draft) =>
        long.TryParse(draft[(draft.LastIndexOf('.') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var fence) ? fence : 0;
}
