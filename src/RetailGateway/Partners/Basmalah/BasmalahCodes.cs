namespace RetailGateway.Partners.Basmalah;

/// <summary>The refusals of the chain that we know, each with the HTTP status it comes with.</summary>
internal static class BasmalahCodes
{
    /// <summary>The send that was asked for never arrived.</summary>
    public const string SendUnknown = "E-KRM-01";

    /// <summary>The line's version is not newer than what the chain holds.</summary>
    public const string Stale = "E-STK-07";

    /// <summary>The feed token is of no use any more: take a snapshot.</summary>
    public const string TokenExpired = "E-STK-09";

    /// <summary>The snapshot is kept no more: take another.</summary>
    public const string SnapshotExpired = "E-STK-10";

    /// <summary>The document that was asked for never arrived.</summary>
    public const string DocumentUnknown = "E-PSN-01";

    /// <summary>The token of the order documents is of no use any more: begin anew.</summary>
    public const string DocumentTokenExpired = "E-PSN-07";

    private static readonly Dictionary<string, int> s_ofRequests = new(StringComparer.Ordinal)
    {
        ["E-AKS-01"] = StatusCodes.Status401Unauthorized,
        ["E-AKS-02"] = StatusCodes.Status403Forbidden,
        ["E-UMM-01"] = StatusCodes.Status400BadRequest,
        ["E-UMM-02"] = StatusCodes.Status413PayloadTooLarge,
        ["E-UMM-03"] = StatusCodes.Status400BadRequest,
        ["E-UMM-04"] = StatusCodes.Status404NotFound,
        ["E-UMM-05"] = StatusCodes.Status415UnsupportedMediaType,
        [SendUnknown] = StatusCodes.Status404NotFound,
        ["E-KRM-02"] = StatusCodes.Status409Conflict,
        ["E-KRM-03"] = StatusCodes.Status422UnprocessableEntity,
        ["E-KRM-04"] = StatusCodes.Status422UnprocessableEntity,
        ["E-STK-08"] = StatusCodes.Status400BadRequest,
        [TokenExpired] = StatusCodes.Status410Gone,
        [SnapshotExpired] = StatusCodes.Status410Gone,
        [DocumentUnknown] = StatusCodes.Status404NotFound,
        ["E-PSN-02"] = StatusCodes.Status409Conflict,
        ["E-PSN-03"] = StatusCodes.Status422UnprocessableEntity,
        ["E-PSN-04"] = StatusCodes.Status422UnprocessableEntity,
        ["E-PSN-05"] = StatusCodes.Status422UnprocessableEntity,
        ["E-PSN-06"] = StatusCodes.Status422UnprocessableEntity,
        [DocumentTokenExpired] = StatusCodes.Status410Gone,
    };

    private static readonly HashSet<string> s_ofLines = new(StringComparer.Ordinal)
    {
        "E-STK-01", "E-STK-02", "E-STK-03", "E-STK-04", "E-STK-05", "E-STK-06",
    };

    /// <summary>Whether this is how the chain refuses a request as a whole.</summary>
    public static bool RefusesRequest(string code, int status) => s_ofRequests.GetValueOrDefault(code) == status;

    /// <summary>Whether this is how the chain refuses one line of a send.</summary>
    public static bool RefusesLine(string? code) => code is not null && s_ofLines.Contains(code);
}
