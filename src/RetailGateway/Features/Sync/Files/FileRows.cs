using Dapper;
using Npgsql;
using RetailGateway.Database;
using RetailGateway.Features.Sync.Streams;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Files;

/// <summary>A delivery as the register has it.</summary>
/// <param name="FileId">Its number.</param>
/// <param name="State">taken, answered or refused.</param>
/// <param name="Batches">How many of its batches are in the ledger while it is not answered.</param>
internal sealed record FileRow(long FileId, string State, int Batches)
{
    internal const string Taken = "taken";

    /// <summary>What the stream shows of a refused file, whatever was wrong with it.</summary>
    internal const string RefusedFile = "file-refused";
}

/// <summary>The register of partners' files.</summary>
internal static class FileRows
{
    /// <summary>Whose folder a stream's is.</summary>
    internal static async Task<FileFolder> Folder(NpgsqlConnection connection, ClaimedStream stream, string root, CancellationToken cancel)
    {
        var (party, environment) = await connection.QuerySingleAsync<(string, string)>(new CommandDefinition(
            "select code, environment from party where owner_id = @OwnerId", new { stream.OwnerId }, cancellationToken: cancel));
        return FileFolder.Of(root, party, environment);
    }

    /// <summary>Enters a delivery, or finds it where it was entered before.</summary>
    internal static Task<FileRow> Receive(NpgsqlConnection connection, ClaimedStream stream, Delivery delivery, CancellationToken cancel) =>
        connection.QuerySingleAsync<FileRow>(new CommandDefinition(
            """
            insert into partner_file as f (owner_id, connection_id, delivery, name, bytes)
            values (@OwnerId, @ConnectionId, @Id, @Name, 0)
            on conflict on constraint partner_file_is_taken_once do update set name = f.name
            returning f.file_id, f.state, (
                select count(*)::integer from partner_file_batch b where b.owner_id = f.owner_id and b.file_id = f.file_id) as batches
            """,
            new { stream.OwnerId, stream.ConnectionId, delivery.Id, delivery.Name },
            cancellationToken: cancel));

    /// <summary>What our own copy of it is.</summary>
    internal static Task Copied(NpgsqlConnection connection, ClaimedStream stream, FileRow file, long bytes, string? sha256, CancellationToken cancel) =>
        connection.ExecuteAsync(new CommandDefinition(
            "update partner_file set bytes = @bytes, sha256 = @sha256 where owner_id = @OwnerId and file_id = @FileId",
            new { stream.OwnerId, file.FileId, bytes, sha256 },
            cancellationToken: cancel));

    /// <summary>Keeps what became of a batch, in the transaction of its lines.</summary>
    internal static void Keep(Work work, ClaimedStream stream, FileRow file, int batch, BatchResults results)
    {
        work.Defer(Sql.Command(
            "insert into partner_file_batch (owner_id, file_id, batch, results, reasons) values ($1, $2, $3, $4, $5::jsonb)",
            stream.OwnerId, file.FileId, batch, results.Letters, results.Reasons));
        var totals = results.Totals;
        work.Defer(Sql.Command(
            """
            update partner_file set lines = lines + $3, applied = applied + $4, duplicate = duplicate + $5, review = review + $6, refused = refused + $7
            where owner_id = $1 and file_id = $2
            """,
            stream.OwnerId, file.FileId, totals.Lines, totals.Applied, totals.Duplicate, totals.Review, totals.Refused));
    }

    /// <summary>What became of a batch whose lines were taken before.</summary>
    internal static async Task<BatchResults> Kept(NpgsqlConnection connection, ClaimedStream stream, FileRow file, int batch, CancellationToken cancel)
    {
        var (results, reasons) = await connection.QuerySingleAsync<(string, string)>(new CommandDefinition(
            "select results, reasons::text from partner_file_batch where owner_id = @OwnerId and file_id = @FileId and batch = @batch",
            new { stream.OwnerId, file.FileId, batch },
            cancellationToken: cancel));
        return BatchResults.Kept(results, reasons);
    }

    internal static Task<FileTotals> Totals(NpgsqlConnection connection, ClaimedStream stream, FileRow file, CancellationToken cancel) =>
        connection.QuerySingleAsync<FileTotals>(new CommandDefinition(
            "select lines, applied, duplicate, review, refused from partner_file where owner_id = @OwnerId and file_id = @FileId",
            new { stream.OwnerId, file.FileId },
            cancellationToken: cancel));

    /// <summary>The answer is there: what was kept for it is let go.</summary>
    internal static Task Conclude(NpgsqlConnection connection, ClaimedStream stream, FileRow file, FileRefusal? refusal, CancellationToken cancel) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            delete from partner_file_batch where owner_id = @OwnerId and file_id = @FileId;
            update partner_file set state = @state, refused_code = @code, why = @words, concluded_at = now(), next_attempt_at = null
            where owner_id = @OwnerId and file_id = @FileId and state = 'taken'
            """,
            new { stream.OwnerId, file.FileId, state = refusal is null ? "answered" : "refused", code = refusal?.Code, words = refusal?.Words },
            cancellationToken: cancel));
}
