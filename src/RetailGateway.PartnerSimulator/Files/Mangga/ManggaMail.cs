using System.Globalization;

namespace RetailGateway.PartnerSimulator.Files.Mangga;

/// <summary>Reads what the gateway left: answers, line by line, and what the cooperatives have available.</summary>
internal sealed class ManggaMail(ManggaState state, ManggaFolder folder, ManggaGoods goods)
{
    private const int StampLength = 16;
    private const string Prefix = "ketersediaan-";

    /// <summary>Reads all that lies there. What was read is taken away by <see cref="TakeAway"/>, once the state is kept.</summary>
    /// <returns>The files that were read.</returns>
    public List<string> Read()
    {
        var read = new List<string>();
        foreach (var path in folder.Answers())
        {
            if (Safely(path, () => Take(MarketAnswer.Read(path))))
                read.Add(path);
        }

        foreach (var path in folder.Availability())
        {
            if (Safely(path, () => Copy(Cooperative(path), MarketAvailability.Read(path))))
                read.Add(path);
        }

        return read;
    }

    /// <summary>Takes files away.</summary>
    public static void TakeAway(IEnumerable<string> paths)
    {
        foreach (var path in paths)
            File.Delete(path);
    }

    private void Take(MarketAnswer answer)
    {
        var parcel = state.Parcels.Find(parcel => parcel.Name == answer.File);
        if (answer.Refused is { } why)
        {
            state.Count("refused whole");
            Again(parcel, answer.File, why);
            return;
        }

        foreach (var lines in answer.Lines.GroupBy(line => Word(line.Result)))
            state.Count(lines.Key, lines.Count());
        if (answer.Lines.FirstOrDefault(line => line.Result is "DITOLAK" or "DITINJAU") is { } wrong)
            state.Trouble = $"{wrong.Receipt}/{wrong.Place}: {wrong.Result} {wrong.Words}";
        if (parcel is null)
            return;

        if (answer.Lines.Count != parcel.Lines.Count)
            state.Trouble = string.Create(CultureInfo.InvariantCulture, $"{answer.File} has {parcel.Lines.Count} lines and its answer {answer.Lines.Count}.");
        state.Parcels.Remove(parcel);
        state.Last = parcel;
    }

    /// <summary>What was refused whole is left again, as it should be.</summary>
    private void Again(ManggaParcel? parcel, string file, string why)
    {
        if (parcel is null || parcel.Mischief == ManggaMischief.None)
            state.Trouble = $"{file}: {why}";
        if (parcel is null)
            return;
        (parcel.Mischief, parcel.IsLeft) = (ManggaMischief.None, false);
    }

    /// <summary>A file is all that its cooperative has: what it does not name is no longer there.</summary>
    private void Copy(string cooperative, MarketAvailability availability)
    {
        var told = new Dictionary<string, decimal>();
        foreach (var ((location, code, pack), (packs, loose)) in availability.Lines)
            told.Add($"{cooperative}/{location}/{code}", (packs * goods.Factor(code, pack)) + loose);

        state.Copy = state.Copy.Where(pair => !pair.Key.StartsWith(cooperative + "/", StringComparison.Ordinal)).Concat(told).ToDictionary();
        state.Count("availability read");
    }

    private static string Cooperative(string path) => Path.GetFileNameWithoutExtension(path)[Prefix.Length..^StampLength];

    /// <summary>A file that does not fit its own total is not used, and stays for a person to look at.</summary>
    private bool Safely(string path, Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (InvalidDataException wrong)
        {
            state.Trouble = $"{Path.GetFileName(path)}: {wrong.Message}";
            return false;
        }
    }

    private static string Word(string result) => result switch
    {
        "DITERIMA" => "told",
        "SUDAH_ADA" => "duplicate",
        "DITINJAU" => "review",
        _ => "refused",
    };
}
