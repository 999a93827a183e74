using System.Globalization;
using System.Text.Json;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.Changes;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Contracts;

/// <summary>A line that waits in review, locked: as it came or as it was put right.</summary>
/// <param name="Id">Its number in the queue.</param>
/// <param name="Line">What is to be recorded.</param>
/// <param name="HappenedAt">When it happened, by our clock.</param>
/// <param name="PutRight">It is a person's correction.</param>
internal sealed record WaitingLine(long Id, Change Line, DateTimeOffset HappenedAt, bool PutRight = false)
{
    /// <summary>The line with another item, location or quantity; what is null stays.</summary>
    internal WaitingLine Corrected(string? item, string? location, decimal? quantity) => this with
    {
        Line = Line with
        {
            Item = item?.Trim() ?? Line.Item,
            Location = location?.Trim() ?? Line.Location,
            Quantity = quantity?.ToString("0.##########", CultureInfo.InvariantCulture) ?? Line.Quantity,
        },
        PutRight = true,
    };

    internal bool SaysTheSameAs(WaitingLine other) => Line == other.Line;

    /// <summary>As the queue keeps it.</summary>
    internal string Kept() => JsonSerializer.Serialize(Line, Json.Options);
}

/// <summary>What became of a waiting line.</summary>
/// <param name="Id">Its number in the queue.</param>
/// <param name="ChangeId">The sender's id of it.</param>
/// <param name="Status">`applied` or `duplicate`: it waits no more. `refused` or `review`: it waits on.</param>
/// <param name="Detail">Why it waits on.</param>
internal sealed record LineEffect(long Id, string ChangeId, ChangeStatus Status, string? Detail)
{
    /// <summary>The same by a code, one of <see cref="WaitsCode"/>.</summary>
    internal string? Code { get; init; }

    /// <summary>It is in the ledger, and waits no more.</summary>
    internal bool IsRecorded => Status is ChangeStatus.Applied or ChangeStatus.Duplicate;

    /// <summary>Its code still means nothing at its time.</summary>
    internal bool IsUnknown => Status == ChangeStatus.Review;
}

/// <summary>What was, or would be, done.</summary>
/// <param name="Positions">Positions that change.</param>
/// <param name="Lines">Waiting lines that were tried.</param>
/// <param name="InBackground">Waiting lines that follow within seconds, for they are too many for one transaction.</param>
internal sealed record ReviewEffect(IReadOnlyList<PositionEffect> Positions, IReadOnlyList<LineEffect> Lines, int InBackground = 0)
{
    internal static readonly ReviewEffect None = new([], []);
}

/// <summary>
/// Applies lines that wait in review, on the same path as those that come in: system of record, identity, conflicts
/// and events hold for them, too. A line that is refused for another reason waits on, with that reason.
/// </summary>
internal sealed class WaitingLines(PartyBooks books)
{
    /// <summary>So many are applied in one transaction; what a mapping covers beyond that is left to the worker.</summary>
    internal const int MostAtOnce = 500;

    /// <summary>A mapping of the store covers line r; the connection whose code it is belongs to the line's owner.</summary>
    internal const string Covered =
        """
        exists (
            select from item_mapping m
            where m.owner_id = r.owner_id and m.connection_owner_id = r.owner_id and m.connection_id = r.connection_id
                and upper(m.item_code) = upper(r.item_code) and m.during @> r.happened_at)
        """;

    /// <summary>Line r is neither applied nor dismissed.</summary>
    internal const string Open = "r.applied_at is null and r.dismissed_at is null";

    /// <summary>What was kept is ours to read, also where a later version has added to it.</summary>
    private static readonly JsonSerializerOptions Kept = new(Json.Options)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip,
    };

    /// <summary>Applies what mappings that this transaction made cover: all of it, or all in the background where it is much.</summary>
    internal async Task<ReviewEffect> Mapped(
        Work work, PartyId owner, IReadOnlyCollection<(int Connection, string Item)> codes, CancellationToken cancel)
    {
        var found = await work.Connection.ExecuteAsync(new CommandDefinition(
            $"""
            update review_item r set due = true, waits_because = null, waits_code = null
            from unnest(@connections, @items) as k (connection_id, item_code)
            where r.owner_id = @owner and r.connection_id = k.connection_id and upper(r.item_code) = upper(k.item_code)
                and {Open} and {Covered}
            """,
            new
            {
                owner = owner.Value,
                connections = codes.Select(code => code.Connection).ToArray(),
                items = codes.Select(code => code.Item).ToArray(),
            },
            cancellationToken: cancel));
        if (found is 0 or > MostAtOnce)
        {
            return ReviewEffect.None with { InBackground = found };
        }

        var book = await books.ReadWithin(work, owner, cancel);
        var effect = ReviewEffect.None;
        foreach (var connection in codes.Select(code => code.Connection).Distinct().Order())
        {
            var lines = await Lock(work, owner, new ConnectionId(connection), "r.due and r.waits_because is null", cancel);
            var more = await Apply(work, owner, new ConnectionId(connection), book, lines, cancel);
            effect = new ReviewEffect([.. effect.Positions, .. more.Positions], [.. effect.Lines, .. more.Lines]);
        }

        return effect;
    }

    /// <summary>Locks open lines of a connection, the first ones first.</summary>
    /// <param name="work">The transaction that is to apply them.</param>
    /// <param name="owner">Whose lines.</param>
    /// <param name="connection">Which connection sent them.</param>
    /// <param name="which">A condition on line r, of ours.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <param name="since">The worker's @since; it passes over what others are at work on.</param>
    internal static async Task<List<WaitingLine>> Lock(
        Work work, PartyId owner, ConnectionId connection, string which, CancellationToken cancel, DateTime? since = null)
    {
        var rows = await work.Connection.QueryAsync<(long Id, string Line, DateTime HappenedAt)>(new CommandDefinition(
            $"""
            select r.review_item_id, r.line::text, r.happened_at
            from review_item r
            where r.owner_id = @owner and r.connection_id = @connection and {Open} and {which}
            order by r.review_item_id
            limit {MostAtOnce}
            for update {(since is null ? "" : "skip locked")}
            """,
            new { owner = owner.Value, connection = connection.Value, since },
            cancellationToken: cancel));
        return [.. rows.Select(row => Read(row.Id, row.Line, row.HappenedAt))];
    }

    /// <summary>A line as the queue keeps it.</summary>
    internal static WaitingLine Read(long id, string line, DateTimeOffset happenedAt) =>
        new(id, JsonSerializer.Deserialize<Change>(line, Kept)!, happenedAt);

    /// <summary>Applies locked lines by the book in force.</summary>
    /// <exception cref="StaleBook">The catalogue moved on: begin again.</exception>
    internal async Task<ReviewEffect> Apply(
        Work work, PartyId owner, ConnectionId connection, IReadOnlyList<WaitingLine> lines, CancellationToken cancel)
    {
        var book = await books.Get(owner, cancel);

        // Where no line is known nothing is locked, and nobody else would find the copy outdated.
        book.MustBe(await work.Connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "select book_version from party where owner_id = @owner", new { owner = owner.Value }, cancellationToken: cancel)));
        return await Apply(work, owner, connection, book, lines, cancel);
    }

    private static async Task<ReviewEffect> Apply(
        Work work, PartyId owner, ConnectionId connection, PartyBook book, IReadOnlyList<WaitingLine> lines, CancellationToken cancel)
    {
        var caller = new Caller(owner, PartyKind.Cooperative, connection, "", "", System.Collections.Frozen.FrozenSet<string>.Empty);
        var changes = lines.Select((line, index) => Incoming(line, index)).ToList();

        // A line whose code still means nothing at its time has nothing to be recorded and stays as it is.
        var known = changes.FindAll(change => change.IsRefused || book.Find(connection, change.Item, change.OccurredAt) is not null);
        var touched = known.Count == 0 ? [] : await Recording.Record(work, caller, book, known, sentAt: null, cancel);
        var effects = changes.ConvertAll(change => new LineEffect(
            lines[change.Index].Id,
            change.ChangeId ?? "",
            known.Contains(change) ? change.Status : ChangeStatus.Review,
            known.Contains(change) ? Words(change.Problem) : "Its code means nothing at that time.")
        {
            Code = !known.Contains(change) ? WaitsCode.Unmapped : change.Problem is { } problem ? WaitsCode.Of(problem) : null,
        });
        await work.Connection.ExecuteAsync(new CommandDefinition(
            """
            update review_item r set due = false, waits_because = k.why, waits_code = k.code
            from unnest(@ids, @reasons, @codes) as k (id, why, code)
            where r.owner_id = @owner and r.review_item_id = k.id and (r.due or r.waits_because is distinct from k.why)
            """,
            new
            {
                owner = owner.Value,
                ids = effects.ConvertAll(effect => effect.Id),
                reasons = effects.ConvertAll(effect => effect.Status == ChangeStatus.Refused ? effect.Detail : null),
                codes = effects.ConvertAll(effect => effect.Status == ChangeStatus.Refused ? effect.Code : null),
            },
            cancellationToken: cancel));
        return new ReviewEffect(PositionEffect.Of(touched), effects);
    }

    /// <summary>Why, for a person: what is wrong field by field, where the line itself is what is wrong.</summary>
    private static string? Words(ProblemBody? problem) => problem is null ? null
        : problem.Type == Problems.ChangeInvalid.Type && problem.Errors is { } errors ? string.Join(" ", errors.Select(error => $"{error.Pointer[(error.Pointer.LastIndexOf('/') + 1)..]}: {error.Detail}"))
        : problem.Detail;

    private static IncomingChange Incoming(WaitingLine line, int index)
    {
        var change = new IncomingChange(index)
        {
            ChangeId = line.Line.ChangeId,
            Location = line.Line.Location,
            Item = line.Line.Item,
            Kind = line.Line.Kind,
            Sent = line.Line.Quantity is { } text && Quantity.TryParse(text, out var quantity, out _) ? quantity : null,
            OccurredAt = line.HappenedAt,
            Document = line.Line.Document,
            Reverses = line.Line.Reverses,
            PutRight = line.PutRight,
        };
        change.CheckWhole(hasKind: true);
        return change;
    }
}
