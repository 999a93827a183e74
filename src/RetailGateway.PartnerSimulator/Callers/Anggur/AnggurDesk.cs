namespace RetailGateway.PartnerSimulator.Callers.Anggur;

/// <summary>The one place where the state is read and changed; a change is in the file before anybody acts on it.</summary>
internal sealed class AnggurDesk(AnggurState state, string file)
{
    private readonly Lock _one = new();

    /// <summary>What keeps it from going on, or was refused last; null where nothing does.</summary>
    public string? Trouble { get; set; }

    /// <summary>Reads under the lock.</summary>
    public T Read<T>(Func<AnggurState, T> read)
    {
        lock (_one)
            return read(state);
    }

    /// <summary>Changes under the lock and keeps the change.</summary>
    public void Write(Action<AnggurState> change)
    {
        lock (_one)
        {
            change(state);
            state.Save(file);
        }
    }
}
