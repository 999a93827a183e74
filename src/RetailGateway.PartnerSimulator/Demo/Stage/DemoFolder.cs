using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace RetailGateway.PartnerSimulator.Demo.Stage;

/// <summary>The demo's data folder: keys, the chain's books, logs, the gateway's PostgreSQL, and which run this is.</summary>
internal sealed class DemoFolder : IDisposable
{
    private const UnixFileMode MayPass =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly bool _temporary;
    private readonly FileStream _lock;

    private DemoFolder(string path, bool temporary)
    {
        (Path, _temporary) = (path, temporary);
        _lock = Take(At("lock"), path);
    }

    public string Path { get; }

    public string KeysFile => At("keys.json");

    /// <summary>Where files are exchanged, a folder for each party.</summary>
    public string Exchange => At("files");

    /// <summary>The gateway's keys: party code to key, and "reader" and "buyer".</summary>
    public Dictionary<string, string> GatewayKeys() => ReadKeys(KeysFile);

    /// <summary>Who signs in to the console, with the password that they share.</summary>
    public string PeopleFile => At("people.json");

    /// <summary>Whether everybody has a key: the seed writes them last.</summary>
    public bool IsSeeded(IEnumerable<string> names) => File.Exists(KeysFile) && File.Exists(PeopleFile) && !names.Except(GatewayKeys().Keys).Any();

    /// <summary>A number that no earlier run on this folder had, so that its receipts have numbers of their own.</summary>
    public int Run { get; private init; }

    /// <summary>The gateway's keys at the chain, by cooperative.</summary>
    public required Dictionary<string, string> ChainKeys { get; init; }

    /// <summary>Opens the named folder, or makes one that goes away with <see cref="Dispose"/>.</summary>
    /// <exception cref="DemoFailedException">Another demo uses it.</exception>
    public static DemoFolder Open(string? folder, IEnumerable<string> cooperatives)
    {
        var path = System.IO.Path.GetFullPath(folder ?? Directory.CreateTempSubdirectory("rg-demo-").FullName);
        Directory.CreateDirectory(path);
        if (folder is null)
            File.SetUnixFileMode(path, MayPass); // PostgreSQL runs as another user where we are root.

        return new DemoFolder(path, temporary: folder is null)
        {
            Run = NextRun(System.IO.Path.Combine(path, "run")),
            ChainKeys = KeysAtChain(System.IO.Path.Combine(path, "chain-keys.json"), cooperatives),
        };
    }

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        _lock.Dispose();
        if (!_temporary)
            return;

        // The server's own part may lie elsewhere, where its user can reach it.
        if (new DirectoryInfo(At("postgres/server")).LinkTarget is { } elsewhere)
            Directory.Delete(elsewhere, recursive: true);
        Directory.Delete(Path, recursive: true);
    }

    private static FileStream Take(string file, string folder)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new DemoFailedException($"Another demo runs on {folder}. End it, or choose another folder with --data.");
        }
    }

    private static int NextRun(string file)
    {
        var run = (File.Exists(file) ? int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture) : 0) + 1;
        Replace(file, run.ToString(CultureInfo.InvariantCulture));
        return run;
    }

    private static Dictionary<string, string> KeysAtChain(string file, IEnumerable<string> cooperatives)
    {
        if (!File.Exists(file))
        {
            Replace(file, JsonSerializer.Serialize(cooperatives.ToDictionary(
                cooperative => cooperative, _ => RandomNumberGenerator.GetHexString(32, lowercase: true))));
        }

        return ReadKeys(file);
    }

    private static Dictionary<string, string> ReadKeys(string file) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!;

    /// <summary>Whole or not at all, whenever the machine stops.</summary>
    private static void Replace(string file, string content)
    {
        File.WriteAllText(file + ".part", content);
        File.Move(file + ".part", file, overwrite: true);
    }
}
