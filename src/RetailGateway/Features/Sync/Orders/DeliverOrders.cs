using System.Text.Json;
using Npgsql;
using RetailGateway.Database;
using RetailGateway.Features.Orders.Contracts;
using RetailGateway.Features.Sync.Feed;
using RetailGateway.Features.Sync.Streams;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Orders;

/// <summary>
/// Sends the documents of cooperatives' orders to partners' own systems, one after another in the order in which they were
/// recorded. What was answered by silence is asked after before anything is sent again; what the partner refuses waits for a
/// person, and lets the other orders pass.
/// </summary>
internal sealed class DeliverOrders(GatewayDb database, FeedSignal signal, IEnumerable<IConnector> connectors, ILogger<DeliverOrders> log)
    : StreamWorker(database, signal, connectors.OfType<IExchangesOrders>(), log)
{
    private const int StreamsAtATime = 32;
    private const int DocumentsAtATime = 20;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WithoutKey = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task<bool> Step(IConnector connector, CancellationToken cancel)
    {
        var partner = (IExchangesOrders)connector;
        await OrderStreams.Ensure(Database.Jobs, partner, cancel);
        await OrderStreams.Wake(Database.Jobs, partner, cancel);
        var acted = false;
        for (var number = 0; number < StreamsAtATime; number++)
        {
            if (await StreamRows.Claim(Database.Jobs, partner, OrderStreams.Out, Holder, cancel) is not { } stream)
            {
                return acted;
            }

            acted |= await Holding(stream, () => Deliver(partner, stream, cancel));
        }

        return true;
    }

    private async Task<bool> Deliver(IExchangesOrders partner, ClaimedStream stream, CancellationToken cancel)
    {
        if (!partner.Knows(stream.Counterparty))
        {
            await Conclude(connection => StreamRows.Failed(
                connection, stream, "no-key", $"We hold no key of this partner for {stream.Counterparty}. An administrator adds one.", WithoutKey, keepInFlight: false, cancel), cancel);
            return false;
        }

        var isAsked = stream.InFlight is not null;
        for (var sent = 0; ; sent++)
        {
            var number = isAsked ? JsonDocument.Parse(stream.InFlight!).RootElement.GetProperty("document").GetInt64() : default(long?);
            number ??= await Conclude(connection => Next(connection, stream, ends: sent == DocumentsAtATime, cancel), cancel);
            if (number is not { } document)
            {
                return sent > 0;
            }

            var send = await Read(stream, document, cancel);
            using var exchange = Exchange.Begin(isAsked ? "ask after an order document" : "send an order document", partner, stream);
            var outcome = isAsked ? await partner.AskAfter(send, cancel) : (await partner.Send(send, cancel)).Select(at => (DateTimeOffset?)at);
            if (!await Conclude(stream, send, document, exchange.End(outcome), isAsked, cancel))
            {
                return false;
            }

            isAsked = false;
        }
    }

    private async Task<OrderSend> Read(ClaimedStream stream, long document, CancellationToken cancel)
    {
        await using var connection = await Database.Jobs.OpenConnectionAsync(cancel);
        return await OrderExchange.Read(connection, new PartnerSystem(stream.OwnerId, stream.ConnectionId), stream.CounterpartyId, document, cancel);
    }

    /// <summary>The next document, written down as under way before it is sent; null ends the claim.</summary>
    private static async Task<long?> Next(NpgsqlConnection connection, ClaimedStream stream, bool ends, CancellationToken cancel)
    {
        if (ends || await OrderStreams.NextDelivery(connection, stream, cancel) is not { } number)
        {
            await StreamRows.Succeeded(connection, stream, null, ends ? TimeSpan.Zero : Rest, cancel);
            return null;
        }

        return await StreamRows.Renew(connection, stream, cancel)
            && await StreamRows.Update(connection, stream, "in_flight = json_build_object('document', @number)", new { number }, cancel) ? number : null;
    }

    /// <summary>Writes down what became of a document.</summary>
    /// <returns>Whether the claim goes on to the next.</returns>
    private async Task<bool> Conclude(
        ClaimedStream stream, OrderSend send, long document, Outcome<DateTimeOffset?> outcome, bool isAsked, CancellationToken cancel)
    {
        switch (outcome)
        {
            case Outcome<DateTimeOffset?>.Accepted { Value: not null }:
                return await Ends(async connection =>
                {
                    await OrderStreams.Delivered(connection, stream, document, cancel);
                    await OrderMatters.Do(connection, OrderMatters.Mended(stream, OrderMatters.Document(document)), cancel);
                });
            case Outcome<DateTimeOffset?>.Accepted:
                // It never arrived, and is sent with the next claim: the partner may not have recovered yet.
                await Conclude(connection => StreamRows.NeverArrived(connection, stream, cancel), cancel);
                return false;
            case Outcome<DateTimeOffset?>.Rejected no when !isAsked:
                return await Ends(async connection =>
                {
                    await OrderStreams.Refused(connection, stream, document, no.Code, no.Words, cancel);
                    await OrderMatters.Do(connection, [OrderMatters.Refused(stream, send, document, no.Code, no.Words)], cancel);
                });
            case Outcome<DateTimeOffset?>.Unknown { Echoed: { } differences } when isAsked:
                // It truly has something else. To send it once more would change nothing.
                return await Ends(async connection =>
                {
                    await OrderStreams.Refused(connection, stream, document, "echo-differs", "The partner has another document under this id.", cancel);
                    await OrderMatters.Do(connection, [OrderMatters.EchoDiffers(stream, send, document, differences)], cancel);
                });
            case Outcome<DateTimeOffset?>.Unknown { Foreign: { } foreign } unknown:
                log.LogError("Answered {Party}'s order document {Number} with data of {Foreign}; nothing of it was taken", stream.Counterparty, document, foreign);
                return await Fails("tenant-mismatch", $"Nothing of it was taken: {unknown.Why}.", StreamRows.Backoff(stream.Attempts), keep: true, connection =>
                    OrderMatters.Do(connection, [OrderMatters.ForeignAnswer(stream, OrderMatters.Document(document), $"order {send.Book.Number}")], cancel));
            case Outcome<DateTimeOffset?>.Rejected no:
                return await Fails(no.Code, $"The partner refused to say what became of the last document: {no.Words}", StreamRows.Backoff(stream.Attempts + StreamRows.RefusalWeight), keep: true);
            case Outcome<DateTimeOffset?>.Busy busy:
                return await Fails("busy", "The partner asked us to come again later.", StreamRows.Patience(busy.After, stream.Attempts), keep: isAsked);
            case Outcome<DateTimeOffset?>.Unknown unknown:
                return await Fails("unknown", $"No clear answer; we ask before sending again. {unknown.Why}", StreamRows.Backoff(stream.Attempts), keep: true);
            default:
                throw new InvalidOperationException("An outcome is one of four.");
        }

        // The fence first: a claim that was lost changes nothing.
        Task<bool> Ends(Func<NpgsqlConnection, Task> write) => Conclude(
            async connection =>
            {
                if (!await StreamRows.Update(connection, stream, "in_flight = null, attempts = 0, last_success_at = now(), last_error = null, last_error_code = null", new { }, cancel))
                {
                    return false;
                }

                await write(connection);
                return true;
            },
            cancel);

        async Task<bool> Fails(string code, string words, TimeSpan wait, bool keep, Func<NpgsqlConnection, Task>? raise = null)
        {
            await Conclude(
                async connection =>
                {
                    if (await StreamRows.Failed(connection, stream, code, words, wait, keep, cancel) && raise is not null)
                    {
                        await raise(connection);
                    }

                    return true;
                },
                cancel);
            Tell(stream, words);
            return false;
        }
    }
}
