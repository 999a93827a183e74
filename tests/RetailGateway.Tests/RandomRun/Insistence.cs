using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.RandomRun;

/// <summary>
/// Sends one request, the same bytes under the same key, until it is decided: whatever breaks on the way, and whoever
/// is away meanwhile. Only what tells a caller to come again is asked again; any other answer is the answer.
/// </summary>
internal static class Insistence
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    internal static async Task<Reply> Insist(this ApiClient client, string path, JsonNode body, string? key)
    {
        var cancel = TestContext.Current.CancellationToken;
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        var since = TimeProvider.System.GetTimestamp();
        var last = "";
        while (TimeProvider.System.GetElapsedTime(since) < Patience)
        {
            try
            {
                var reply = await client.PostRaw(path, bytes, key);
                if (reply.Status != HttpStatusCode.ServiceUnavailable && reply.Problem != "idempotency-key-in-use")
                    return reply;
                last = reply.Text;
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException or TaskCanceledException && !cancel.IsCancellationRequested)
            {
                last = cut.Message;
            }

            await Task.Delay(Pause, cancel);
        }

        throw new Xunit.Sdk.XunitException($"{path} was never answered; the last that was seen: {last}");
    }
}
