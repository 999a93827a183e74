using System.Globalization;

namespace RetailGateway.PartnerSimulator.Files.Mangga;

/// <summary>
/// Closes a day: its lines become a file, in an order and a style of the office that saves it, and the file is left, by a
/// careful hand or a careless one. A file is left again until all of it is answered.
/// </summary>
internal sealed class ManggaNight(ManggaState state, ManggaFolder folder, int seed)
{
    private static readonly ManggaMischief[] s_mischief = [ManggaMischief.Torn, ManggaMischief.Slow, ManggaMischief.WrongTotal, ManggaMischief.Twice];
    private readonly Random _random = new(seed);

    /// <summary>Makes the day's file out of its lines; false where nothing happened today.</summary>
    public bool Close()
    {
        if (state.Today.Count == 0)
            return false;

        MarketLine[] lines = [.. state.Today];
        if (_random.Next(3) == 0)
        {
            _random.Shuffle(lines);
            state.Count("shuffled");
        }

        var number = (++state.Number).ToString("D6", CultureInfo.InvariantCulture);
        state.Parcels.Add(new ManggaParcel
        {
            Name = _random.Next(4) == 0 ? $"Salinan ({number}) dari kasir.txt" : $"harian-{number}.csv",
            Style = _random.Next(MarketStyle.All.Count),
            Mischief = _random.Next(2) == 0 ? ManggaMischief.None : s_mischief[_random.Next(s_mischief.Length)],
            Lines = lines,
        });
        state.Today.Clear();
        return true;
    }

    /// <summary>Leaves every file that does not lie there.</summary>
    public async Task Leave(CancellationToken cancel)
    {
        if (state.Last is { } last && _random.Next(8) == 0)
        {
            folder.Leave($"lagi-{last.Name}", last.Bytes());
            state.Count("left long after");
        }

        foreach (var parcel in state.Parcels.Where(parcel => !parcel.IsLeft))
        {
            await Leave(parcel, cancel);
            parcel.IsLeft = true;
            state.Count("files");
        }
    }

    private async Task Leave(ManggaParcel parcel, CancellationToken cancel)
    {
        var bytes = parcel.Bytes();
        switch (parcel.Mischief)
        {
            case ManggaMischief.Torn:
                folder.Begin(parcel.Name, bytes.AsSpan(0, bytes.Length * 2 / 3));
                state.Count("torn");
                break;
            case ManggaMischief.Slow:
                folder.Begin(parcel.Name, bytes.AsSpan(0, bytes.Length / 2));
                await Task.Delay(TimeSpan.FromMilliseconds(300), cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                folder.GoOn(parcel.Name, bytes.AsSpan(bytes.Length / 2));
                state.Count("slow");
                break;
            case ManggaMischief.WrongTotal:
                // The total of other lines under these.
                var other = MarketFile.Write([.. parcel.Lines, parcel.Lines[^1] with { Place = 999 }], MarketStyle.HeadOffice);
                var whole = MarketFile.Write(parcel.Lines, MarketStyle.HeadOffice);
                folder.Leave(parcel.Name, [.. WithoutTotal(whole), .. TotalOf(other)]);
                state.Count("wrong total");
                break;
            case ManggaMischief.Twice:
                folder.Leave(parcel.Name, bytes);
                folder.Leave($"lagi-{parcel.Name}", bytes);
                state.Count("twice");
                break;
            default:
                folder.Leave(parcel.Name, bytes);
                break;
        }
    }

    private static byte[] WithoutTotal(byte[] file) => file[..TotalAt(file)];

    private static byte[] TotalOf(byte[] file) => file[TotalAt(file)..];

    private static int TotalAt(byte[] file) => file.AsSpan().LastIndexOf("TOTAL"u8);
}
