namespace RetailGateway.PartnerSimulator.Chain.Books;

/// <summary>What the co-ops said is available of their goods, and every send they said it with.</summary>
/// <remarks>Sends are answered one after another: the verdict on a line depends on the versions before it.</remarks>
internal sealed class AvailabilityBook(Journal journal)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Cooperative, string SendId), ReceivedSend> _sends = [];
    private readonly Dictionary<(string Cooperative, string Location, string Item), HeldAvailability> _held = [];

    /// <summary>
    /// Answers a send once: the same content again gets the answer it got before, another content none.
    /// </summary>
    /// <param name="cooperative">Whose send it is.</param>
    /// <param name="sendId">The sender's id of it.</param>
    /// <param name="fingerprint">Of its content.</param>
    /// <param name="judge">Asked for the answer to a new send, given what is held before it.</param>
    /// <returns>The send as it was received, or none when this id was used with another content.</returns>
    public ReceivedSend? Receive(
        string cooperative, string sendId, string fingerprint, Func<Holdings, SendJudgement> judge)
    {
        lock (_gate)
        {
            if (_sends.TryGetValue((cooperative, sendId), out var earlier))
                return earlier.Fingerprint == fingerprint ? earlier : null;

            var (answer, accepted) = judge(Held);
            var send = new ReceivedSend(cooperative, sendId, fingerprint, answer, accepted);
            journal.Append(send);
            Apply(send);
            return send;
        }

        HeldAvailability? Held(string location, string item) => _held.GetValueOrDefault((cooperative, location, item));
    }

    /// <summary>Takes a send from the journal back into the books.</summary>
    public void Replay(ReceivedSend send)
    {
        lock (_gate)
            Apply(send);
    }

    /// <summary>A send as it was received, or none.</summary>
    public ReceivedSend? Find(string cooperative, string sendId)
    {
        lock (_gate)
            return _sends.GetValueOrDefault((cooperative, sendId));
    }

    /// <summary>Everything held of one co-op, by location, then item.</summary>
    public IReadOnlyList<HeldAvailability> Of(string cooperative)
    {
        lock (_gate)
        {
            return
            [
                .. _held
                    .Where(held => held.Key.Cooperative == cooperative)
                    .Select(held => held.Value)
                    .OrderBy(held => held.Location, StringComparer.Ordinal)
                    .ThenBy(held => held.Item, StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>Spoils a line behind everybody's back, as a clerk or a restored backup would: the journal knows nothing of it.</summary>
    /// <param name="cooperative">Whose goods.</param>
    /// <param name="location">The co-op's location code.</param>
    /// <param name="item">The chain's item code.</param>
    /// <param name="spoil">What becomes of the line; null where it is lost.</param>
    public void Spoil(string cooperative, string location, string item, Func<HeldAvailability, HeldAvailability?> spoil)
    {
        lock (_gate)
        {
            var key = (cooperative, location, item);
            if (spoil(_held[key]) is { } spoilt)
                _held[key] = spoilt;
            else
                _held.Remove(key);
        }
    }

    private void Apply(ReceivedSend send)
    {
        _sends[(send.Cooperative, send.SendId)] = send;
        foreach (var line in send.Accepted)
            _held[(send.Cooperative, line.Location, line.Item)] = line;
    }
}

/// <summary>What is held of the sending co-op for one of its locations and one item, or none.</summary>
internal delegate HeldAvailability? Holdings(string location, string item);

/// <summary>The answer to a new send, and the lines of it that take effect.</summary>
internal sealed record SendJudgement(string Answer, IReadOnlyList<HeldAvailability> Accepted);
