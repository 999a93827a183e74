using System.Diagnostics;

namespace RetailGateway.Tests.Harness;

/// <summary>What a verb of the gateway's own binary did.</summary>
internal sealed record VerbRun(int ExitCode, string Output, string Error)
{
    /// <summary>Mounts nothing over the distribution's servers, for this process and what it starts, and becomes the rest of its arguments.</summary>
    private const string Bare = "mount -t tmpfs none /usr/lib/postgresql && exec \"$@\"";

    /// <summary>Runs it as a process of its own, on a database where one is named.</summary>
    internal static Task<VerbRun> Of(TestDatabase? database, params string[] arguments) => Of("dotnet", [], database, arguments);

    /// <summary>Runs it without a database on a machine that has no PostgreSQL, which only root can make of this one.</summary>
    internal static Task<VerbRun> WithoutPostgres(params string[] arguments) => Of("unshare", ["--mount", "sh", "-c", Bare, "sh", "dotnet"], database: null, arguments);

    private static async Task<VerbRun> Of(string program, string[] before, TestDatabase? database, string[] arguments)
    {
        var cancel = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo(program, [.. before, Path.Combine(AppContext.BaseDirectory, "RetailGateway.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("ConnectionStrings__Gateway");
        start.Environment.Remove("ConnectionStrings__Owner");
        if (database is not null)
        {
            start.Environment["ConnectionStrings__Gateway"] = database.Gateway;
            start.Environment["ConnectionStrings__Owner"] = database.Owner;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
            await process.WaitForExitAsync(cancel).WaitAsync(TimeSpan.FromSeconds(60), cancel);
            return new VerbRun(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}
