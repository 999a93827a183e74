namespace RetailGateway.Client.Wire;

/// <summary>Headers of the API.</summary>
internal static class Headers
{
    /// <summary>A key that every try of one write carries, so that it takes effect once.</summary>
    internal const string Key = "Idempotency-Key";

    /// <summary>The tag of the state that an update was decided on.</summary>
    internal const string IfMatch = "If-Match";
}
