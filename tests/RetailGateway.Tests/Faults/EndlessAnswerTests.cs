using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Streams;

namespace RetailGateway.Tests.Faults;

/// <summary>A partner whose answers have no end does not fill our memory.</summary>
public sealed class EndlessAnswerTests(TestCluster cluster)
{
    /// <summary>Many times the bound of one answer, and far less than what is offered.</summary>
    private const long MostGrowth = 150L * 1024 * 1024;

    private const int Answers = 6;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_of_a_gigabyte_are_given_up_at_their_bound()
    {
        await using var town = await PartnerTown.Found(cluster);
        using var endless = new Endless();
        await using var gateway = await GatewayProcess.Start(town.Database, roles: "jobs", settings: town.Settings(endless.Address));
        await Eventually.See(() => Task.FromResult(endless.Answered), answered => answered >= 1);
        var before = Peak(gateway.Id);

        Assert.True(await Eventually.See(() => Task.FromResult(endless.Answered), answered => answered >= Answers, TimeSpan.FromSeconds(60)) >= Answers, "It was not asked often enough.");

        Assert.InRange(Peak(gateway.Id) - before, 0, MostGrowth);
        Assert.InRange(endless.MostOfOne, 1, 64L * 1024 * 1024);
        var stream = await town.Rows.Ask<string>("select last_error_code from sync_stream where kind = 'stock_in'");
        Assert.Equal("unknown", stream);
    }

    /// <summary>The most that the process ever held.</summary>
    private static long Peak(int process) => 1024 * long.Parse(
        File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);

    /// <summary>Answers every request with 200 and a JSON text that goes on for as long as somebody reads, up to a gigabyte.</summary>
    private sealed class Endless : IDisposable
    {
        private const long Gigabyte = 1L << 30;
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private int answered;
        private long mostOfOne;

        internal Endless()
        {
            listener.Start();
            _ = Serve();
        }

        internal Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

        /// <summary>Answers that the other side has given up.</summary>
        internal int Answered => Volatile.Read(ref answered);

        /// <summary>The most bytes of one answer that went out, those in the sockets' buffers included.</summary>
        internal long MostOfOne => Volatile.Read(ref mostOfOne);

        public void Dispose() => listener.Dispose();

        private async Task Serve()
        {
            try
            {
                while (true)
                    _ = Answer(await listener.AcceptTcpClientAsync(Cancel));
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // The test is over.
                return;
            }
        }

        private async Task Answer(TcpClient client)
        {
            using var caller = client;
            var stream = caller.GetStream();
            var sent = 0L;
            try
            {
                var request = new byte[16 * 1024];
                if (await stream.ReadAsync(request, Cancel) == 0)
                    return;
                await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"id_potret\":\""), Cancel);
                var block = new byte[64 * 1024];
                block.AsSpan().Fill((byte)'0');
                for (; sent < Gigabyte; sent += block.Length)
                    await stream.WriteAsync(block, Cancel);
            }
            catch (Exception error) when (error is IOException or OperationCanceledException)
            {
                // Given up, as it should be.
                Interlocked.Exchange(ref mostOfOne, Math.Max(sent, MostOfOne));
            }

            Interlocked.Increment(ref answered);
        }
    }
}
