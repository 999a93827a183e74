namespace RetailGateway.Features.Orders.Contracts;

/// <summary>How many of a party's orders, proposed and pooled orders wait for itself, as a column of somebody's statement; <c>$1</c> is the party.</summary>
internal static class WaitingOrders
{
    /// <summary>The column orders, for whoever answers, sends and cancels (<paramref name="places"/>) or receives.</summary>
    internal static string Figure(bool places, bool receives) => (places, receives) switch
    {
        (true, true) => $"(({Count}) + ({Proposals}) + ({Pools})) as orders",
        (true, false) => $"(({Count} and not {ToReceive}) + ({Proposals}) + ({Pools})) as orders",
        (false, true) => $"({Count} and {ToReceive}) as orders",
        _ => "0::bigint as orders",
    };

    private const string Count =
        """
        select count(*) from trade_order o
        where (o.owner_id = $1 or o.partner_id = $1) and o.turn is not null and $1 = case o.turn when 'buyer' then o.buyer_id else o.seller_id end
        """;

    /// <summary>What the night's job proposes and somebody is to decide; what is kept back waits for more.</summary>
    private const string Proposals = "select count(*) from order_proposal p where p.owner_id = $1 and p.status = 'open' and not p.kept_back";

    /// <summary>Pools whose time is over, and that somebody is to order, extend or cancel.</summary>
    private const string Pools = "select count(*) from order_pool p where p.owner_id = $1 and p.status = 'kept_back'";

    private const string ToReceive = "(o.turn = 'buyer' and o.state <> 'accepted_with_changes')";
}
