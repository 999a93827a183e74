using Npgsql;

namespace RetailGateway.Http;

/// <summary>
/// A named constraint stands behind each rule; where a request breaks one, its name is the sentence the
/// caller reads, so a rule that the code forgot is still refused and still explained.
/// </summary>
internal static class Constraints
{
    internal static Refusal? Refusal(PostgresException error) => error.SqlState switch
    {
        PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ExclusionViolation =>
            new Refusal(Problems.AlreadyExists, $"{Sentence(error)}. What is there stands as it was."),
        PostgresErrorCodes.CheckViolation when error.ConstraintName == "reservation_is_within_available" =>
            new Refusal(Problems.NotAvailable),
        PostgresErrorCodes.CheckViolation when error.ConstraintName == "reservation_step_is_within_what_is_held" =>
            new Refusal(Problems.NotHeld),
        PostgresErrorCodes.CheckViolation or PostgresErrorCodes.NumericValueOutOfRange =>
            new Refusal(Problems.Invalid, $"Refused by the rule '{Sentence(error)}'. Nothing was recorded."),
        PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.InsufficientPrivilege =>
            new Refusal(Problems.NotFound, "Something the request names does not exist, or is not yours. Nothing was recorded."),
        PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter =>
            new Refusal(Problems.Invalid, "A text holds a zero byte, which no text here has. Nothing was recorded."),
        _ => null,
    };

    private static string Sentence(PostgresException error) =>
        (error.ConstraintName ?? error.MessageText).Replace('_', ' ');
}
