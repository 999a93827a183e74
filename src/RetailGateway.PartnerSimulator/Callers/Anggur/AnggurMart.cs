using RetailGateway.Client;

namespace RetailGateway.PartnerSimulator.Callers.Anggur;

/// <summary>
/// Anggur Mart, a chain of stores that knows the gateway by its published client alone. It lives its life, tells it,
/// copies the cooperatives' goods and holds some, each in a loop of its own that goes on whatever the gateway does.
/// </summary>
internal sealed class AnggurMart : IDisposable
{
    /// <summary>How long a loop rests that found nothing to do.</summary>
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a loop waits that could not reach the gateway.</summary>
    private static readonly TimeSpan s_again = TimeSpan.FromMilliseconds(250);

    private readonly AnggurOptions _options;
    private readonly GatewayClient _gateway;
    private readonly AnggurDesk _desk;
    private readonly AnggurState _state;
    private int _steps;

    /// <summary>Opens it with the books it had, or new ones.</summary>
    public AnggurMart(AnggurOptions options)
    {
        _options = options;
        _gateway = new GatewayClient(options.Gateway, options.Key, options.Patience);
        _state = AnggurState.Load(options.StateFile);
        _desk = new AnggurDesk(_state, options.StateFile);
    }

    /// <summary>Things that have happened in its stores since it was opened here.</summary>
    public int Steps => Volatile.Read(ref _steps);

    /// <summary>What keeps it from going on, or was refused last; null where nothing does.</summary>
    public string? Trouble => _desk.Trouble;

    /// <summary>Reads its state while nobody changes it.</summary>
    public T Read<T>(Func<AnggurState, T> read) => _desk.Read(read);

    /// <summary>Lives until it is cancelled. All it knows is in the file at every moment.</summary>
    public async Task Run(CancellationToken cancel)
    {
        AnggurGoods? read = null;
        await Insist(async stop => (read = await AnggurGoods.Read(_gateway, _options.Connection, stop)) is null, once: true, cancel);
        if (read is not { } goods)
            return;

        var books = new AnggurBooks(_state, _options.Clock);
        var life = new AnggurLife(_state, books, goods, _options);
        var telling = new AnggurTelling(_gateway, _desk, _options.Seed);
        var copying = new AnggurCopying(_gateway, _desk, goods);
        var holding = new AnggurHolding(_gateway, _desk, goods, _options);
        _desk.Write(_ => life.Open());
        await Task.WhenAll(
            Live(life, cancel),
            Insist(telling.Once, once: false, cancel),
            Insist(
                async stop =>
                {
                    await copying.Follow(stop);
                    return true;
                },
                once: false,
                cancel),
            Insist(async stop => await holding.Round(stop) | await copying.ReadAgain(stop), once: false, cancel));
    }

    public void Dispose() => _gateway.Dispose();

    private async Task Live(AnggurLife life, CancellationToken cancel)
    {
        if (_options.Pace == 0)
            return;

        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1) / _options.Pace, _options.Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancel))
            {
                _desk.Write(_ => life.Step());
                Interlocked.Increment(ref _steps);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            _desk.Write(_ => life.Close());
        }
    }

    /// <summary>Does it again and again; a gateway that is away, too busy or broken is asked again, the same way.</summary>
    private async Task Insist(Func<CancellationToken, Task<bool>> act, bool once, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                var acted = await act(cancel);
                if (once)
                    return;
                if (!acted)
                    await Task.Delay(s_rest, _options.Clock, cancel);
            }
            catch (Exception failed) when (failed is HttpRequestException or GatewayProblemException { Status: >= 429 })
            {
                _desk.Trouble = failed.Message;
                await Task.Delay(s_again, _options.Clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
