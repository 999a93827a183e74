using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Files;

/// <summary>Which file of a folder can be taken. One that is still being written is left alone until its end is there.</summary>
internal sealed class Inbox(TimeProvider time)
{
    /// <summary>How partners' programs mark what they have not finished.</summary>
    private static readonly string[] Unfinished = [".part", ".filepart", ".tmp", ".crdownload"];

    private readonly Dictionary<string, Look> looks = [];

    /// <summary>The first, by name, that is whole, that has stopped growing, or that needs no reading to be refused.</summary>
    /// <returns>Its path; null where none is ready.</returns>
    internal string? Next(IReadsStockFiles partner, FileFolder folder)
    {
        var paths = Directory.EnumerateFiles(folder.In).Where(IsFinished).Order(StringComparer.Ordinal).ToList();
        foreach (var gone in looks.Keys.Where(path => path.StartsWith(folder.In, StringComparison.Ordinal)).Except(paths, StringComparer.Ordinal).ToList())
        {
            looks.Remove(gone);
        }

        return paths.Find(path => IsReady(partner, new FileInfo(path)));
    }

    /// <summary>Whether the partner has left nothing that it has finished, ready or not.</summary>
    internal static bool IsEmpty(FileFolder folder) => !Directory.EnumerateFiles(folder.In).Any(IsFinished);

    private bool IsReady(IReadsStockFiles partner, FileInfo file)
    {
        if (file.LinkTarget is not null)
        {
            return true;
        }

        // A name that is no UTF-8 is listed and cannot be opened; it is no file that anybody could hand to us.
        if (!file.Exists)
        {
            return false;
        }

        return file.Length > partner.Rules.LargestBytes || IsWhole(partner, file) || HasBeenQuiet(partner.Rules.Quiet, file);
    }

    /// <summary>What is empty may be a pipe, which would have its reader wait: it is never opened.</summary>
    private static bool IsWhole(IReadsStockFiles partner, FileInfo file)
    {
        if (file.Length == 0)
        {
            return false;
        }

        try
        {
            using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return IsWhole(partner, stream);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Whoever may not be read, or is gone since, keeps nobody else's file waiting.
            return false;
        }
    }

    internal static bool IsWhole(IReadsStockFiles partner, Stream file)
    {
        var tail = new byte[Math.Min(partner.TailBytes, file.Length)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        return partner.IsWhole(tail);
    }

    private bool HasBeenQuiet(TimeSpan quiet, FileInfo file)
    {
        var now = time.GetTimestamp();
        if (!looks.TryGetValue(file.FullName, out var look) || look.Length != file.Length || look.WrittenAt != file.LastWriteTimeUtc)
        {
            looks[file.FullName] = new Look(file.Length, file.LastWriteTimeUtc, now);
            return false;
        }

        return time.GetElapsedTime(look.Since, now) >= quiet;
    }

    private static bool IsFinished(string path)
    {
        var name = Path.GetFileName(path);
        return !name.StartsWith('.') && !Unfinished.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>A file as it was when it last changed.</summary>
    private sealed record Look(long Length, DateTime WrittenAt, long Since);
}
