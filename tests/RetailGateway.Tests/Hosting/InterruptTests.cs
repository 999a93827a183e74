using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Hosting;

/// <summary>What Ctrl-C does to a gateway that keeps a PostgreSQL of its own.</summary>
public sealed class InterruptTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rg-interrupt-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Which process gets the signal: the gateway alone (kill -INT), or all of its group (Ctrl-C at a terminal).</summary>
    [Theory]
    [InlineData("")]
    [InlineData("-")]
    public async Task An_interrupted_gateway_stops_its_own_server_and_ends_with_exit_code_0(string group)
    {
        var said = new StringBuilder();
        using var gateway = Serve(said);
        try
        {
            var address = await Eventually.See(() => Task.FromResult(Listening(said)), seen => seen is not null || gateway.HasExited, Patience);
            Assert.True(address is not null, said.ToString());
            using (var anybody = new ApiClient(new Uri(address), key: null))
                Assert.Equal(HttpStatusCode.OK, (await anybody.Get("/health/ready")).Status);
            var server = int.Parse((await File.ReadAllLinesAsync(Path.Combine(folder.FullName, "postgres", "server", "cluster", "postmaster.pid"), Cancel))[0], CultureInfo.InvariantCulture);
            Assert.True(Directory.Exists($"/proc/{server}"));

            using (var interrupt = Process.Start("sh", ["-c", $"kill -INT {group}{gateway.Id}"]))
                await interrupt.WaitForExitAsync(Cancel);
            await gateway.WaitForExitAsync(Cancel).WaitAsync(Patience, Cancel);

            Assert.True(gateway.ExitCode == 0, $"{gateway.ExitCode} {said}");
            Assert.False(Directory.Exists($"/proc/{server}"), "The server still runs.");
            Assert.False(File.Exists(Path.Combine(folder.FullName, "postgres", "server", "cluster", "postmaster.pid")), "The server did not end in order.");
        }
        finally
        {
            if (!gateway.HasExited)
                gateway.Kill();
        }
    }

    public void Dispose()
    {
        TestCluster.Delete(new DirectoryInfo(Path.Combine(folder.FullName, "postgres")));
        folder.Delete(recursive: true);
    }

    /// <summary>In a group of its own, as a terminal's foreground program; and not deaf to the signal, as what runs in the background may be.</summary>
    private Process Serve(StringBuilder said)
    {
        var start = new ProcessStartInfo(
            "setsid",
            ["env", "--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "RetailGateway.dll"), "serve", "--embedded", "--data", folder.FullName, "--urls", "http://127.0.0.1:0"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.FullName,
        };
        start.Environment.Remove("ConnectionStrings__Gateway");
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        var serving = new Process { StartInfo = start };
        serving.OutputDataReceived += (_, line) => Hear(said, line.Data);
        serving.ErrorDataReceived += (_, line) => Hear(said, line.Data);
        serving.Start();
        serving.BeginOutputReadLine();
        serving.BeginErrorReadLine();
        return serving;
    }

    private static void Hear(StringBuilder said, string? line)
    {
        lock (said)
            said.AppendLine(line);
    }

    private static string? Listening(StringBuilder said)
    {
        const string words = "Now listening on: ";
        lock (said)
        {
            var line = Array.Find(said.ToString().Split('\n'), line => line.Contains(words, StringComparison.Ordinal));
            return line?[(line.IndexOf(words, StringComparison.Ordinal) + words.Length)..].Trim();
        }
    }
}
