using System.Reflection;

namespace RetailGateway.Http;

/// <summary>A kind of problem (RFC 9457): a stable type, a status, a title that never changes.</summary>
/// <param name="Slug">The last part of the type's URI, <c>/problems/{slug}</c>.</param>
/// <param name="Status">The HTTP status it comes with.</param>
/// <param name="Title">What kind of thing is wrong, the same words each time.</param>
/// <param name="Advice">What the caller can do about it.</param>
internal sealed record Problem(string Slug, int Status, string Title, string Advice)
{
    /// <summary>The stable identifier in the answer's <c>type</c>.</summary>
    internal string Type => $"/problems/{Slug}";
}

/// <summary>Every problem the API answers with. The same list stands in the API document and in docs/problems.md.</summary>
internal static class Problems
{
    internal static readonly Problem Malformed = new("malformed", 400, "The request is not the JSON it should be", "Mend the place that errors[] names and send again.");
    internal static readonly Problem Invalid = new("invalid", 422, "The request is readable but not acceptable", "Each entry of errors[] names a place and what is wrong there.");
    internal static readonly Problem TooLarge = new("too-large", 413, "The request body is too large", "Send it in smaller parts.");
    internal static readonly Problem UnsupportedMediaType = new("unsupported-media-type", 415, "The request body's media type is not read here", "Send one of the media types that the API document names.");
    internal static readonly Problem TooManyChanges = new("too-many-changes", 413, "A batch holds up to 5,000 changes", "Split the batch. Nothing of it was recorded.");
    internal static readonly Problem Unauthenticated = new("unauthenticated", 401, "No valid key came with the request", "Send Authorization: Bearer rg_<live|test>_<id>_<secret>. The key may have expired or been revoked.");
    internal static readonly Problem ScopeMissing = new("scope-missing", 403, "The key lacks the scope for this", "Ask whoever manages your keys for one with the scope that detail names.");
    internal static readonly Problem NotFound = new("not-found", 404, "There is nothing here that you may see", "Check what you named: the id in the address, or the code in the body that errors points at. What belongs to others looks the same as what does not exist.");
    internal static readonly Problem MethodNotAllowed = new("method-not-allowed", 405, "This address does not take that method", "The Allow header names the methods it takes.");
    internal static readonly Problem AlreadyExists = new("already-exists", 409, "It is already there, with other content", "Read what is there; change it or choose another code.");
    internal static readonly Problem IdempotencyKeyRequired = new("idempotency-key-required", 400, "A POST carries an Idempotency-Key", "Make one unique id for each thing you want done and send the same one when you try again.");
    internal static readonly Problem IdempotencyKeyReused = new("idempotency-key-reused", 422, "The Idempotency-Key was used for another request", "Use a new key for a new request.");
    internal static readonly Problem IdempotencyKeyInUse = new("idempotency-key-in-use", 409, "A request with this Idempotency-Key is still at work", "Wait as long as Retry-After says and send the same request again.");
    internal static readonly Problem PreconditionRequired = new("precondition-required", 428, "This update needs If-Match", "Read it, and send its ETag back in If-Match.");
    internal static readonly Problem PreconditionFailed = new("precondition-failed", 412, "It has changed since you read it", "Read it again and decide anew.");
    internal static readonly Problem CursorInvalid = new("cursor-invalid", 400, "The cursor is not one of ours", "Begin without a cursor, or with the one from the last page.");
    internal static readonly Problem CursorExpired = new("cursor-expired", 410, "The cursor is older than what the feed still keeps", "Take a snapshot (GET /v1/stock/positions) and go on from its cursor.");
    internal static readonly Problem CursorOfAnotherFeed = new("cursor-of-another-feed", 400, "The cursor belongs to another feed", "Each connection has a feed of its own: begin without a cursor, or take a snapshot (GET /v1/stock/positions) and go on from its cursor.");
    internal static readonly Problem CursorOfAnotherEpoch = new("cursor-of-another-epoch", 410, "The feed began anew after this cursor was given", "Take a snapshot (GET /v1/stock/positions) and go on from its cursor.");
    internal static readonly Problem CursorBeyondHead = new("cursor-beyond-head", 410, "The cursor is ahead of the feed", "Take a snapshot (GET /v1/stock/positions) and go on from its cursor.");
    internal static readonly Problem RateLimited = new("rate-limited", 429, "Too many requests", "Wait as long as Retry-After says.");
    internal static readonly Problem Unavailable = new("unavailable", 503, "The gateway cannot reach its store just now", "Nothing of this request was recorded unless an earlier answer said so. Send it again after Retry-After, with the same ids.");
    internal static readonly Problem Broken = new("broken", 500, "Something broke on our side", "Send it again with the same ids; tell us the traceId if it stays.");

    // Of single stock changes, inside a 207.
    internal static readonly Problem ChangeInvalid = new("change-invalid", 422, "The change is not acceptable", "errors[] names the places. Its neighbours were not affected.");
    internal static readonly Problem ChangeDiffers = new("change-differs", 409, "This change id was recorded with other content", "The first content stands. Send a correction under a new id, or a reversal of the first.");
    internal static readonly Problem TooFarAhead = new("too-far-ahead", 422, "The change lies more than five minutes in the future", "Check the clock of the sending system.");
    internal static readonly Problem LocationUnknown = new("location-unknown", 404, "There is no such location that you may write to", "Check the location's code.");
    internal static readonly Problem NotSystemOfRecord = new("not-system-of-record", 403, "Another system's word counts for this location's stock at that time", "detail names the system of record.");
    internal static readonly Problem NotStocked = new("not-stocked", 422, "A service is never stocked", "Send stock changes for goods only.");
    internal static readonly Problem ReversalMismatch = new("reversal-mismatch", 422, "The reversal names an entry of another location or product, or a reversal", "Reverse an entry of the same connection, location and product; a reversal cannot be reversed.");

    internal static readonly Problem LineDismissed = new("line-dismissed", 409, "A person dismissed this line", "It is not recorded, however often it is sent. Send what really happened under a new change id.");

    // Of matters for a person.
    internal static readonly Problem AlreadyClosed = new("already-closed", 409, "It was closed before", "detail says how, when and by whom. Nothing of this request was done.");
    internal static readonly Problem ActionNotPossible = new("action-not-possible", 409, "The matter takes no such action", "Its actions name what can be done now.");
    internal static readonly Problem StillInTrouble = new("still-in-trouble", 409, "The action would not end the matter", "detail says what would be left. Nothing was recorded.");

    // Of reservations.
    internal static readonly Problem NotAvailable = new("not-available", 409, "Less is available than is asked for", "detail says what is available now.");
    internal static readonly Problem NotHeld = new("not-held", 409, "The reservation holds less than the step takes", "detail says what is still held.");

    internal static readonly Problem NotExpected = new("not-expected", 409, "Nothing of this movement is expected any more", "detail says what became of it. Read it again.");

    // Of orders.
    internal static readonly Problem StepRefused = new("step-refused", 409, "The order takes no such document now", "detail says why, and what you may send instead. Reading the order names it too.");
    internal static readonly Problem NoTerms = new("no-terms", 409, "No terms in force let you order there on that day", "A partnership in that direction, with terms that the partner has accepted, has to cover the order's day.");

    internal static readonly Problem PoolClosed = new("pool-closed", 409, "The pooled order takes no more shares", "detail says when it closed. Nothing of this request was recorded: order it by itself, or wait for the next pool.");

    internal static readonly Problem ReplenishmentUnderWay = new("replenishment-under-way", 409, "Another run proposes orders just now", "Wait as long as Retry-After says and send the same request again: what the other run proposes stays proposed.");

    // Of members' orders.
    internal static readonly Problem SettlementMoved = new("settlement-moved", 409, "The order is settled early for another amount today", "Read the preview of the settlement again: detail says today's amount. Nothing was recorded.");
    internal static readonly Problem ControlTotalDiffers = new("control-total-differs", 422, "The file's last line does not fit its lines", "detail says what was found. The file may be torn or altered: get it again from who made it. Nothing of it was taken.");

    // Of goods on consignment.
    internal static readonly Problem NotOnConsignment = new("not-on-consignment", 409, "No terms in force put these goods on consignment", "detail says what is missing: terms, the product in them, or the consignor's product behind the item code.");
    internal static readonly Problem SettlementUnderWay = new("settlement-under-way", 409, "Another run settles just now", "Wait as long as Retry-After says and send the same request again: what the other run settles stays settled.");

    // Of work in the background.
    internal static readonly Problem ParkedByAnother = new("parked-by-another", 409, "Another party has put it aside", "detail says which and why. It goes on when that party says so.");

    /// <summary>All of them, for the document, the docs and the tests.</summary>
    internal static IReadOnlyList<Problem> All { get; } =
        [.. typeof(Problems).GetFields(BindingFlags.Static | BindingFlags.NonPublic)
            .Where(field => field.FieldType == typeof(Problem))
            .Select(field => (Problem)field.GetValue(null)!)];
}
