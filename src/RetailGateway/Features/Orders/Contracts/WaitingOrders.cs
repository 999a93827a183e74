namespace RetailGateway.Features.Orders.Contracts;

/// <summary>How many of a party's orders wait for itself, as a column of somebody's statement; <c>$1</c> is the party.</summary>
internal static class WaitingOrders
{
    /// <summary>The column orders, for whoever answers, sends and cancels (<paramref name="places"/>) or receives.</summary>
    internal static string Figure(bool places, bool receives) => (places, receives) switch
    {
        (true, true) => $"({Count}) as orders",
        (true, false) => $"({Count} and not {ToReceive}) as orders",
        (false, true) => $"({Count} and {ToReceive}) as orders",
        _ => "0::bigint as orders",
    };

    private const string Count =
        """
        select count(*) from trade_order o
        where (o.owner_id = $1 or o.partner_id = $1) and o.turn is not null and $1 = case o.turn when 'buyer' then o.buyer_id else o.seller_id end
        """;

    private const string ToReceive = "(o.turn = 'buyer' and o.state <> 'accepted_with_changes')";
}
