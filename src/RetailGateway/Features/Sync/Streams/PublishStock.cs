using Npgsql;
using RetailGateway.Database;
using RetailGateway.Features.Sync.Feed;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Streams;

/// <summary>Keeps a partner's copy of our cooperatives' availability up to date: what is owed is sent, oldest first.</summary>
internal sealed class PublishStock(GatewayDb database, FeedSignal signal, IEnumerable<IConnector> connectors, TimeProvider time, ILogger<PublishStock> log)
    : StreamWorker(signal, connectors.OfType<IPublishesStock>(), log)
{
    private static readonly TimeSpan ReconcileEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan WithoutKey = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(int, int, int), DateTimeOffset> reconciled = [];

    /// <inheritdoc/>
    protected override async Task<bool> Step(IConnector connector, CancellationToken cancel)
    {
        var partner = (IPublishesStock)connector;
        await StreamRows.Ensure(database.Jobs, partner.Dialect, cancel);
        var taken = await PartnerCopies.TakeIn(database.Jobs, partner.Dialect, cancel);
        var acted = false;
        while (await StreamRows.Claim(database.Jobs, partner.Dialect, "stock_out", Holder, cancel) is { } stream)
        {
            acted |= await Send(partner, stream, cancel);
        }

        return acted || taken > 0;
    }

    private async Task<bool> Send(IPublishesStock partner, ClaimedStream stream, CancellationToken cancel)
    {
        if (!partner.Knows(stream.Counterparty))
        {
            await Conclude(connection => StreamRows.Failed(
                connection, stream, "no-key", $"We hold no key of this partner for {stream.Counterparty}. An administrator adds one.", WithoutKey, keepInFlight: false, cancel), cancel);
            return false;
        }

        if (stream.Sent<StockSend>() is { } unanswered)
        {
            return await AskAfter(partner, stream, unanswered, cancel);
        }

        await ReconcileWhenDue(stream, cancel);
        var lines = await PartnerCopies.Owed(database.Jobs, stream, partner.MostLines, cancel);
        if (lines.Count == 0)
        {
            await Conclude(connection => StreamRows.Succeeded(connection, stream, null, Rest, cancel), cancel);
            return false;
        }

        var send = new StockSend($"rg-{Guid.CreateVersion7():N}", stream.Counterparty, lines);
        if (!await Conclude(connection => StreamRows.Sending(connection, stream, send, cancel), cancel))
        {
            return false;
        }

        return await Conclude(stream, send, await partner.Publish(send, cancel), cancel);
    }

    /// <summary>Nobody knows what became of the last send: ask, before anything is sent again.</summary>
    private async Task<bool> AskAfter(IPublishesStock partner, ClaimedStream stream, StockSend send, CancellationToken cancel)
    {
        var outcome = await partner.AskAfter(send, cancel);
        if (outcome is Outcome<Found>.Accepted { Value.Verdicts: null })
        {
            // It never arrived: nothing happened there, and what is owed is sent as it is now.
            return await Conclude(connection => StreamRows.Succeeded(connection, stream, null, TimeSpan.Zero, cancel), cancel);
        }

        return await Conclude(stream, send, outcome switch
        {
            Outcome<Found>.Accepted found => new Outcome<IReadOnlyList<LineOutcome>>.Accepted(found.Value.Verdicts!),
            Outcome<Found>.Rejected no => new Outcome<IReadOnlyList<LineOutcome>>.Unknown($"{no.Code}: {no.Words}"),
            Outcome<Found>.Busy busy => new Outcome<IReadOnlyList<LineOutcome>>.Unknown($"the partner is busy for {busy.After}"),
            Outcome<Found>.Unknown unknown => new Outcome<IReadOnlyList<LineOutcome>>.Unknown(unknown.Why),
            _ => throw new InvalidOperationException("An outcome is one of four."),
        }, cancel);
    }

    private async Task<bool> Conclude(ClaimedStream stream, StockSend send, Outcome<IReadOnlyList<LineOutcome>> outcome, CancellationToken cancel)
    {
        return outcome switch
        {
            Outcome<IReadOnlyList<LineOutcome>>.Accepted accepted => await Conclude(
                async connection =>
                {
                    // The fence first: a claim that was lost changes nothing.
                    if (!await StreamRows.Succeeded(connection, stream, null, TimeSpan.Zero, cancel))
                    {
                        return false;
                    }

                    await PartnerCopies.Acknowledge(connection, stream, send, accepted.Value, cancel);
                    return true;
                },
                cancel),
            Outcome<IReadOnlyList<LineOutcome>>.Rejected no => await Fail(no.Code, $"The partner refused the send: {no.Words}", StreamRows.Backoff(stream.Attempts + 3), keep: false),
            Outcome<IReadOnlyList<LineOutcome>>.Busy busy => await Fail("busy", "The partner asked us to come again later.", busy.After ?? StreamRows.Backoff(stream.Attempts), keep: false),
            Outcome<IReadOnlyList<LineOutcome>>.Unknown unknown => await Fail("unknown", $"No clear answer; we ask before sending again. {unknown.Why}", StreamRows.Backoff(stream.Attempts), keep: true),
            _ => throw new InvalidOperationException("An outcome is one of four."),
        };

        async Task<bool> Fail(string code, string words, TimeSpan wait, bool keep)
        {
            await Conclude(connection => StreamRows.Failed(connection, stream, code, words, wait, keep, cancel), cancel);
            return false;
        }
    }

    private async Task ReconcileWhenDue(ClaimedStream stream, CancellationToken cancel)
    {
        var key = (stream.OwnerId, stream.ConnectionId, stream.CounterpartyId);
        if (!(reconciled.GetValueOrDefault(key) + ReconcileEvery > time.GetUtcNow()))
        {
            await PartnerCopies.Reconcile(database.Jobs, stream, cancel);
            reconciled[key] = time.GetUtcNow();
        }
    }

    private async Task<bool> Conclude(Func<NpgsqlConnection, Task<bool>> write, CancellationToken cancel)
    {
        await using var connection = await database.Jobs.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var done = await write(connection);
        await transaction.CommitAsync(cancel);
        return done;
    }
}
