namespace RetailGateway.PartnerSimulator.Chain.Dialect;

/// <summary>Who calls: the key in <c>X-Kunci-Mitra</c> stands for one co-op.</summary>
internal static class PartnerKey
{
    /// <summary>The header that carries the key.</summary>
    public const string Header = "X-Kunci-Mitra";

    /// <summary>Refuses a request without a known key, and remembers whose key it is.</summary>
    internal static async ValueTask<object?> Filter(
        EndpointFilterInvocationContext call, EndpointFilterDelegate next, IReadOnlyDictionary<string, string> keys)
    {
        if (!keys.TryGetValue(call.HttpContext.Request.Headers[Header].ToString(), out var cooperative))
            return Refusal.UnknownKey.ToResult();

        call.HttpContext.Items[Header] = cooperative;
        return await next(call);
    }

    /// <summary>The co-op that calls.</summary>
    internal static string Cooperative(HttpContext http) => (string)http.Items[Header]!;

    /// <summary>Refuses a request about another co-op than the caller's.</summary>
    internal static void Demand(HttpContext http, string cooperative)
    {
        if (Cooperative(http) != cooperative)
            throw new RefusedException(Refusal.NotYourCooperative);
    }
}
