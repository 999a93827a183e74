using System.Diagnostics;

namespace RetailGateway.Tests.Harness;

/// <summary>What a verb of the gateway's own binary did.</summary>
internal sealed record VerbRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs it as a process of its own, on a database where one is named.</summary>
    internal static async Task<VerbRun> Of(TestDatabase? database, params string[] arguments)
    {
        var cancel = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "RetailGateway.dll"), .. arguments])
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

        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
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
