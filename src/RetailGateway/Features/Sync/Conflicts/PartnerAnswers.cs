using System.Globalization;
using System.Text.Json;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Stock.Contracts;

namespace RetailGateway.Features.Sync.Conflicts;

/// <summary>What a person decided of a matter with a partner, done in the caller's transaction and worked off by the streams.</summary>
internal static class PartnerAnswers
{
    /// <summary>
    /// Tries again: what drifted is told or taken once more, what was refused is offered again, and the stream is due now.
    /// </summary>
    internal static async Task Retry(Work work, Caller caller, ConflictRow row, CancellationToken cancel)
    {
        var key = Key.Of(caller, row);
        if (row.Kind == ConflictKind.StockDrift)
        {
            await (key.Stream == "stock_out" ? TellAgain(work, key, cancel) : TakeAgain(work, key, cancel));
        }
        else if (row.Kind == ConflictKind.PartnerRefuses)
        {
            await Do(
                work,
                key,
                """
                update partner_copy set refused_code = null, refused_because = null, doubted_at = null
                where owner_id = @ConnectionOwner and connection_id = @Connection and source_id = @Owner
                    and location_id = @Location and product_id = @Product
                """,
                cancel);
        }
        else if (row.Kind == ConflictKind.OrderDiffers)
        {
            await AskForCheck(work, key with { Stream = "orders_out" }, cancel);
        }
        else if (row.SubjectKind == "order_document")
        {
            await Do(
                work,
                key,
                """
                update order_delivery set refused_code = null, refused_because = null
                where owner_id = @ConnectionOwner and connection_id = @Connection and counterparty_id = @Owner and document_number = @Subject
                """,
                cancel);
        }
        else if (row.SubjectKind == "order_message")
        {
            await Do(
                work,
                key,
                """
                update order_message set refused_code = null, refused_because = null
                where owner_id = @ConnectionOwner and connection_id = @Connection and counterparty_id = @Owner and message_number = @Subject
                """,
                cancel);
        }

        await Do(
            work,
            key,
            """
            update sync_stream set next_attempt_at = now(), attempts = 0
            where owner_id = @ConnectionOwner and connection_id = @Connection and counterparty_id = @Owner
            """,
            cancel);
    }

    /// <summary>Leaves it: a drift stays in the list of findings, and is not raised again while it stays as large.</summary>
    internal static Task Dismiss(Work work, Caller caller, ConflictRow row, CancellationToken cancel) =>
        row.Kind == ConflictKind.StockDrift ? Answered(work, Key.Of(caller, row), "dismissed", cancel) : Task.CompletedTask;

    /// <summary>The position's version goes beyond the one that the partner holds, for it takes nothing older. Its row is locked.</summary>
    private static async Task TellAgain(Work work, Key key, CancellationToken cancel)
    {
        await Do(
            work,
            key,
            """
            with raised as (
                update stock_position set version = greatest(version, @Held) + 1
                where owner_id = @Owner and location_id = @Location and product_id = @Product
                returning version)
            update partner_copy c set version = r.version, owed_since = coalesce(c.owed_since, now())
            from raised r
            where c.owner_id = @ConnectionOwner and c.connection_id = @Connection and c.source_id = @Owner
                and c.location_id = @Location and c.product_id = @Product
            """,
            cancel);
        await Answered(work, key, "told_again", cancel);
    }

    /// <summary>A check is asked for, and takes the partner's figure as a count where it differs still.</summary>
    private static async Task TakeAgain(Work work, Key key, CancellationToken cancel)
    {
        await Answered(work, key, "count_asked", cancel);
        await AskForCheck(work, key, cancel);
    }

    private static Task AskForCheck(Work work, Key key, CancellationToken cancel) => Do(
        work,
        key,
        """
        insert into drift_check (owner_id, connection_owner_id, connection_id, stream, asked_at)
        values (@Owner, @ConnectionOwner, @Connection, @Stream, now())
        on conflict (owner_id, connection_owner_id, connection_id, stream) where asked_at is not null and ended_at is null do nothing
        """,
        cancel);

    private static Task Answered(Work work, Key key, string answer, CancellationToken cancel) => Do(
        work,
        key with { Answer = answer },
        """
        update drift_finding set answer = @Answer
        where owner_id = @Owner and connection_owner_id = @ConnectionOwner and connection_id = @Connection and stream = @Stream
            and location_id = @Location and product_id = @Product and resolved_at is null
        """,
        cancel);

    private static Task Do(Work work, Key key, string sql, CancellationToken cancel) =>
        work.Connection.ExecuteAsync(new CommandDefinition(sql, key, cancellationToken: cancel));

    /// <summary>The stream and the position that a matter is of.</summary>
    private sealed record Key(int Owner, int ConnectionOwner, int Connection, string? Stream, int? Location, int? Product, long Held, string? Answer = null)
    {
        /// <summary>The number of a document or a message of an order; null where the matter is of neither.</summary>
        public long? Subject { get; init; }

        /// <summary>A drift's subject names its stream: kind, whose system, which system.</summary>
        internal static Key Of(Caller caller, ConflictRow row) =>
            row.Kind == ConflictKind.StockDrift && row.SubjectId!.Split('/') is [var stream, var owner, var connection]
                ? new Key(caller.Party.Value, Number(owner), Number(connection), stream, row.LocationId, row.ProductId, HeldBy(row.Evidence))
                : new Key(caller.Party.Value, row.ConnectionOwnerId, row.ConnectionId, null, row.LocationId, row.ProductId, Held: 0)
                {
                    Subject = row.SubjectKind is "order_document" or "order_message" ? long.Parse(row.SubjectId!, CultureInfo.InvariantCulture) : null,
                };

        private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

        private static long HeldBy(string evidence)
        {
            using var read = JsonDocument.Parse(evidence);
            return read.RootElement.TryGetProperty("theirs", out var theirs) && theirs.TryGetProperty("version", out var version)
                && version.ValueKind == JsonValueKind.Number ? version.GetInt64() : 0;
        }
    }
}
