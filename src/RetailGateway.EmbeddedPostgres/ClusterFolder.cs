using System.Globalization;
using System.Security.Cryptography;

namespace RetailGateway.EmbeddedPostgres;

/// <summary>
/// A data folder, locked for us:
/// <c>server/cluster</c> PostgreSQL's data, <c>server/socket</c> its socket, <c>server.log</c>, <c>lock</c>.
/// </summary>
internal sealed class ClusterFolder : IDisposable
{
    /// <summary>A socket's path has 107 characters at most, its file's name included; the rest is slack for what a tool appends.</summary>
    private const int LongestSocketFolder = 89;
    private const string ShortSocketPrefix = "/tmp/retailgateway-";
    private const string OpenGround = "/var/lib/retailgateway";

    private readonly FolderLock held;

    private ClusterFolder(string root, FolderLock held, ServerAccount account, string server)
    {
        Root = root;
        this.held = held;
        Account = account;
        Cluster = Path.Combine(server, "cluster");
        var socket = Path.Combine(server, "socket");
        SocketFolder = socket.Length <= LongestSocketFolder ? socket : ShortSocketPrefix + RandomName();
    }

    /// <summary>The data folder, in full.</summary>
    public string Root { get; }

    public ServerAccount Account { get; }

    /// <summary>PostgreSQL's own data folder, by its real path: what a server process has as its working folder.</summary>
    public string Cluster { get; }

    public string SocketFolder { get; }

    public string Log => Path.Combine(Root, "server.log");

    public string PidFile => Path.Combine(Cluster, "postmaster.pid");

    /// <summary>The major version that made the cluster; null when there is none yet.</summary>
    public int? Major => File.Exists(VersionFile) ? int.Parse(File.ReadAllText(VersionFile), CultureInfo.InvariantCulture) : null;

    private string VersionFile => Path.Combine(Cluster, "PG_VERSION");

    /// <summary>Locks the folder and makes what is missing of it, the cluster itself aside.</summary>
    /// <exception cref="ClusterStartException">The folder is in use, or another user's.</exception>
    public static async Task<ClusterFolder> Open(string dataFolder, CancellationToken cancel)
    {
        var root = Path.GetFullPath(dataFolder);
        try
        {
            Directory.CreateDirectory(root);
            var taken = FolderLock.Take(root);
            try
            {
                return await Arrange(root, taken, cancel);
            }
            catch
            {
                taken.Dispose();
                throw;
            }
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new ClusterStartException(
                $"The data folder {root} is not ours to use: {refused.Message} "
                + "Start the gateway as the user who owns it, or choose another data folder.",
                refused);
        }
    }

    /// <summary>Starts a new log for this run; the one before is kept.</summary>
    public void TurnLog()
    {
        if (File.Exists(Log))
            File.Move(Log, Log + ".1", overwrite: true);
    }

    /// <summary>A short socket folder that another run left behind, dying with its server.</summary>
    public void RemoveForgottenSocket(string socketFolder)
    {
        if (IsShort(socketFolder) && !string.Equals(socketFolder, SocketFolder, StringComparison.Ordinal) && Directory.Exists(socketFolder))
            Directory.Delete(socketFolder, recursive: true);
    }

    public void Dispose()
    {
        if (IsShort(SocketFolder) && Directory.Exists(SocketFolder))
            Directory.Delete(SocketFolder, recursive: true);
        held.Dispose();
    }

    private static async Task<ClusterFolder> Arrange(string root, FolderLock taken, CancellationToken cancel)
    {
        var server = Path.Combine(root, "server");
        var account = await ServerAccount.For(Path.Combine(server, "cluster"), cancel);
        if (!Directory.Exists(server))
            await PlaceServer(root, server, account, cancel);
        var folder = new ClusterFolder(root, taken, account, await RealPath(server, cancel));
        account.CreateFolder(folder.SocketFolder);
        return folder;
    }

    /// <summary>
    /// The server's user must reach its folder. Below a folder closed to it (root's home) nothing of ours can open the
    /// way, so the data goes to open ground and a link in the data folder says where.
    /// </summary>
    private static async Task PlaceServer(string root, string server, ServerAccount account, CancellationToken cancel)
    {
        if (new DirectoryInfo(server).LinkTarget is { } lost)
            throw new ClusterStartException($"The data of {root} was at {lost}, which is gone. Bring it back, or delete the link {server} to begin empty.");
        if (account.IsOther)
            File.SetUnixFileMode(root, File.GetUnixFileMode(root) | UnixFileMode.OtherExecute);

        if (await account.CanEnter(root, cancel))
        {
            account.CreateFolder(server);
            return;
        }

        Directory.CreateDirectory(OpenGround);
        var place = Path.Combine(OpenGround, RandomName());
        account.CreateFolder(place);
        Directory.CreateSymbolicLink(server, place);
    }

    private static async Task<string> RealPath(string folder, CancellationToken cancel) =>
        (await Command.Run(["readlink", "--canonicalize-existing", folder], cancel)).Output;

    private static bool IsShort(string socketFolder) =>
        socketFolder.StartsWith(ShortSocketPrefix, StringComparison.Ordinal) && string.Equals(Path.GetDirectoryName(socketFolder), "/tmp", StringComparison.Ordinal);

    // Nobody can guess it, so nobody can have made the folder before us.
    private static string RandomName() => RandomNumberGenerator.GetHexString(16, lowercase: true);
}
