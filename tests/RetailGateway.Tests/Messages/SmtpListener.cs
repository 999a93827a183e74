using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RetailGateway.Tests.Messages;

/// <summary>A mail server on loopback that takes what it is given, refuses addresses that begin with <c>tidak-ada</c>, and can fall silent.</summary>
internal sealed class SmtpListener : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly Task accepting;

    internal SmtpListener()
    {
        listener.Start();
        accepting = Accept();
    }

    internal int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The text of each mail that was handed over whole, also where it was not answered.</summary>
    internal ConcurrentQueue<string> Taken { get; } = new();

    /// <summary>Takes a mail and never says so.</summary>
    internal volatile bool IsSilentAfterMail;

    /// <summary>Refuses whoever sends, for now.</summary>
    internal volatile bool IsBusy;

    internal (string Name, string Value)[] Settings(int port) =>
    [
        ("Mail:Smtp:Host", "127.0.0.1"), ("Mail:Smtp:Port", $"{port}"), ("Mail:Smtp:Tls", "None"),
        ("Mail:From", "gerbang@uji.example"), ("Mail:Console", "https://konsol.example/"),
    ];

    internal (string Name, string Value)[] Settings() => Settings(Port);

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ending.Dispose();
    }

    private async Task Accept()
    {
        List<Task> conversations = [];
        while (!ending.IsCancellationRequested)
        {
            var client = await listener.AcceptTcpClientAsync(ending.Token);
            conversations.Add(Talk(client));
        }

        await Task.WhenAll(conversations);
    }

    private async Task Talk(TcpClient client)
    {
        using var held = client;
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\r\n" };
        try
        {
            await writer.WriteLineAsync("220 uji.example");
            while (await reader.ReadLineAsync(ending.Token) is { } line)
            {
                var word = line.Split(' ', ':')[0].ToUpperInvariant();
                if (word == "DATA")
                {
                    await writer.WriteLineAsync("354 go on");
                    Taken.Enqueue(await Mail(reader));
                    if (IsSilentAfterMail)
                        await Task.Delay(Timeout.Infinite, ending.Token);
                }

                await writer.WriteLineAsync(Answer(word, line));
                if (word == "QUIT")
                    return;
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side is gone, or the test is over.
        }
    }

    private string Answer(string word, string line) => word switch
    {
        "QUIT" => "221 bye",
        "MAIL" when IsBusy => "451 try again later",
        "RCPT" when line.Contains("<tidak-ada", StringComparison.OrdinalIgnoreCase) => "550 no such mailbox",
        _ => "250 well",
    };

    private async Task<string> Mail(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(ending.Token) is { } line && line != ".")
            text.Append(line.StartsWith('.') ? line[1..] : line).Append('\n');
        return text.ToString();
    }
}
