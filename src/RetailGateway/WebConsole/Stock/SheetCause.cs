namespace RetailGateway.WebConsole.Stock;

/// <summary>Why a sheet that a phone sent was not taken; <c>stock-sheet.js</c> tells it by the answer's status.</summary>
internal enum SheetCause
{
    /// <summary>Nobody is signed in any more.</summary>
    SignedOut,

    /// <summary>403: this person may not record here, or another system's word counts now.</summary>
    Forbidden,

    /// <summary>400: the page's own token is of another sign-in, or the form cannot be read.</summary>
    Stale,

    /// <summary>404: the place is not this person's any more.</summary>
    Gone,

    /// <summary>413: more than is taken at once.</summary>
    Large,

    /// <summary>429 and what is above 500: it is sent again by itself.</summary>
    Busy,

    /// <summary>Anything else.</summary>
    Refused,
}

/// <summary>Causes as the script names them.</summary>
internal static class SheetCauses
{
    /// <summary>The name of its note.</summary>
    internal static string Name(this SheetCause cause) => cause == SheetCause.SignedOut ? "signed-out" : cause.ToString().ToLowerInvariant();

    /// <summary>Whether the page, loaded again, can send it.</summary>
    internal static bool IsMendedByReloading(this SheetCause cause) => cause is SheetCause.SignedOut or SheetCause.Stale or SheetCause.Refused;
}
