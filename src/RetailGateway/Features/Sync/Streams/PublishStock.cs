using Npgsql;
using RetailGateway.Database;
using RetailGateway.Features.Sync.Feed;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Streams;

/// <summary>Keeps a partner's copy of our cooperatives' availability up to date: what is owed is sent, oldest first.</summary>
internal sealed class PublishStock(GatewayDb database, FeedSignal signal, IEnumerable<IConnector> connectors, TimeProvider time, ILogger<PublishStock> log)
    : StreamWorker(database, signal, connectors.OfType<IPublishesStock>(), log)
{
    private static readonly TimeSpan ReconcileEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan WithoutKey = TimeSpan.FromMinutes(1);
    private const int Round = 64;

    /// <summary>Pages that a claim carries on for; its mapping and terms are looked at anew with the next claim.</summary>
    private const int Pages = 16;

    /// <summary>Pages of the feed that are read at once: what changes twice in them is told once.</summary>
    private const int PagesAhead = 4;

    private readonly Dictionary<(int, int, int), (DateTimeOffset At, long BookVersion)> reconciled = [];

    /// <inheritdoc/>
    protected override async Task<bool> Step(IConnector connector, CancellationToken cancel)
    {
        var partner = (IPublishesStock)connector;
        await StreamRows.Ensure(Database.Jobs, partner, cancel);
        await StreamFeed.TakeIn(Database.Jobs, partner, cancel);
        await StreamRows.Wake(Database.Jobs, partner, cancel);
        var acted = false;

        // A round has an end however many cooperatives there are: what the feeds tell is taken in between.
        for (var turn = 0; turn < Round; turn++)
        {
            if (await StreamRows.Claim(Database.Jobs, partner, "stock_out", Holder, cancel) is not { } stream)
            {
                return acted;
            }

            acted |= await Holding(stream, () => Send(partner, stream, cancel));
        }

        return true;
    }

    private async Task<bool> Send(IPublishesStock partner, ClaimedStream stream, CancellationToken cancel)
    {
        var unanswered = await InFlight.Read(Database.Jobs, stream, cancel);
        if (unanswered is null)
        {
            stream = await ReconcileWhenDue(stream, cancel);
        }
        else if (await OweIfOfFeed(stream, unanswered, cancel) is { } owing)
        {
            (stream, unanswered) = owing;
        }
        else
        {
            return false;
        }

        if (!partner.Knows(stream.Counterparty))
        {
            await Conclude(connection => StreamRows.Failed(
                connection, stream, "no-key", $"We hold no key of this partner for {stream.Counterparty}. An administrator adds one.", WithoutKey, keepInFlight: false, cancel), cancel);
            return false;
        }

        if (unanswered is not null)
        {
            return await AskAfter(partner, stream, unanswered, cancel);
        }

        var acted = false;
        var ahead = new ReadAhead();
        var page = await Conclude(connection => Next(connection, partner, stream, ahead, cancel), cancel);
        for (var number = 1; page is not null; number++)
        {
            var outcome = await Publish(partner, stream, page.Send, cancel);
            if (outcome is not Outcome<IReadOnlyList<LineOutcome>>.Accepted accepted || number == Pages || !GoesOn(stream, page.Send))
            {
                return await Conclude(partner, stream, page, outcome, cancel);
            }

            var answered = page;
            page = !stream.InTrouble && PartnerCopies.IsPlain(answered, accepted.Value) && Ahead(partner, stream, ahead) is { } next
                ? await StreamRows.GoesOn(Database.Jobs, partner, stream, answered, next, cancel) ? next : null
                : await Conclude(connection => GoOn(connection, partner, stream, answered, accepted.Value, ahead, cancel), cancel);
            stream = Behind(stream, answered);
            acted = true;
        }

        return acted;
    }

    /// <summary>
    /// What was read ahead; else what is owed or, where nothing is, what the feed tells. It is written down as under way; null
    /// where nothing is left, or the claim was lost.
    /// </summary>
    private static async Task<Page?> Next(NpgsqlConnection connection, IPublishesStock partner, ClaimedStream stream, ReadAhead ahead, CancellationToken cancel)
    {
        var most = Narrowing.Most(stream, partner.MostLines);
        for (var position = stream.FeedPosition ?? 0; ;)
        {
            if (Ahead(partner, stream, ahead) is { } told)
            {
                return await Sending(told);
            }

            if (await PartnerCopies.Owed(connection, stream, most, cancel) is { Count: > 0 } owed)
            {
                return await Sending(new Page(New(stream, owed), position));
            }

            // What a stream that failed is told is taken in as owed, so that it is told once however often it changes meanwhile.
            ahead.Feed = stream.Attempts > 0 ? null : await StreamFeed.Read(connection, stream, position, most * PagesAhead, cancel);
            if (ahead.Feed is { Owed.Count: > 0 } other)
            {
                await StreamFeed.Owe(connection, FeedRange.Of(stream, other.Through, other.After), other.Owed, cancel);
            }

            if (ahead.Feed is null or { Lines.Count: 0 })
            {
                position = ahead.Feed?.Through ?? position;
            }

            if (ahead.Feed is null or { Lines.Count: 0, Owed.Count: 0, More: false })
            {
                await StreamRows.Succeeded(connection, stream, null, Rest, cancel, position);
                return null;
            }
        }

        async Task<Page?> Sending(Page page) => await StreamRows.Sending(connection, stream, page, cancel) ? page : null;
    }

    /// <summary>The next page of what was read ahead; null where nothing of it is left.</summary>
    private static Page? Ahead(IPublishesStock partner, ClaimedStream stream, ReadAhead ahead) =>
        ahead.Feed?.Next(Narrowing.Most(stream, partner.MostLines)) is { } told
            ? new Page(New(stream, [.. told.Lines.Select(line => line.Line!)]), told.Position, [.. told.Lines.Select(line => line.Place)])
            : null;

    private static StockSend New(ClaimedStream stream, IReadOnlyList<StockLine> lines) => new($"rg-{Guid.CreateVersion7():N}", stream.Counterparty, lines);

    /// <summary>Writes down a page's answer and takes up the next, in one transaction, unless another cooperative waits or somebody parked the stream.</summary>
    private static async Task<Page?> GoOn(
        NpgsqlConnection connection, IPublishesStock partner, ClaimedStream stream, Page page, IReadOnlyList<LineOutcome> verdicts, ReadAhead ahead, CancellationToken cancel)
    {
        // The fence first: a claim that was lost changes nothing.
        if (!await StreamRows.Answered(connection, stream, page, cancel))
        {
            return null;
        }

        await PartnerCopies.Acknowledge(connection, stream, page, verdicts, cancel);
        if (await StreamRows.GivesWay(connection, partner, stream, cancel))
        {
            await StreamRows.Succeeded(connection, stream, null, TimeSpan.Zero, cancel);
            return null;
        }

        return await Next(connection, partner, Behind(stream, page), ahead, cancel);
    }

    /// <summary>The stream once a page is answered.</summary>
    private static ClaimedStream Behind(ClaimedStream stream, Page page) =>
        stream with { Attempts = 0, InTrouble = false, FeedPosition = page.Position };

    /// <summary>A page of the feed that was not simply taken is owed from now on, and goes the way of what is owed.</summary>
    /// <returns>Both as they are then; null where the claim was lost.</returns>
    private async Task<(ClaimedStream Stream, Page Page)?> OweIfOfFeed(ClaimedStream stream, Page page, CancellationToken cancel)
    {
        if (!page.OfFeed)
        {
            return (stream, page);
        }

        return await Conclude(connection => StreamFeed.Owe(connection, stream, page, cancel), cancel)
            ? (stream with { FeedPosition = page.Position }, page with { Places = null })
            : null;
    }

    /// <summary>A stream that looks for a bad line, or has withdrawn one, is claimed anew for each page.</summary>
    private static bool GoesOn(ClaimedStream stream, StockSend send) =>
        stream.NarrowedTo is null && !send.Lines.Any(line => line.Withdrawn);

    private static async Task<Outcome<IReadOnlyList<LineOutcome>>> Publish(IPublishesStock partner, ClaimedStream stream, StockSend send, CancellationToken cancel)
    {
        using var exchange = Exchange.Begin("publish stock", partner, stream, send);
        return exchange.End(await partner.Publish(send, cancel));
    }

    /// <summary>Nobody knows what became of the last send: ask, before anything is sent again.</summary>
    private async Task<bool> AskAfter(IPublishesStock partner, ClaimedStream stream, Page page, CancellationToken cancel)
    {
        var send = page.Send;
        using var exchange = Exchange.Begin("ask after a send", partner, stream, send);
        Outcome<Found> outcome;
        try
        {
            outcome = exchange.End(await partner.AskAfter(send, cancel));
        }
        catch (Exception error) when (error is not OperationCanceledException && stream.Attempts >= Narrowing.Accidents)
        {
            // Not even the question can be put. What is sent instead has versions, and the partner takes nothing older.
            log.LogWarning(error, "{Partner}: what became of send {Send} cannot be asked; it is sent again in parts", partner.Dialect, send.SendId);
            outcome = new Outcome<Found>.Accepted(new Found(null));
        }

        if (outcome is Outcome<Found>.Accepted { Value.Verdicts: null })
        {
            // Nothing happened there, and what is owed is sent as it is now.
            return await Conclude(
                connection => stream.Attempts < Narrowing.Accidents
                    ? StreamRows.NeverArrived(connection, stream, cancel)
                    : Narrowing.NeverArrived(connection, stream, send, cancel),
                cancel);
        }

        return await Conclude(partner, stream, page, outcome.Select(found => found.Verdicts!), cancel, asked: true);
    }

    /// <summary>A refused or postponed send never happened; a refused or postponed question leaves open what did.</summary>
    private async Task<bool> Conclude(
        IPublishesStock partner, ClaimedStream stream, Page page, Outcome<IReadOnlyList<LineOutcome>> outcome, CancellationToken cancel, bool asked = false)
    {
        if (outcome is not Outcome<IReadOnlyList<LineOutcome>>.Accepted)
        {
            if (await OweIfOfFeed(stream, page, cancel) is not { } owing)
            {
                return false;
            }

            (stream, page) = owing;
        }

        var send = page.Send;
        return outcome switch
        {
            Outcome<IReadOnlyList<LineOutcome>>.Accepted accepted => await Conclude(
                async connection =>
                {
                    // The fence first: a claim that was lost changes nothing.
                    if (!await StreamRows.Succeeded(connection, stream, null, TimeSpan.Zero, cancel, page.Position))
                    {
                        return false;
                    }

                    await PartnerCopies.Acknowledge(connection, stream, page, accepted.Value, cancel);
                    await Narrowing.Widen(connection, stream, partner.MostLines, cancel);
                    if (send.Lines.Any(line => line.Withdrawn))
                    {
                        // What was withdrawn under one item may now be told under another.
                        reconciled.Remove(Key(stream));
                    }

                    return true;
                },
                cancel),
            Outcome<IReadOnlyList<LineOutcome>>.Rejected no when asked => await Fail(no.Code, $"The partner refused to say what became of the last send: {no.Words}", StreamRows.Backoff(stream.Attempts + StreamRows.RefusalWeight), keep: true),
            Outcome<IReadOnlyList<LineOutcome>>.Rejected no => await Conclude(
                connection => Narrowing.Refused(connection, stream, send, no.Code, $"The partner refused the send: {no.Words}", cancel), cancel),
            Outcome<IReadOnlyList<LineOutcome>>.Busy busy => await Fail("busy", "The partner asked us to come again later.", StreamRows.Patience(busy.After, stream.Attempts), keep: asked),
            Outcome<IReadOnlyList<LineOutcome>>.Unknown { Foreign: { } foreign } unknown => await Mixed(foreign, unknown.Why),
            Outcome<IReadOnlyList<LineOutcome>>.Unknown { Echoed: { } echoed } unknown => await Fail(
                "unknown", Unclear(unknown.Why), StreamRows.Backoff(stream.Attempts), keep: true,
                raise: connection => PartnerMatters.EchoDiffers(connection, stream, send, echoed, cancel)),
            Outcome<IReadOnlyList<LineOutcome>>.Unknown unknown => await Fail("unknown", Unclear(unknown.Why), StreamRows.Backoff(stream.Attempts), keep: true),
            _ => throw new InvalidOperationException("An outcome is one of four."),
        };

        async Task<bool> Mixed(string foreign, string why)
        {
            log.LogError("{Partner} answered {Party}'s send {Send} with data of {Foreign}; nothing of it was taken", partner.Dialect, stream.Counterparty, send.SendId, foreign);
            await Conclude(
                async connection => await StreamRows.Failed(connection, stream, "tenant-mismatch", $"Nothing of it was taken: {why}.", StreamRows.Backoff(stream.Attempts), keepInFlight: true, cancel)
                    && await PartnerMatters.ForeignAnswer(connection, stream, send, cancel),
                cancel);
            return false;
        }

        static string Unclear(string why) => $"No clear answer; we ask before sending again. {why}";

        async Task<bool> Fail(string code, string words, TimeSpan wait, bool keep, Func<NpgsqlConnection, Task<bool>>? raise = null)
        {
            await Conclude(
                async connection => await StreamRows.Failed(connection, stream, code, words, wait, keep, cancel)
                    && (raise is null || await raise(connection)),
                cancel);
            Tell(stream, words);
            return false;
        }
    }

    /// <summary>Registering a mapping or new terms moves the book on, and is acted on at once; so does a stream's beginning.</summary>
    private async Task<ClaimedStream> ReconcileWhenDue(ClaimedStream stream, CancellationToken cancel)
    {
        var key = Key(stream);
        if (stream.FeedPosition is null)
        {
            stream = await StreamFeed.Begin(Database.Jobs, stream, cancel);
            reconciled.Remove(key);
        }

        var (at, version) = reconciled.GetValueOrDefault(key);
        if (version != stream.BookVersion || at + ReconcileEvery <= time.GetUtcNow())
        {
            await PartnerCopies.Reconcile(Database.Jobs, stream, cancel);
            reconciled[key] = (time.GetUtcNow(), stream.BookVersion);
        }

        return stream;
    }

    private static (int Owner, int Connection, int Counterparty) Key(ClaimedStream stream) =>
        (stream.OwnerId, stream.ConnectionId, stream.CounterpartyId);

    /// <summary>What a claim has read of the feed and not sent.</summary>
    private sealed class ReadAhead
    {
        internal FeedPart? Feed { get; set; }
    }
}
