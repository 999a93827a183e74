using Dapper;
using Npgsql;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Audit.Contracts;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.Changes;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Features.Stock.Positions;
using RetailGateway.Features.Stock.Transfers;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.ByHand;

/// <summary>Records what people say of a place's stock: counts, movements, transfers; and tells beforehand what that would do.</summary>
internal sealed class StockByHand(GatewayDb database, PartyBooks books, TimeProvider time)
{
    private const int Attempts = 6;

    /// <summary>Records entries at one place; each is answered on its own.</summary>
    /// <param name="caller">Who records, through the console.</param>
    /// <param name="place">Where.</param>
    /// <param name="entries">What is said.</param>
    /// <param name="sentAt">The sending phone's clock, whose difference to ours is taken out; null for what happens now.</param>
    /// <param name="from">What they stand on, for the audit log; null for what is said of one product alone.</param>
    /// <param name="cancel">The caller's patience.</param>
    internal Task<HandEffect> Record(
        Caller caller, StockPlace place, IReadOnlyList<HandEntry> entries, DateTimeOffset? sentAt, HandPaper? from, CancellationToken cancel) =>
        RecordIf(caller, place, entries, sentAt, from, _ => true, cancel);

    /// <summary>What recording would do: it is done, looked at and taken back.</summary>
    internal Task<HandEffect> Preview(Caller caller, StockPlace place, IReadOnlyList<HandEntry> entries, CancellationToken cancel) =>
        RecordIf(caller, place, entries, sentAt: null, from: null, _ => false, cancel);

    /// <summary>Records entries where their effect is the one that was agreed to; else nothing of it.</summary>
    internal Task<HandEffect> RecordIf(
        Caller caller, StockPlace place, IReadOnlyList<HandEntry> entries, DateTimeOffset? sentAt, HandPaper? from, Func<HandEffect, bool> agreed, CancellationToken cancel) =>
        Try(
            caller,
            agreed,
            async work =>
            {
                var effect = await Write(work, caller, place, entries, sentAt, cancel);
                Log(work, caller, place, from, effect);
                return effect;
            },
            cancel);

    /// <summary>Moves goods to another place of the same party; the same form again is the transfer that is there.</summary>
    /// <returns>Whether it was made now.</returns>
    /// <exception cref="Refusal">No such place, or the form moved something else before.</exception>
    internal Task<bool> Transfer(Caller caller, StockPlace from, string to, StockItem item, decimal quantity, Guid form, CancellationToken cancel)
    {
        var reference = HandIds.Form(form, caller);
        return Try(caller, _ => true, async work =>
        {
            var at = (await TransferRows.ByReference(work, reference))?.OccurredAt ?? await Clock.Now(work, cancel);
            var book = await books.GetKnowing(caller.Party, from.LocationId, item.ProductId, cancel);
            return (await TransferStock.Make(
                work, caller, book, new NewTransfer(reference, from.Code, to, at, [new NewTransferLine(item.Code, quantity)]), cancel)).IsNew;
        }, cancel);
    }

    /// <summary>Who took what from a sheet or a file into the ledger, with the first of its lines that is new there.</summary>
    private static void Log(Work work, Caller caller, StockPlace place, HandPaper? from, HandEffect effect)
    {
        var recorded = effect.Lines.Count(line => line.Status == ChangeStatus.Applied);
        if (from is not null && recorded > 0)
        {
            AuditLog.Write(
                work, caller, "record", new AuditSubject(from.Kind, from.Id), before: null,
                new { location = place.Code, file = from.File, lines = recorded, differed = effect.Positions.Count(position => position.OnHandBefore != position.OnHandAfter) },
                reason: null);
        }
    }

    private async Task<HandEffect> Write(
        Work work, Caller caller, StockPlace place, IReadOnlyList<HandEntry> entries, DateTimeOffset? sentAt, CancellationToken cancel)
    {
        if (entries.Count == 0)
        {
            return new HandEffect([], []);
        }

        var there = await Recorded(work, caller, entries);

        // A book that knows the newest product knows them all.
        var book = await books.GetKnowing(caller.Party, place.LocationId, entries.Max(entry => entry.Product), cancel);
        var now = time.GetUtcNow();
        var changes = new Dictionary<HandEntry, IncomingChange>();
        foreach (var entry in entries.Where(entry => !there.ContainsKey(entry.ChangeId)))
        {
            changes.Add(entry, Incoming(book, place, entry, changes.Count, now));
        }

        // Even what happens now is sent with its clock: the same form twice at once is then the same instant.
        IReadOnlyList<Position> touched = changes.Count == 0
            ? []
            : await Recording.Record(work, caller, book, [.. changes.Values], sentAt ?? now, cancel);
        return new HandEffect(
            [.. entries.Select(entry => changes.TryGetValue(entry, out var change)
                ? new HandResult(entry, change.Status, change.Problem)
                : Again(entry, place, there[entry.ChangeId]))],
            PositionEffect.Of(touched));
    }

    /// <summary>What the console has recorded under these ids before. The instant does not matter: a form sent again means what it meant.</summary>
    private static async Task<Dictionary<string, RecordedRow>> Recorded(Work work, Caller caller, IReadOnlyList<HandEntry> entries) =>
        (await work.Connection.QueryAsync<RecordedRow>(
            """
            select e.change_id, e.location_id, e.product_id, e.kind::text, e.quantity
            from stock_entry e
            where e.owner_id = @owner and e.connection_id = @connection and e.change_id = any (@ids)
            """,
            new { owner = caller.Party.Value, connection = caller.Connection.Value, ids = entries.Select(entry => entry.ChangeId).ToArray() }))
        .ToDictionary(row => row.ChangeId, StringComparer.Ordinal);

    private static IncomingChange Incoming(PartyBook book, StockPlace place, HandEntry entry, int index, DateTimeOffset now)
    {
        var product = book.ProductsById.TryGetValue(entry.Product, out var known) ? known : throw new Refusal(Problems.NotFound, "No goods of yours have that number.");
        var change = new IncomingChange(index)
        {
            ChangeId = entry.ChangeId,
            Location = place.Code,
            Item = product.Code,
            Means = product.Base,
            Kind = entry.Kind,
            Sent = Quantity.FromDecimal(entry.Quantity),
            OccurredAt = entry.OccurredAt ?? now,
            Document = entry.Document,
        };
        change.CheckWhole(hasKind: true);
        return change;
    }

    private static HandResult Again(HandEntry entry, StockPlace place, RecordedRow there) =>
        there.LocationId == place.LocationId && there.ProductId == entry.Product && there.Quantity == entry.Quantity && StockRows.KindOf(there.Kind) == entry.Kind
            ? new HandResult(entry, ChangeStatus.Duplicate, null)
            : new HandResult(entry, ChangeStatus.Refused, ProblemBody.Of(Problems.ChangeDiffers));

    /// <summary>Acts in a transaction of its own, again where the catalogue or a neighbour moved; keeps it where what came of it is agreed to.</summary>
    private async Task<T> Try<T>(Caller caller, Func<T, bool> agreed, Func<Work, Task<T>> act, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var work = await database.Open(caller, cancel);
            try
            {
                var effect = await act(work);
                if (agreed(effect))
                {
                    await work.Commit(CancellationToken.None);
                }

                return effect;
            }
            catch (Exception error) when (attempt < Attempts && MayPassNextTime(error))
            {
                await Task.Delay(Random.Shared.Next(1, 20 * attempt), cancel);
            }
        }
    }

    private static bool MayPassNextTime(Exception error) => error is StaleBook or PostgresException
    {
        SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.UniqueViolation,
    };

    private sealed record RecordedRow(string ChangeId, int LocationId, int ProductId, string Kind, decimal Quantity);
}

/// <summary>What somebody says of one product.</summary>
/// <param name="ChangeId">Of <see cref="HandIds"/>.</param>
/// <param name="Product">Its number.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Quantity">Base units, signed as the kind wants it, at most three decimals.</param>
/// <param name="OccurredAt">When; now where it is not said.</param>
/// <param name="Document">What it reports.</param>
internal sealed record HandEntry(string ChangeId, int Product, EntryKind Kind, decimal Quantity, DateTimeOffset? OccurredAt = null, string? Document = null);

/// <summary>What several entries stand on.</summary>
/// <param name="Kind">upload or sheet.</param>
/// <param name="Id">Its number: a sheet's own, an upload's made of its content.</param>
/// <param name="File">What the uploaded file was called.</param>
internal sealed record HandPaper(string Kind, string Id, string? File = null);

/// <summary>What became of an entry.</summary>
/// <param name="Entry">What was said.</param>
/// <param name="Status">What was done.</param>
/// <param name="Problem">Why not, where it was refused.</param>
internal sealed record HandResult(HandEntry Entry, ChangeStatus Status, ProblemBody? Problem);

/// <summary>What came of entries.</summary>
/// <param name="Lines">One an entry, in order.</param>
/// <param name="Positions">What they changed.</param>
internal sealed record HandEffect(IReadOnlyList<HandResult> Lines, IReadOnlyList<PositionEffect> Positions);
