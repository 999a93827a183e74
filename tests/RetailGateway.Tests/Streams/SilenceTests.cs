using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Streams;

/// <summary>A partner that does not answer is told of in plain words, in the log as in the stream.</summary>
public sealed class SilenceTests(TestCluster cluster)
{
    [Fact]
    public async Task A_silent_partner_is_a_sentence_in_the_log_and_the_streams_last_error_and_no_stack_trace()
    {
        await using var town = await Found(cluster);
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var log = new KeptLog();
        await using var gateway = await GatewayUnderTest.Start(
            town.Database,
            log,
            [
                ("roles", "web,jobs"), .. town.Settings(new Uri($"http://{silent.LocalEndpoint}")),
                ("Partners:Basmalah:Timeout", "00:00:00.200"), ("Logging:LogLevel:Default", "Information"),
            ]);
        using var till = gateway.Client(town.Town.TillKey);

        await till.Given(Count(50, Minyak));
        var stream = await Eventually.See(() => town.Stream("stock_out", till), seen => seen?["lastError"] is not null);

        var words = (string)stream!["lastError"]!;
        Assert.Contains("No clear answer", words, StringComparison.Ordinal);
        await Eventually.See(() => Task.FromResult(log.Lines.Count(line => line.Text.Contains(words, StringComparison.Ordinal))), count => count > 0);
        Assert.Contains(log.Lines, line => line.Text == $"stock_out of {town.Town.CoopCode}: {words}");
        Assert.DoesNotContain(log.Lines, line => line.HasTrace);
    }

    /// <summary>Keeps every line.</summary>
    private sealed class KeptLog : ILoggerProvider, ILogger
    {
        internal ConcurrentQueue<(string Text, bool HasTrace)> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                Lines.Enqueue((formatter(state, exception), exception is not null));
        }

        public void Dispose()
        {
        }
    }
}
