using System.Runtime.CompilerServices;

namespace RetailGateway.Tests.Harness;

/// <summary>Waits for a condition, never for a time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Looks again until it holds.</summary>
    /// <exception cref="Xunit.Sdk.FailException">It did not within 30 seconds: what was waited for, and what was seen last.</exception>
    internal static async Task<T> See<T>(
        Func<Task<T>> look, Func<T, bool> until, TimeSpan? patience = null, [CallerArgumentExpression(nameof(until))] string condition = "")
    {
        var cancel = TestContext.Current.CancellationToken;
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var seen = await look();
            if (until(seen))
                return seen;
            if (TimeProvider.System.GetElapsedTime(since) > (patience ?? Patience))
                Assert.Fail($"Waited for: {condition}\nSeen last: {seen}");
            await Task.Delay(Pause, cancel);
        }
    }
}
