namespace RetailGateway.PartnerSimulator.Files.Mangga;

/// <summary>
/// Mangga Swalayan: a chain without an API. Its stores live; each night it leaves a file of the day, reads the answers
/// and what the cooperatives have available. All it knows is in its state's file before anybody else sees it.
/// </summary>
internal sealed class ManggaSwalayan
{
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(100);

    private readonly ManggaOptions _options;
    private readonly ManggaState _state;
    private readonly ManggaLife _life;
    private readonly ManggaNight _night;
    private readonly ManggaMail _mail;

    public ManggaSwalayan(ManggaOptions options)
    {
        _options = options;
        _state = ManggaState.Load(options.StateFile);
        var (goods, folder) = (ManggaGoods.Read(), new ManggaFolder(options.Folder));
        _life = new ManggaLife(_state, new ManggaBooks(_state, options.Clock), goods, options.Seed);
        _night = new ManggaNight(_state, folder, options.Seed);
        _mail = new ManggaMail(_state, folder, goods);
    }

    /// <summary>Lives until it is cancelled.</summary>
    public async Task Run(CancellationToken cancel)
    {
        // Whether a file was left before we ended, nobody remembers: left twice, its lines still count once.
        foreach (var parcel in _state.Parcels)
            parcel.IsLeft = false;
        _life.Open();
        Keep();

        var begun = _options.Clock.GetTimestamp();
        var (steps, night) = (0L, TimeSpan.Zero);
        while (!cancel.IsCancellationRequested)
        {
            var now = _options.Clock.GetElapsedTime(begun);
            for (; steps < now.TotalMinutes * _options.Pace; steps++)
                _life.Step();
            if (now >= night)
            {
                night = now + _options.Day;
                _night.Close();
                Keep();
                await _night.Leave(cancel);
            }

            var read = _mail.Read();
            Keep();
            ManggaMail.TakeAway(read);
            await Task.Delay(s_rest, _options.Clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _life.Close();
        Keep();
    }

    private void Keep() => _state.Save(_options.StateFile);
}
