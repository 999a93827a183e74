namespace RetailGateway.Partners.Ubl.Exchange;

/// <summary>The refusals of an exchange that we know, each with the HTTP status it comes with.</summary>
internal static class UblCodes
{
    /// <summary>The document that was asked for never arrived.</summary>
    public const string NotReceived = "not_received";

    /// <summary>The cursor is of no use any more: begin anew.</summary>
    public const string CursorGone = "cursor_gone";

    private static readonly Dictionary<string, int> s_known = new(StringComparer.Ordinal)
    {
        ["unknown_key"] = StatusCodes.Status401Unauthorized,
        ["other_party"] = StatusCodes.Status403Forbidden,
        ["no_such_address"] = StatusCodes.Status404NotFound,
        [NotReceived] = StatusCodes.Status404NotFound,
        ["id_taken"] = StatusCodes.Status409Conflict,
        [CursorGone] = StatusCodes.Status410Gone,
        ["too_large"] = StatusCodes.Status413PayloadTooLarge,
        ["not_xml"] = StatusCodes.Status415UnsupportedMediaType,
        ["bad_query"] = StatusCodes.Status400BadRequest,
        ["not_a_document"] = StatusCodes.Status422UnprocessableEntity,
        ["unknown_order"] = StatusCodes.Status422UnprocessableEntity,
        ["unknown_item"] = StatusCodes.Status422UnprocessableEntity,
        ["bad_quantity"] = StatusCodes.Status422UnprocessableEntity,
    };

    /// <summary>Whether this is how an exchange says no.</summary>
    public static bool Refuses(string code, int status) => s_known.GetValueOrDefault(code) == status;
}
