using Npgsql;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Orders.Contracts;
using RetailGateway.Features.Sync.Feed;
using RetailGateway.Features.Sync.Streams;
using RetailGateway.Http;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Orders;

/// <summary>
/// Reads what partners' own systems tell of orders: each message is written down as it came and then recorded in its turn.
/// One that cannot be recorded waits for a person, and lets the others pass.
/// </summary>
internal sealed class ReadOrders(
    GatewayDb database, OrderExchange orders, FeedSignal signal, IEnumerable<IConnector> connectors, ILogger<ReadOrders> log)
    : StreamWorker(database, signal, connectors.OfType<IExchangesOrders>(), log)
{
    private const int StreamsAtATime = 32;
    private const int MessagesAtATime = 200;
    private const int MostAttempts = 5;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WithoutKey = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task<bool> Step(IConnector connector, CancellationToken cancel)
    {
        var partner = (IExchangesOrders)connector;
        await OrderStreams.Ensure(Database.Jobs, partner, cancel);
        var acted = false;
        for (var number = 0; number < StreamsAtATime; number++)
        {
            if (await StreamRows.Claim(Database.Jobs, partner, OrderStreams.In, Holder, cancel) is not { } stream)
            {
                return acted;
            }

            acted |= await Holding(stream, () => Read(partner, stream, cancel));
        }

        return true;
    }

    private async Task<bool> Read(IExchangesOrders partner, ClaimedStream stream, CancellationToken cancel)
    {
        var more = await RecordWaiting(partner, stream, cancel);
        if (!partner.Knows(stream.Counterparty))
        {
            await using var keyless = await Database.Jobs.OpenConnectionAsync(cancel);
            await StreamRows.Failed(
                keyless, stream, "no-key", $"We hold no key of this partner for {stream.Counterparty}. An administrator adds one.", WithoutKey, keepInFlight: false, cancel);
            return false;
        }

        using var exchange = Exchange.Begin("read order documents", partner, stream);
        var outcome = exchange.End(await partner.ReadMessages(stream.Counterparty, stream.Cursor, cancel));
        await using var connection = await Database.Jobs.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        switch (outcome)
        {
            case Outcome<OrderMessages>.Accepted { Value: var page }:
                // What is read is recorded with the claim that follows at once.
                more |= page.Messages.Count > 0;
                await OrderStreams.Keep(connection, stream.OwnerId, stream.ConnectionId, stream.CounterpartyId, page.Messages, cancel);
                await StreamRows.Read(connection, stream, page.Next, page.More ? null : DateTimeOffset.MaxValue, more ? TimeSpan.Zero : Rest, cancel);
                break;
            case Outcome<OrderMessages>.Rejected { Code: IReadsStock.CursorGone }:
                await StreamRows.Read(connection, stream, null, upTo: null, Rest, cancel);
                break;
            case Outcome<OrderMessages>.Rejected no:
                await Fails(no.Code, $"The partner refuses to tell of its orders: {no.Words}", StreamRows.Backoff(stream.Attempts + StreamRows.RefusalWeight));
                break;
            case Outcome<OrderMessages>.Busy busy:
                await Fails("busy", "The partner asked us to come again later.", StreamRows.Patience(busy.After, stream.Attempts));
                break;
            case Outcome<OrderMessages>.Unknown unknown:
                await Fails("unknown", $"No clear answer. {unknown.Why}", StreamRows.Backoff(stream.Attempts));
                break;
        }

        await transaction.CommitAsync(cancel);
        return more;

        async Task Fails(string code, string words, TimeSpan wait)
        {
            await StreamRows.Failed(connection, stream, code, words, wait, keepInFlight: false, cancel);
            Tell(stream, words);
        }
    }

    /// <summary>Records what was written down and is not recorded, one after another.</summary>
    /// <returns>Whether more may wait.</returns>
    private async Task<bool> RecordWaiting(IExchangesOrders partner, ClaimedStream stream, CancellationToken cancel)
    {
        for (var number = 0; number < MessagesAtATime; number++)
        {
            await using var connection = await Database.Jobs.OpenConnectionAsync(cancel);
            if (!await StreamRows.Renew(connection, stream, cancel) || await OrderStreams.NextMessage(connection, stream, cancel) is not { } message)
            {
                return false;
            }

            var head = partner.Head(message.Body) as Understanding<MessageHead>.Clear;
            try
            {
                await Record(partner, stream, message, head?.Value, cancel);
            }
            catch (Refusal refusal)
            {
                await SetAside(stream, message, head?.Value, refusal.Problem.Slug, Words(refusal), cancel);
            }
            catch (Exception error) when (error is not OperationCanceledException && message.Attempts >= MostAttempts)
            {
                log.LogError(error, "{Party}: order message {Message} breaks whoever reads it, and is set aside", stream.Counterparty, message.MessageId);
                await SetAside(stream, message, head?.Value, "broke-off", $"It broke off on our side: {error.Message}", cancel);
            }
        }

        return true;
    }

    private async Task Record(IExchangesOrders partner, ClaimedStream stream, WaitingMessage message, MessageHead? head, CancellationToken cancel)
    {
        if (head is null)
        {
            var why = ((Understanding<MessageHead>.Unclear)partner.Head(message.Body)).Why;
            await SetAside(stream, message, head, "unreadable", why, cancel);
            return;
        }

        if (!head.Cooperative.Equals(stream.Counterparty, StringComparison.OrdinalIgnoreCase))
        {
            log.LogError("Told {Party} of an order of {Foreign}; nothing of it was taken", stream.Counterparty, head.Cooperative);
            await SetAside(
                stream, message, "tenant-mismatch", "It is of another party.",
                OrderMatters.ForeignAnswer(stream, OrderMatters.Message(message), $"message {message.MessageId}"), cancel);
            return;
        }

        var caller = await CallerOf(stream, cancel);
        await using var work = await Database.Open(caller, cancel);
        var order = await orders.Record(work, caller, partner, new PartyId(stream.CounterpartyId), head, message.Body, cancel);
        await OrderStreams.Recorded(work.Connection, stream, message, order, cancel);
        await work.Commit(cancel);
        await Conclude(connection => OrderMatters.Do(connection, OrderMatters.Mended(stream, OrderMatters.Message(message)), cancel), cancel);
    }

    private Task SetAside(ClaimedStream stream, WaitingMessage message, MessageHead? head, string code, string words, CancellationToken cancel) =>
        SetAside(stream, message, code, words, OrderMatters.Unread(stream, message, head, code, words), cancel);

    private Task SetAside(ClaimedStream stream, WaitingMessage message, string code, string words, NpgsqlBatchCommand raise, CancellationToken cancel) => Conclude(
        async connection =>
        {
            await OrderStreams.SetAside(connection, stream, message, code, words, cancel);
            return await OrderMatters.Do(connection, [raise], cancel);
        },
        cancel);

    /// <summary>The partner by its system: it records its own side of its orders, and sees no more than that.</summary>
    private async Task<Caller> CallerOf(ClaimedStream stream, CancellationToken cancel)
    {
        await using var connection = await Database.Jobs.OpenConnectionAsync(cancel);
        var (kind, environment) = await OrderStreams.Party(connection, stream.OwnerId, cancel);
        return new Caller(new PartyId(stream.OwnerId), kind, new ConnectionId(stream.ConnectionId), environment, KeyId: "", new HashSet<string>());
    }

    private static string Words(Refusal refusal) =>
        refusal.Errors is { Count: > 0 } errors ? string.Join(" ", errors.Select(fault => $"{fault.Pointer}: {fault.Detail}")) : refusal.Message;
}
