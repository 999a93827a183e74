using System.Text.Json;
using NpgsqlTypes;
using RetailGateway.Access;
using RetailGateway.Database;

namespace RetailGateway.Features.Audit.Contracts;

/// <summary>What was done something to: a kind of row and its id as the API shows it.</summary>
/// <param name="Kind">For example <c>conflict</c> or <c>review-item</c>; the last fixed part of its address, in the singular.</param>
/// <param name="Id">Its id.</param>
internal readonly record struct AuditSubject(string Kind, string Id);

/// <summary>The log of acts by which somebody decided something. It is added to and never changed, by any role.</summary>
internal static class AuditLog
{
    /// <summary>
    /// Adds an entry to the transaction of the act, with its next round trip: the act and its entry are lasting
    /// together or not at all.
    /// </summary>
    /// <param name="work">The act's transaction.</param>
    /// <param name="caller">Who acts; an empty key id is the gateway itself.</param>
    /// <param name="act">What was done, as a verb: <c>dismiss</c>, <c>map</c>.</param>
    /// <param name="subject">To what.</param>
    /// <param name="before">The subject as it was; null where it was not there.</param>
    /// <param name="after">The subject as it has become.</param>
    /// <param name="reason">In the words of whoever acted, where they gave some.</param>
    internal static void Write(Work work, Caller caller, string act, AuditSubject subject, object? before, object? after, string? reason) =>
        work.Defer(Sql.Command(
            """
            insert into audit_entry (owner_id, connection_id, actor, act, subject_kind, subject_id, before, after, reason)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            caller.Party.Value,
            caller.Connection.Value,
            Actor(caller),
            act,
            subject.Kind,
            subject.Id,
            Json(before),
            Json(after),
            new Npgsql.NpgsqlParameter { Value = (object?)reason ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text }));

    /// <summary>How a caller is named in what it did: a person, a key, or the gateway itself.</summary>
    internal static string Actor(Caller caller) => caller switch
    {
        { Person: { } person } => $"person:{person}",
        { KeyId.Length: > 0 } => $"key:{caller.KeyId}",
        _ => "gateway",
    };

    private static Npgsql.NpgsqlParameter Json(object? value) => new()
    {
        Value = value is null ? DBNull.Value : JsonSerializer.Serialize(value, Http.Json.Options),
        NpgsqlDbType = NpgsqlDbType.Jsonb,
    };
}
