using System.Text.Json;
using Dapper;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock.Drift;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Sync.Drift;

/// <summary>
/// Writes down what a check found, and what is done about it: the system of record's figure goes to the other side
/// once; what comes back all the same, or is a fault of a mapping, which no figure mends, is given to a person.
/// </summary>
internal static class DriftFindings
{
    /// <summary>So many may differ whatever the size of the book; above it, one in twenty.</summary>
    private const int FewDifferences = 10;

    /// <summary>Adds or renews each difference as a finding.</summary>
    /// <returns>What is to be done about each: told_again, count_taken, person, or dismissed where a person said to leave it as it is.</returns>
    internal static async Task<List<string>> Write(
        Work work, DriftStream stream, long check, DriftReading reading, IReadOnlyList<NamedDifference> found, CancellationToken cancel)
    {
        var answers = new List<string>(found.Count);
        foreach (var one in found)
        {
            var byPerson = one.Name.Kind is DriftKind.PackFactor or DriftKind.WrongProduct || (!stream.IsOutward && !IsPlain(reading, one.Found));
            answers.Add(await work.Connection.ExecuteScalarAsync<string>(new CommandDefinition(
                """
                insert into drift_finding as f (owner_id, connection_owner_id, connection_id, stream, location_id, product_id, kind,
                    ours, theirs, evidence, rupiah_at_risk, first_check_id, last_check_id, answer)
                values (@OwnerId, @ConnectionOwnerId, @ConnectionId, @Stream, @LocationId, @ProductId, @kind,
                    @ours, @theirs, @evidence::jsonb, @RupiahAtRisk, @check, @check, @answer)
                on conflict (owner_id, connection_owner_id, connection_id, stream, location_id, product_id) where resolved_at is null
                do update set kind = excluded.kind, ours = excluded.ours, theirs = excluded.theirs, evidence = excluded.evidence,
                    rupiah_at_risk = excluded.rupiah_at_risk, last_check_id = excluded.last_check_id, last_seen_at = now(),
                    answer = case
                        when f.answer = 'count_asked' then 'count_taken'
                        when f.answer = 'dismissed' and coalesce(f.theirs, 0) - f.ours = coalesce(excluded.theirs, 0) - excluded.ours then 'dismissed'
                        else 'person' end
                returning answer
                """,
                new
                {
                    stream.OwnerId,
                    stream.ConnectionOwnerId,
                    stream.ConnectionId,
                    stream.Stream,
                    one.Found.LocationId,
                    one.Found.ProductId,
                    kind = Words(one.Name.Kind),
                    ours = one.Found.Ours.ToDecimal(),
                    theirs = one.Found.Theirs?.ToDecimal(),
                    evidence = JsonSerializer.Serialize(Evidence(one, oursWhole: !stream.IsOutward), Json.Options),
                    one.RupiahAtRisk,
                    check,
                    answer = byPerson ? "person" : stream.IsOutward ? "told_again" : "count_taken",
                },
                cancellationToken: cancel)) ?? throw new InvalidOperationException("A finding was written without its answer."));
        }

        return answers;
    }

    /// <summary>
    /// Whether the partner's snapshot may be taken as a count: it names the position, all its lines were understood, and
    /// few differ. A line that is missing, or another book altogether, is nothing to empty shelves by.
    /// </summary>
    private static bool IsPlain(DriftReading reading, Difference found) =>
        found.Theirs is not null && reading.Strange == 0 && reading.Differences.Count <= Math.Max(FewDifferences, reading.Compared / 20);

    /// <summary>Gives a difference to a person, as a matter of the goods' owner.</summary>
    internal static void Raise(Work work, DriftStream stream, NamedDifference one) => work.Defer(OpenConflicts.Open(
        new NewConflict(new PartyId(stream.OwnerId), new ConnectionId(stream.ConnectionId), ConflictKind.StockDrift, Evidence(one, oursWhole: true))
        {
            ConnectionOwner = new PartyId(stream.ConnectionOwnerId),
            Location = one.Found.LocationId,
            Product = one.Found.ProductId,
            Subject = ("drift", Subject(stream)),
            InDoubt = one.Case.Difference.IsNegative ? -one.Case.Difference : one.Case.Difference,
        }));

    /// <summary>Closes what was open and is equal now: compared by this check, and not among its differences.</summary>
    internal static async Task<int> Resolve(Work work, DriftStream stream, IReadOnlyCollection<(int Location, int Product)> equal, CancellationToken cancel)
    {
        var resolved = (await work.Connection.QueryAsync<(int Location, int Product)>(new CommandDefinition(
            """
            update drift_finding f set resolved_at = now()
            from unnest(@locations::integer[], @products::integer[]) as e (location_id, product_id)
            where f.owner_id = @OwnerId and f.connection_owner_id = @ConnectionOwnerId and f.connection_id = @ConnectionId and f.stream = @Stream
                and f.resolved_at is null and f.location_id = e.location_id and f.product_id = e.product_id
            returning f.location_id, f.product_id
            """,
            new
            {
                stream.OwnerId,
                stream.ConnectionOwnerId,
                stream.ConnectionId,
                stream.Stream,
                locations = equal.Select(at => at.Location).ToArray(),
                products = equal.Select(at => at.Product).ToArray(),
            },
            cancellationToken: cancel))).AsList();
        foreach (var (location, product) in resolved)
        {
            work.Defer(OpenConflicts.Mended(new PartyId(stream.OwnerId), ConflictKind.StockDrift, location, product, MendedBecause.BooksAgree));
        }

        return resolved.Count;
    }

    /// <summary>Which positions of open findings there are; the check says which of them it compared.</summary>
    internal static async Task<List<(int Location, int Product)>> Open(Work work, DriftStream stream, CancellationToken cancel) =>
        (await work.Connection.QueryAsync<(int, int)>(new CommandDefinition(
            """
            select location_id, product_id from drift_finding
            where owner_id = @OwnerId and connection_owner_id = @ConnectionOwnerId and connection_id = @ConnectionId and stream = @Stream
                and resolved_at is null
            """,
            stream,
            cancellationToken: cancel))).AsList();

    /// <summary>
    /// Has the partner told anew: the position's version goes beyond the one that it holds, for it takes nothing older.
    /// </summary>
    internal static async Task TellAgain(Work work, DriftStream stream, IReadOnlyCollection<Difference> again, CancellationToken cancel)
    {
        if (again.Count == 0)
        {
            return;
        }

        await work.Connection.ExecuteAsync(new CommandDefinition(
            """
            with again as (
                select * from unnest(@locations::integer[], @products::integer[], @held::bigint[]) as a (location_id, product_id, held)),
            locked as (
                select p.location_id, p.product_id, a.held
                from stock_position p join again a on a.location_id = p.location_id and a.product_id = p.product_id
                where p.owner_id = @OwnerId
                order by p.location_id, p.product_id
                for update of p),
            raised as (
                update stock_position p set version = greatest(p.version, l.held) + 1
                from locked l
                where p.owner_id = @OwnerId and p.location_id = l.location_id and p.product_id = l.product_id
                returning p.location_id, p.product_id, p.version)
            update partner_copy c set version = r.version, owed_since = coalesce(c.owed_since, now())
            from raised r
            where c.owner_id = @ConnectionOwnerId and c.connection_id = @ConnectionId and c.source_id = @OwnerId
                and c.location_id = r.location_id and c.product_id = r.product_id
            """,
            new
            {
                stream.OwnerId,
                stream.ConnectionOwnerId,
                stream.ConnectionId,
                locations = again.Select(one => one.LocationId).ToArray(),
                products = again.Select(one => one.ProductId).ToArray(),
                held = again.Select(one => one.TheirVersion ?? 0).ToArray(),
            },
            cancellationToken: cancel));
    }

    /// <summary>
    /// Closes what was raised of another party's places in the partner's own feed, where its whole book names them no
    /// more: registered as its own since, or gone. What was raised while the check ran stays.
    /// </summary>
    internal static async Task ClosePlaces(
        Work work, DriftStream stream, long check, IReadOnlyCollection<string> stillUnknown, CancellationToken cancel) =>
        await work.Connection.ExecuteAsync(new CommandDefinition(
            """
            update conflict c
            set closed_at = now(), closed_because = @because,
                closed_by = 'gateway', resolution = 'mended'
            from drift_check k
            where k.owner_id = @OwnerId and k.check_id = @check
                and c.owner_id = k.owner_id and c.connection_owner_id = @ConnectionOwnerId and c.connection_id = @ConnectionId
                and c.kind = 'tenant_mismatch' and c.subject_kind = 'feed' and c.closed_at is null and c.opened_at < k.began_at
                and upper(c.subject_id) <> all (select upper(place) from unnest(@places::text[]) as place)
            """,
            new { stream.OwnerId, stream.ConnectionOwnerId, stream.ConnectionId, check, places = stillUnknown.ToArray(), because = MendedBecause.PlaceIsGone.Text },
            cancellationToken: cancel));

    internal static string Words(DriftKind kind) => kind switch
    {
        DriftKind.Lost => "lost",
        DriftKind.Doubled => "doubled",
        DriftKind.PackFactor => "pack_factor",
        DriftKind.WrongProduct => "wrong_product",
        DriftKind.Stale => "stale",
        _ => "unexplained",
    };

    private static string Subject(DriftStream stream) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{stream.Stream}/{stream.ConnectionOwnerId}/{stream.ConnectionId}");

    /// <summary>What both sides have to say of it. The owner's own entries are for the owner: a partner reads the finding, too.</summary>
    private static object Evidence(NamedDifference one, bool oursWhole) => new
    {
        kind = Words(one.Name.Kind),
        explainedBy = oursWhole ? one.Name.ChangeId : null,
        ours = new
        {
            quantity = one.Found.Ours,
            version = one.Found.OurVersion,
            recent = one.Case.Recent.Take(oursWhole ? 10 : 0).Select(entry => new { entry.ChangeId, entry.Quantity, kind = entry.IsCount ? "count" : "movement", entry.OccurredAt }),
        },
        theirs = new
        {
            quantity = one.Found.Theirs,
            version = one.Found.TheirVersion,
            toldAgain = one.Case.ToldAgain?.Take(10).Select(entry => new { entry.ChangeId, entry.Quantity, kind = entry.IsCount ? "count" : "movement", entry.OccurredAt }),
        },
        difference = one.Case.Difference,
    };
}
