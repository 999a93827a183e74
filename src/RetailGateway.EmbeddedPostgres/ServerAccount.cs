using System.Globalization;

namespace RetailGateway.EmbeddedPostgres;

/// <summary>
/// The user that the server runs as: ourselves, unless we are root, whom PostgreSQL refuses. Then it is the owner of
/// the data there is, or the packaged user <c>postgres</c>.
/// </summary>
internal sealed record ServerAccount
{
    private const string PackagedUser = "postgres";

    private (uint User, uint Group)? Other { get; init; }

    /// <summary>Whether the server runs as somebody else than we do.</summary>
    public bool IsOther => Other is not null;

    /// <summary>The user for the data at this path, which need not exist yet.</summary>
    /// <exception cref="ClusterStartException">We are root, and there is nobody else to run as.</exception>
    public static async Task<ServerAccount> For(string existingData, CancellationToken cancel)
    {
        if (!Environment.IsPrivilegedProcess)
            return new ServerAccount();
        return new ServerAccount { Other = await OwnerOf(existingData, cancel) ?? FindPackagedUser() };
    }

    /// <summary>
    /// The command as this user's. With <paramref name="endsWithUs"/> the kernel sends it SIGINT when the thread that
    /// started it ends. Everything execs in place, so the process id in hand is the command's.
    /// </summary>
    public string[] Wrap(bool endsWithUs, params IEnumerable<string> command)
    {
        string[] identity = Other is var (user, group)
            ? [string.Create(CultureInfo.InvariantCulture, $"--reuid={user}"), string.Create(CultureInfo.InvariantCulture, $"--regid={group}"), "--clear-groups"]
            : [];
        string[] deathSignal = endsWithUs ? ["--pdeathsig", "SIGINT"] : [];
        return ["setpriv", "--no-new-privs", .. identity, .. deathSignal, "--", .. command];
    }

    /// <summary>Makes a folder that this user alone may enter (and root).</summary>
    public void CreateFolder(string path)
    {
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(path, ownerOnly);
        if (Other is var (user, group))
            Native.ChangeOwner(path, user, group);
    }

    /// <summary>Whether this user can get into the folder, through every folder above it.</summary>
    public async Task<bool> CanEnter(string folder, CancellationToken cancel) =>
        !IsOther || (await Command.Run(Wrap(endsWithUs: false, "test", "-x", folder), cancel)).ExitCode == 0;

    private static async Task<(uint User, uint Group)?> OwnerOf(string folder, CancellationToken cancel)
    {
        var (exitCode, output) = await Command.Run(["stat", "--dereference", "--format=%u:%g", folder], cancel);
        if (exitCode != 0)
            return null;
        var owner = Parse(output.Split(':'));
        return owner.User == 0 ? null : owner;
    }

    private static (uint User, uint Group) FindPackagedUser()
    {
        var account = File.ReadLines("/etc/passwd")
            .Select(line => line.Split(':'))
            .FirstOrDefault(fields => fields.Length > 3 && string.Equals(fields[0], PackagedUser, StringComparison.Ordinal));
        return account is not null
            ? Parse(account[2..4])
            : throw new ClusterStartException(
                $"PostgreSQL does not run as root, and there is no user '{PackagedUser}' to run it. "
                + $"Either make one (useradd --system {PackagedUser}), or start the gateway as an ordinary user.");
    }

    private static (uint User, uint Group) Parse(string[] numbers) =>
        (uint.Parse(numbers[0], CultureInfo.InvariantCulture), uint.Parse(numbers[1], CultureInfo.InvariantCulture));
}
