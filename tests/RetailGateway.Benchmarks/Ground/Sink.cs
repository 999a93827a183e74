using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetailGateway.Hosting;
using RetailGateway.Partners.Basmalah;

namespace RetailGateway.Benchmarks.Ground;

/// <summary>
/// A partner over real HTTP in Toko Basmalah's dialect that takes every line and keeps none: what it costs is the same
/// for whoever sends. How long it takes to answer is said to it, and it can be made to hang.
/// </summary>
internal sealed class Sink : IAsyncDisposable
{
    internal const string Path = "/mitra/v2/ketersediaan";

    /// <summary>A request leaves out what it has nothing to say of.</summary>
    private static readonly JsonSerializerOptions s_requests = new(BasmalahClient.Json) { RespectRequiredConstructorParameters = false };

    private readonly WebApplication app;
    private readonly ConcurrentQueue<byte[]> bodies = [];
    private readonly ConcurrentQueue<(long At, int Lines)> taken = [];
    private volatile TaskCompletionSource? hanging;

    private Sink(WebApplication app) => this.app = app;

    internal Uri Address { get; private set; } = null!;

    /// <summary>What lies between a request and its answer, whoever sends: the way there and back, and the partner's own work.</summary>
    internal TimeSpan Takes { get; set; }

    /// <summary>When lines were taken since <see cref="Forget"/>, and how many: time stamps of the system's clock.</summary>
    internal IReadOnlyCollection<(long At, int Lines)> Taken => taken;

    /// <summary>What was posted since <see cref="Forget"/>, in its order.</summary>
    internal IReadOnlyList<byte[]> Bodies => [.. bodies];

    internal static async Task<Sink> Open(CancellationToken cancel)
    {
        var builder = WebApplication.CreateSlimBuilder([Verbs.ReadsSettingsOnce]);
        builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var sink = new Sink(builder.Build());
        sink.app.MapPost(Path, sink.Take);
        sink.app.MapGet($"{Path}/kiriman/{{id}}", () => Json(new Galat(BasmalahCodes.SendUnknown, "Tidak dikenal."), StatusCodes.Status404NotFound));
        await sink.app.StartAsync(cancel);
        sink.Address = new Uri(sink.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return sink;
    }

    /// <summary>Answers nobody from now on.</summary>
    internal void Hang() => hanging = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Answers again, those who still wait too.</summary>
    internal void GoOn() => Interlocked.Exchange(ref hanging, null)?.SetResult();

    internal void Forget()
    {
        bodies.Clear();
        taken.Clear();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> Take(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        if (hanging is { } until)
        {
            await until.Task.WaitAsync(request.HttpContext.RequestAborted);
        }

        if (Takes > TimeSpan.Zero)
        {
            await Task.Delay(Takes, request.HttpContext.RequestAborted);
        }

        var bytes = body.ToArray();
        bodies.Enqueue(bytes);
        var send = JsonSerializer.Deserialize<KirimanKetersediaan>(bytes, s_requests)!;
        taken.Enqueue((TimeProvider.System.GetTimestamp(), send.Baris.Count));
        return Json(
            new JawabanKiriman(
                send.NoKirim, send.Koperasi, "2026-11-24 08:00:00", send.Zona, send.Baris.Count, 0, 0,
                [.. send.Baris.Select((line, index) => new BarisJawaban
                {
                    No = index + 1,
                    Lokasi = line.Lokasi,
                    KdBarang = line.KdBarang,
                    Versi = line.Versi,
                    Status = "DITERIMA",
                    Kemasan = line.Kemasan,
                    JmlKemasan = line.JmlKemasan,
                    JmlEceran = line.JmlEceran,
                    BeratKg = line.BeratKg,
                    VersiTersimpan = line.Versi,
                })]),
            StatusCodes.Status200OK);
    }

    private static IResult Json<T>(T value, int status) =>
        Results.Text(JsonSerializer.SerializeToUtf8Bytes(value, BasmalahClient.Json), "application/json", status);
}
