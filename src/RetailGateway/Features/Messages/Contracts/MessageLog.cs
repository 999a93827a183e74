using System.Text.Json;
using System.Text.Json.Serialization;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Http;

namespace RetailGateway.Features.Messages.Contracts;

/// <summary>Puts a message into somebody's inbox, in the transaction of what it tells of.</summary>
internal static class MessageLog
{
    /// <summary>With the transaction's next round trip; not at all where the person does not want this kind.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="party">Whose person it is.</param>
    /// <param name="person">Whose inbox.</param>
    /// <param name="kind">One of <see cref="MessageKind"/>.</param>
    /// <param name="named">What the sentence names.</param>
    /// <param name="link">Where one acts on it or reads more.</param>
    /// <param name="matter">The open matter that it tells of.</param>
    internal static void Add(Work work, PartyId party, int person, string kind, Named named, string? link, string? matter = null) => work.Defer(Sql.Command(
        """
        insert into message (owner_id, person_id, kind, arguments, link, matter)
        select $1, $2, $3, $4::jsonb, nullif($5, ''), nullif($6, '')
        where not exists (select from message_choice c where c.owner_id = $1 and c.person_id = $2 and $3 = any (c.unwanted))
        """,
        party.Value, person, kind, named.Written(), link ?? "", matter ?? ""));
}

/// <summary>What messages tell of.</summary>
internal static class MessageKind
{
    internal const string Conflict = "conflict";
    internal const string Review = "review";
    internal const string Stream = "stream";

    /// <summary>An order's deadline, or documents of it that do not fit.</summary>
    internal const string Order = "order";

    /// <summary>Many matters that came together.</summary>
    internal const string Many = "many";

    /// <summary>Somebody has taken an invitation of one's own.</summary>
    internal const string Joined = "joined";

    /// <summary>Somebody else made a link to a new password of one's own: never left out.</summary>
    internal const string PasswordLink = "password_link";

    /// <summary>Somebody else cleared the code that one signed in with: never left out.</summary>
    internal const string CodeCleared = "code_cleared";

    /// <summary>Those that somebody may do without.</summary>
    internal static IReadOnlyList<string> Choosable { get; } = [Conflict, Review, Stream, Order, Joined];
}

/// <summary>What a message's sentence names; which of it is there depends on the kind.</summary>
internal sealed record Named
{
    private static readonly JsonSerializerOptions Brief = new(Json.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>A conflict's kind, a stream's, or what an order is.</summary>
    public string? Detail { get; init; }

    /// <summary>The goods, the code, the connection, the order; or a person.</summary>
    public string? Subject { get; init; }

    /// <summary>Where, or whose.</summary>
    public string? Place { get; init; }

    /// <summary>How many.</summary>
    public long? Count { get; init; }

    /// <summary>What may be lost.</summary>
    public decimal? Rupiah { get; init; }

    /// <summary>As the store keeps it.</summary>
    internal string Written() => JsonSerializer.Serialize(this, Brief);

    internal static Named Read(string written) => JsonSerializer.Deserialize<Named>(written, Brief)!;
}
