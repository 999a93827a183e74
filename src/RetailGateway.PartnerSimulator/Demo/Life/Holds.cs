using System.Globalization;
using RetailGateway.Client;

namespace RetailGateway.PartnerSimulator.Demo.Life;

/// <summary>
/// Reservations on the shops' stock: the civil servants' co-op holds its own goods at its console, the chain those of
/// the others. Some leave, some are given back, and what a killed demo forgets lets go by itself.
/// </summary>
internal sealed class Holds(TownCallers callers, int seed, int run, Tally tally, TimeProvider clock)
{
    private const int MostOpen = 6;
    private static readonly TimeSpan s_lasts = TimeSpan.FromMinutes(10);

    private readonly Random _random = new(seed);
    private readonly Queue<(Reservation Held, Shelf Shelf)> _open = new();
    private int _number;

    /// <summary>Holds some of a shelf, and concludes the oldest hold once there are many.</summary>
    public async Task Step(Shelf shelf, CancellationToken cancel)
    {
        if (_open.Count >= MostOpen)
            await Conclude(cancel);

        var reference = string.Create(CultureInfo.InvariantCulture, $"TAHAN-R{run:D3}-{++_number:D4}");
        try
        {
            var held = await Holder(shelf).Reserve(
                new NewReservation(shelf.Location, shelf.Product, shelf.Some(_random, most: 2), reference, clock.GetUtcNow() + s_lasts, shelf.OwnerId),
                cancel: cancel);
            _open.Enqueue((held, shelf));
            tally.Add("reserved");
        }
        catch (GatewayProblemException problem) when (problem.Problem.Type == "/problems/not-available")
        {
            tally.Add("refused");
        }
    }

    /// <summary>Concludes all that are open.</summary>
    public async Task Close(CancellationToken cancel)
    {
        while (_open.Count > 0)
            await Conclude(cancel);
    }

    private async Task Conclude(CancellationToken cancel)
    {
        var (held, shelf) = _open.Peek();
        var mayCommit = Holder(shelf) == callers.Reader;
        try
        {
            if (mayCommit && _random.Next(2) == 0)
                await callers.Reader.Commit(held.Id, new NewCommit($"antar {held.Reference}", held.Quantity, clock.GetUtcNow(), Final: true), cancel: cancel);
            else
                await Holder(shelf).Release(held.Id, "batal", cancel: cancel);
        }
        catch (GatewayProblemException problem) when (problem.Problem.Type == "/problems/not-held")
        {
            tally.Add("expired"); // At a slow pace its time was over before its turn came.
        }

        _open.Dequeue();
    }

    private GatewayClient Holder(Shelf shelf) => shelf.Cooperative == TownCallers.ReaderParty ? callers.Reader : callers.Chain;
}
