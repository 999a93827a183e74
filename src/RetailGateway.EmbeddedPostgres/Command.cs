using System.Diagnostics;

namespace RetailGateway.EmbeddedPostgres;

/// <summary>A short command run to its end.</summary>
internal static class Command
{
    /// <summary>
    /// How every process of the cluster is started: in the root folder (the current one may be closed to the server's
    /// user), without our environment (PG* variables would change its mind, and our secrets are not its business).
    /// </summary>
    public static ProcessStartInfo Describe(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            WorkingDirectory = "/",
            // A child that shares the terminal has the runtime change the terminal's settings on its behalf.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";
        start.Environment["LC_ALL"] = "C.UTF-8";
        return start;
    }

    /// <summary>Its exit code and all it printed.</summary>
    public static async Task<(int ExitCode, string Output)> Run(IReadOnlyList<string> command, CancellationToken cancel)
    {
        using var process = Process.Start(Describe(command))!;
        try
        {
            process.StandardInput.Close();
            var printed = await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(cancel),
                process.StandardError.ReadToEndAsync(cancel));
            await process.WaitForExitAsync(cancel);
            return (process.ExitCode, string.Concat(printed).Trim());
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
