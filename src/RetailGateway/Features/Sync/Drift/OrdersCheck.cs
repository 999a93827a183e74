using Dapper;
using Npgsql;
using RetailGateway.Features.Orders.Contracts;
using RetailGateway.Features.Sync.Orders;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Drift;

/// <summary>
/// Holds a partner's orders with a cooperative against ours. What has a document on its way is passed over; and as the
/// partner's list has no cursor, a difference counts only where it stands in two readings, with all that the partner had
/// told before the first of them read and nothing new of that order between.
/// </summary>
internal sealed class OrdersCheck(NpgsqlDataSource jobs, DriftStream stream, IShowsOrders partner)
{
    private const int MostPages = 10_000;

    /// <summary>How long the partner's own documents are waited for; what has not been read by then is passed over.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private readonly PartnerSystem system = new(stream.ConnectionOwnerId, stream.ConnectionId);

    /// <summary>Reads both, once or twice.</summary>
    /// <exception cref="Unanswered">The partner did not show its book.</exception>
    internal async Task<OrdersReading> Read(CancellationToken cancel)
    {
        if (!partner.Knows(stream.Owner))
        {
            throw new Unanswered($"We hold no key of this partner for {stream.Owner}.");
        }

        var before = await Now(cancel);
        var first = await Once(cancel);
        if (first.Differences.Count == 0)
        {
            return first;
        }

        if (!await IsReadUpTo(before, cancel))
        {
            return first with { InFlight = first.InFlight + first.Differences.Count, Differences = [] };
        }

        var second = await Once(cancel);
        var lasting = second.Differences.Where(again => first.Differences.Any(again.IsAgain)).ToList();
        return second with { InFlight = second.InFlight + second.Differences.Count - lasting.Count, Differences = lasting };
    }

    private async Task<OrdersReading> Once(CancellationToken cancel)
    {
        var shown = await Shown(cancel);
        await using var connection = await jobs.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var ours = await ComparedOrders.Of(connection, system, stream.OwnerId, cancel);
        var unread = await Unread(connection, cancel);
        var known = await ComparedOrders.Known(connection, system, stream.OwnerId, [.. shown.Keys.Where(name => !ours.ContainsKey(name))], cancel);
        var (equal, differences, inFlight) = (new List<long>(), new List<OrderDifference>(), 0);
        foreach (var (name, order) in ours)
        {
            if (order.IsUnderWay || unread.Contains(name))
            {
                inFlight++;
                continue;
            }

            var words = shown.TryGetValue(name, out var theirs) ? OrderDifference.Between(order, theirs) : [OrderDifference.LackedThere];
            if (words.Count == 0)
            {
                equal.Add(order.Id);
            }
            else
            {
                differences.Add(new OrderDifference(name, order.Id, order.Version, words));
            }
        }

        foreach (var name in shown.Keys.Where(name => !ours.ContainsKey(name) && !known.Contains(name)))
        {
            if (unread.Contains(name))
            {
                inFlight++;
            }
            else
            {
                differences.Add(new OrderDifference(name, Order: null, Version: 0, [OrderDifference.LackedHere]));
            }
        }

        return new OrdersReading(equal.Count + differences.Count, inFlight, differences, equal, [.. ours.Keys]);
    }

    /// <summary>All the partner's orders, each by its name.</summary>
    private async Task<Dictionary<OrderName, ShownOrder>> Shown(CancellationToken cancel)
    {
        var shown = new Dictionary<OrderName, ShownOrder>();
        string? continuation = null;
        for (var page = 1; page == 1 || continuation is not null; page++)
        {
            if (page > MostPages)
            {
                throw new Unanswered($"Its list did not end within {MostPages} pages.");
            }

            var read = Answered.Value(await partner.ShowOrders(stream.Owner, continuation, cancel));
            foreach (var order in read.Orders)
            {
                shown[new OrderName(order.PartnerBuys, order.Number)] = order;
            }

            continuation = read.Continuation;
        }

        return shown;
    }

    /// <summary>Orders of which the partner told something that is not recorded, whether it waits or was set aside.</summary>
    private async Task<HashSet<OrderName>> Unread(NpgsqlConnection connection, CancellationToken cancel)
    {
        var bodies = await connection.QueryAsync<string>(new CommandDefinition(
            """
            select body from order_message
            where owner_id = @ConnectionOwnerId and connection_id = @ConnectionId and counterparty_id = @OwnerId and recorded_at is null
            """,
            stream,
            cancellationToken: cancel));
        return [.. bodies.Select(partner.Head).OfType<Understanding<MessageHead>.Clear>().Select(head => new OrderName(head.Value.PartnerBuys, head.Value.Number))];
    }

    /// <summary>Waits until what the partner had told by an instant has been read and recorded, or set aside.</summary>
    private async Task<bool> IsReadUpTo(DateTime instant, CancellationToken cancel)
    {
        await using var connection = await jobs.OpenConnectionAsync(cancel);
        await OrderStreams.WakeIn(connection, new StreamKey(stream.ConnectionOwnerId, stream.ConnectionId, stream.OwnerId), cancel);
        using var patience = new PeriodicTimer(Look);
        for (var waited = TimeSpan.Zero; waited < Patience && await patience.WaitForNextTickAsync(cancel); waited += Look)
        {
            var isRead = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
                $"""
                select coalesce(s.last_success_at > @instant, false) and not exists (
                    select from order_message m
                    where m.owner_id = s.owner_id and m.connection_id = s.connection_id and m.counterparty_id = s.counterparty_id
                        and m.recorded_at is null and m.refused_code is null)
                from sync_stream s
                where s.owner_id = @ConnectionOwnerId and s.connection_id = @ConnectionId and s.counterparty_id = @OwnerId and s.kind = '{OrderStreams.In}'
                """,
                new { stream.ConnectionOwnerId, stream.ConnectionId, stream.OwnerId, instant },
                cancellationToken: cancel));
            if (isRead)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<DateTime> Now(CancellationToken cancel)
    {
        await using var connection = await jobs.OpenConnectionAsync(cancel);
        return await connection.ExecuteScalarAsync<DateTime>(new CommandDefinition("select clock_timestamp()", cancellationToken: cancel));
    }
}

/// <summary>How a comparison of orders ended.</summary>
/// <param name="Compared">Orders held against each other.</param>
/// <param name="InFlight">Orders passed over, because something of them was on its way.</param>
/// <param name="Differences">Those that differ.</param>
/// <param name="Equal">Numbers of those that do not.</param>
/// <param name="Here">All that we have of them.</param>
internal sealed record OrdersReading(
    long Compared, long InFlight, IReadOnlyList<OrderDifference> Differences, IReadOnlyCollection<long> Equal, IReadOnlyCollection<OrderName> Here);
