using System.Diagnostics;
using System.Text;

namespace RetailGateway.Tests.Harness;

/// <summary>The gateway's own binary that keeps a PostgreSQL of its own in a data folder: <c>serve --embedded</c>.</summary>
internal sealed class EmbeddedGateway : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly StringBuilder said = new();
    private readonly Process process;

    /// <summary>In a group of its own, as a terminal's foreground program; and not deaf to Ctrl-C, as what runs in the background may be.</summary>
    private EmbeddedGateway(string folder)
    {
        var start = new ProcessStartInfo(
            "setsid",
            ["env", "--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "RetailGateway.dll"), "serve", "--embedded", "--data", folder, "--urls", "http://127.0.0.1:0"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment.Remove("ConnectionStrings__Gateway");
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    internal Uri Address { get; private set; } = null!;

    internal int Id => process.Id;

    internal bool IsAlive => !process.HasExited;

    internal string Said
    {
        get
        {
            lock (said)
                return said.ToString();
        }
    }

    /// <summary>Starts it and waits until it listens.</summary>
    internal static async Task<EmbeddedGateway> Start(string folder)
    {
        var gateway = new EmbeddedGateway(folder);
        if (await Eventually.See(() => Task.FromResult(gateway.Listening()), seen => seen is not null || !gateway.IsAlive, Patience) is { } address)
        {
            gateway.Address = new Uri(address);
            return gateway;
        }

        await gateway.DisposeAsync();
        throw new InvalidOperationException($"The gateway does not listen:\n{gateway.Said}");
    }

    internal ApiClient Client(string? key) => new(Address, key);

    /// <summary>Kill -9, of it alone, and gone.</summary>
    internal async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>SIGINT to it alone (kill -INT) or to all of its group (Ctrl-C at a terminal), and its exit code once it has ended.</summary>
    internal async Task<int> Interrupt(bool group = false)
    {
        using (var interrupt = Process.Start("sh", ["-c", $"kill -INT {(group ? "-" : "")}{process.Id}"]))
            await interrupt.WaitForExitAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None).WaitAsync(Patience);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (IsAlive)
            await Kill();
        process.Dispose();
    }

    private void Hear(string? line)
    {
        lock (said)
            said.AppendLine(line);
    }

    private string? Listening()
    {
        const string words = "Now listening on: ";
        var line = Array.Find(Said.Split('\n'), line => line.Contains(words, StringComparison.Ordinal));
        return line?[(line.IndexOf(words, StringComparison.Ordinal) + words.Length)..].Trim();
    }
}
