using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Orders;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders;

/// <summary>Orders as the console lists them: from the reader's side, with names, the newest first.</summary>
internal sealed class OrderList(GatewayDb database)
{
    /// <summary>How many orders a page lists.</summary>
    private const int Shown = 50;

    private const string Waits = "case o.turn when 'buyer' then o.buyer_id when 'seller' then o.seller_id end";

    private const string Open =
        """
        from trade_order o
        where (o.owner_id = @party or o.partner_id = @party)
        """;

    /// <summary>Reads a page of them, and how many of each kind there are.</summary>
    /// <param name="caller">Whose orders.</param>
    /// <param name="of">Which.</param>
    /// <param name="number">A part of the buyer's number; null is any.</param>
    /// <param name="cursor">Where the page begins; null is with the newest.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <exception cref="Refusal">The cursor is not one of this list.</exception>
    internal async Task<(Page<ListedOrder> Page, OrderCounts Counts)> Read(Caller caller, OrdersOf of, string? number, string? cursor, CancellationToken cancel)
    {
        var list = CursorKind.Of("order", caller);
        var which = of switch
        {
            OrdersOf.Ours => $"o.turn is not null and {Waits} = @party",
            OrdersOf.Theirs => $"o.turn is not null and {Waits} <> @party",
            OrdersOf.Late => "o.due_at <= now()",
            OrdersOf.Short => "o.short",
            OrdersOf.Doubtful => "o.contradictions > 0",
            OrdersOf.Ended => "o.turn is null",
            _ => "true",
        };
        var values = new { party = caller.Party.Value, before = list.Number(cursor), number, take = Shown + 1 };
        await using var work = await database.Open(caller, cancel);
        await using var both = await work.Connection.QueryMultipleAsync(
            $"""
            select count(*) filter (where {Waits} = @party) as ours, count(*) filter (where {Waits} <> @party) as theirs,
                count(*) filter (where o.due_at <= now()) as late, count(*) filter (where o.short) as short, count(*) filter (where o.contradictions > 0) as doubtful
            {Open} and (o.turn is not null or o.short or o.contradictions > 0);

            select o.order_id as id, o.number, o.buyer_id = @party as is_buyer, p.name as partner, coalesce(t.name, o.ship_to) as ship_to,
                o.state, o.turn, o.currency, o.amount, o.short, o.contradictions, o.issued_at, o.due_at,
                (o.due_at <= now()) is true as is_late
            from (select o.* {Open} and {which}
                    and (@before::bigint is null or o.order_id < @before)
                    and (@number::text is null or position(upper(@number) in upper(o.number)) > 0)
                order by o.order_id desc
                limit @take) o
            join party p on p.owner_id = case @party when o.owner_id then o.partner_id else o.owner_id end
            left join location t on t.owner_id = o.buyer_id and t.location_id = o.ship_to_id
            order by o.order_id desc
            """,
            values);
        var counts = await both.ReadSingleAsync<OrderCounts>();
        List<ListedOrder> rows = [.. (await both.ReadAsync<Row>()).Select(row => row.Listed())];
        return (Page<ListedOrder>.Of(rows, Shown, last => list.Cursor(last.Id)), counts);
    }

    private sealed record Row(
        long Id, string Number, bool IsBuyer, string Partner, string ShipTo, string State, string? Turn, string Currency, decimal Amount, bool Short,
        int Contradictions, DateTime IssuedAt, DateTime? DueAt, bool IsLate)
    {
        internal ListedOrder Listed() => new(
            Id, Number, IsBuyer ? TradeSide.Buyer : TradeSide.Seller, Partner, ShipTo, Names.Read<OrderState>(State),
            Turn is null ? null : Names.Read<TradeSide>(Turn), Currency, Amount, Short, Contradictions > 0, IssuedAt, DueAt, IsLate);
    }
}

/// <summary>Which orders a page of the console lists.</summary>
internal enum OrdersOf
{
    /// <summary>Those whose next step is the reader's party's.</summary>
    Ours,

    /// <summary>Those that wait for the other side.</summary>
    Theirs,

    /// <summary>Those of either side whose time is over.</summary>
    Late,

    /// <summary>Those that lack stock at the seller's.</summary>
    Short,

    /// <summary>Those whose documents do not fit together.</summary>
    Doubtful,

    /// <summary>Those that nobody has anything more to do with.</summary>
    Ended,

    /// <summary>All of them.</summary>
    All,
}

/// <summary>How many orders there are of the kinds that ask for somebody.</summary>
/// <param name="Ours">That wait for the reader's party.</param>
/// <param name="Theirs">That wait for the other side.</param>
/// <param name="Late">Whose time is over.</param>
/// <param name="Short">That lack stock.</param>
/// <param name="Doubtful">That do not fit.</param>
internal sealed record OrderCounts(long Ours, long Theirs, long Late, long Short, long Doubtful);

/// <summary>An order in a list.</summary>
/// <param name="Id">Its number with us.</param>
/// <param name="Number">The buyer's number of it.</param>
/// <param name="Side">Which side of it the reader is.</param>
/// <param name="Partner">The other side's name.</param>
/// <param name="ShipTo">Where it goes: by name where the reader knows the place, else by code.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Turn">Who acts next; null where it has ended.</param>
/// <param name="Currency">Of its amount.</param>
/// <param name="Amount">What is delivered or still to be.</param>
/// <param name="Short">It lacks stock at the seller's.</param>
/// <param name="IsDoubtful">Something in its documents does not fit.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="DueAt">Until when whoever's turn it is may take; null where it has ended.</param>
/// <param name="IsLate">That is over.</param>
internal sealed record ListedOrder(
    long Id, string Number, TradeSide Side, string Partner, string ShipTo, OrderState State, TradeSide? Turn, string Currency, decimal Amount, bool Short,
    bool IsDoubtful, DateTimeOffset IssuedAt, DateTimeOffset? DueAt, bool IsLate);
