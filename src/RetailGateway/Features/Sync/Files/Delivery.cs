using System.Globalization;

namespace RetailGateway.Features.Sync.Files;

/// <summary>
/// A file that was taken out of its folder. Its name in the folder of work says which delivery it is and how far it has
/// come, so that whoever goes on after a crash knows as much.
/// </summary>
/// <param name="Path">Where it is.</param>
/// <param name="Id">Given when it was taken: the same file left again is another delivery.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="Name">As the partner named it, as far as a name can be shown.</param>
internal sealed record Delivery(string Path, Guid Id, char Stage, string Name)
{
    /// <summary>Taken out, and still whatever the partner makes of it.</summary>
    internal const char Arrived = '~';

    /// <summary>The same, under a name that is refused.</summary>
    internal const char OddName = '!';

    /// <summary>Being copied.</summary>
    internal const char Copying = '+';

    /// <summary>A copy of our own, which nobody writes to.</summary>
    internal const char Copied = '=';

    private const int LongestName = 120;
    private const int IdLength = 32;

    /// <summary>Moves a file out of the partner's reach.</summary>
    internal static Delivery Take(FileFolder folder, string path, IReadOnlyList<string> extensions)
    {
        var name = System.IO.Path.GetFileName(path);
        var id = Guid.CreateVersion7();
        var stage = IsAcceptable(name, extensions) ? Arrived : OddName;
        var taken = new Delivery(System.IO.Path.Combine(folder.Work, $"{id:N}{stage}{Legible(name)}"), id, stage, Legible(name));
        File.Move(path, taken.Path);
        return taken;
    }

    /// <summary>What was taken and is not concluded, what has come furthest first; half a copy is thrown away.</summary>
    internal static List<Delivery> Unfinished(FileFolder folder)
    {
        foreach (var half in Directory.EnumerateFiles(folder.Work).Where(path => Of(path) is { Stage: Copying }))
        {
            File.Delete(half);
        }

        return
        [
            .. Directory.EnumerateFiles(folder.Work).Select(Of).OfType<Delivery>()
                .OrderBy(delivery => delivery.Stage != Copied).ThenBy(delivery => delivery.Id),
        ];
    }

    /// <summary>The same delivery at another stage.</summary>
    internal Delivery At(char stage) => this with
    {
        Stage = stage,
        Path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, $"{Id:N}{stage}{Name}"),
    };

    /// <summary>Letters, digits, spaces and a few marks, not hidden, with an ending of the dialect.</summary>
    internal static bool IsAcceptable(string name, IReadOnlyList<string> extensions) =>
        name.Length <= LongestName && char.IsAsciiLetterOrDigit(name[0]) && name.All(IsPlain)
        && extensions.Contains(System.IO.Path.GetExtension(name).ToLower(CultureInfo.InvariantCulture), StringComparer.Ordinal);

    /// <summary>A file of the folder as a delivery; null for what is none, such as a draft that a stopped process left.</summary>
    private static Delivery? Of(string path)
    {
        var name = System.IO.Path.GetFileName(path);
        return name.Length > IdLength && Guid.TryParseExact(name[..IdLength], "N", out var id)
            && name[IdLength] is (Arrived or OddName or Copying or Copied)
            ? new Delivery(path, id, name[IdLength], name[(IdLength + 1)..])
            : null;
    }

    private static string Legible(string name) => string.Concat(name.Take(LongestName).Select(letter => IsPlain(letter) ? letter : '_'));

    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is ' ' or '.' or '_' or '-' or '(' or ')';
}
