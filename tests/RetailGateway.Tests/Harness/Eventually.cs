namespace RetailGateway.Tests.Harness;

/// <summary>Waits for a condition, never for a time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Looks again until it holds; after 30 seconds the last look is given back, for the assertion to explain.</summary>
    internal static async Task<T> See<T>(Func<Task<T>> look, Func<T, bool> until, TimeSpan? patience = null)
    {
        var cancel = TestContext.Current.CancellationToken;
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var seen = await look();
            if (until(seen) || TimeProvider.System.GetElapsedTime(since) > (patience ?? Patience))
                return seen;
            await Task.Delay(Pause, cancel);
        }
    }
}
