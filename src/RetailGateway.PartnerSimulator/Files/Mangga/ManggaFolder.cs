namespace RetailGateway.PartnerSimulator.Files.Mangga;

/// <summary>The folder between the chain and the gateway, from the chain's side.</summary>
internal sealed class ManggaFolder
{
    private readonly string _in;
    private readonly string _out;

    public ManggaFolder(string path)
    {
        (_in, _out) = (Path.Combine(path, "in"), Path.Combine(path, "out"));
        Directory.CreateDirectory(_in);
        Directory.CreateDirectory(_out);
    }

    /// <summary>Answers, the oldest first.</summary>
    public IEnumerable<string> Answers() => Directory.GetFiles(_out, "jawaban-*").Order(StringComparer.Ordinal);

    /// <summary>Files of availability, the oldest first of each cooperative.</summary>
    public IEnumerable<string> Availability() => Directory.GetFiles(_out, "ketersediaan-*").Order(StringComparer.Ordinal);

    /// <summary>Leaves a file whole: under another name until it is.</summary>
    public void Leave(string name, ReadOnlySpan<byte> bytes)
    {
        var unfinished = Path.Combine(_in, name + ".part");
        File.WriteAllBytes(unfinished, bytes);
        File.Move(unfinished, Path.Combine(_in, name), overwrite: true);
    }

    /// <summary>Begins a file in its place, where the gateway sees it grow.</summary>
    public void Begin(string name, ReadOnlySpan<byte> bytes) => File.WriteAllBytes(Path.Combine(_in, name), bytes);

    /// <summary>Goes on with it; where the gateway has taken it for torn, that is its answer.</summary>
    public void GoOn(string name, ReadOnlySpan<byte> bytes)
    {
        try
        {
            using var file = new FileStream(Path.Combine(_in, name), FileMode.Open, FileAccess.Write);
            file.Position = file.Length;
            file.Write(bytes);
        }
        catch (FileNotFoundException)
        {
            // The answer says that it was torn, and it is left again.
        }
    }
}
