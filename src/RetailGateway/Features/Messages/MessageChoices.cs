using Dapper;
using RetailGateway.Access.People;
using RetailGateway.Database;

namespace RetailGateway.Features.Messages;

/// <summary>What each person chose to hear of, and how.</summary>
internal sealed class MessageChoices(GatewayDb database)
{
    /// <summary>What somebody chose.</summary>
    internal async Task<MessageChoice> Read(Visitor visitor, CancellationToken cancel)
    {
        await using var work = await Inbox.Open(database, visitor, cancel);
        var row = await work.Connection.QuerySingleOrDefaultAsync<Row>(
            "select digest, array_to_string(unwanted, ' ') as unwanted, language from message_choice where owner_id = @party and person_id = @Person",
            new { party = visitor.Caller.Party.Value, visitor.Person });
        return row is null ? MessageChoice.Default : MessageChoice.Of(row.Digest, row.Unwanted, row.Language);
    }

    /// <summary>Chooses anew.</summary>
    internal async Task Save(Visitor visitor, MessageChoice choice, CancellationToken cancel)
    {
        await using var work = await Inbox.Open(database, visitor, cancel);
        await work.Connection.ExecuteAsync(
            """
            insert into message_choice (owner_id, person_id, digest, unwanted, language) values (@party, @Person, @digest, @unwanted, @Language)
            on conflict on constraint message_choice_pkey do update set digest = excluded.digest, unwanted = excluded.unwanted, language = excluded.language
            """,
            new { party = visitor.Caller.Party.Value, visitor.Person, digest = choice.Digest.Name(), unwanted = choice.Unwanted.ToArray(), choice.Language });
        await work.Commit(cancel);
    }

    private sealed record Row(string Digest, string Unwanted, string Language);
}

/// <summary>What somebody chose.</summary>
/// <param name="Digest">The mail of the morning.</param>
/// <param name="Unwanted">Kinds of messages that stay out of the inbox.</param>
/// <param name="Language">Of their mails: <c>id</c> or <c>en</c>.</param>
internal sealed record MessageChoice(DigestWish Digest, IReadOnlyCollection<string> Unwanted, string Language)
{
    /// <summary>Of whoever chose nothing.</summary>
    internal static readonly MessageChoice Default = new(DigestWish.WhenAsked, [], "id");

    /// <summary>As the store has it, kinds with a space between; null is no choice.</summary>
    internal static MessageChoice Of(string? digest, string? unwanted, string? language) =>
        new(digest is null ? Default.Digest : DigestWishes.Parse(digest), unwanted?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? Default.Unwanted, language ?? Default.Language);
}

/// <summary>Which mornings bring a mail.</summary>
internal enum DigestWish
{
    /// <summary>Those on which something is asked.</summary>
    WhenAsked,

    /// <summary>Every one, also to say that nothing is.</summary>
    Daily,

    /// <summary>None.</summary>
    Never,
}

/// <summary>Wishes as the store and the form name them.</summary>
internal static class DigestWishes
{
    internal static string Name(this DigestWish wish) => wish switch
    {
        DigestWish.Daily => "daily",
        DigestWish.Never => "never",
        _ => "when_asked",
    };

    internal static DigestWish Parse(string? name) => name switch
    {
        "daily" => DigestWish.Daily,
        "never" => DigestWish.Never,
        _ => DigestWish.WhenAsked,
    };
}
