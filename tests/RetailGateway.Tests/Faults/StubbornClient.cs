using System.Net;
using System.Text;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Faults;

/// <summary>A till that sends each batch until it is answered, as every till of ours must.</summary>
internal static class StubbornClient
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Sends until there is a 207; counts what was answered otherwise on the way.</summary>
    internal static async Task<(Outcome[] Outcomes, List<Reply> Unavailable)> Insist(this ApiClient client, IEnumerable<Change> changes)
    {
        var body = Encoding.UTF8.GetBytes(StockCalls.Batch(changes).ToJsonString());
        var unavailable = new List<Reply>();
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                var reply = await client.PostRaw(StockCalls.ChangesPath, body);
                if (reply.Status == HttpStatusCode.MultiStatus)
                    return (reply.Outcomes(), unavailable);
                if (reply.Status != HttpStatusCode.ServiceUnavailable)
                    throw new Xunit.Sdk.XunitException($"A caller saw {reply.Status}: {reply.Text}");
                unavailable.Add(reply);
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException && TimeProvider.System.GetElapsedTime(since) < Patience)
            {
                // Nobody is there, or the answer was cut off: send it again.
            }

            if (TimeProvider.System.GetElapsedTime(since) > Patience)
                throw new Xunit.Sdk.XunitException("The batch was never answered.");
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}
