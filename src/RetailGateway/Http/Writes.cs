using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;
using RetailGateway.Access;
using RetailGateway.Database;

namespace RetailGateway.Http;

/// <summary>
/// Runs a write once for each Idempotency-Key: lock, look up, act, store the answer and commit in one
/// transaction. Without a key (keyed batches only) it acts in one transaction all the same.
/// </summary>
internal sealed class Writes(GatewayDb database)
{
    private const int Attempts = 6;

    /// <summary>How long a write runs after a catalogue that is being edited, before its caller is asked to come again.</summary>
    private static readonly TimeSpan StalePatience = TimeSpan.FromSeconds(8);

    /// <summary>Seconds after which a catalogue under edit is worth meeting again.</summary>
    private const int StaleRetryAfter = 2;

    /// <summary>Keys at work in this process: a second request with one is answered without taking a connection.</summary>
    private readonly ConcurrentDictionary<(int Party, string Key), bool> atWork = new();

    /// <summary>The ordinary write: the key is required.</summary>
    internal Task<IResult> Once<T>(HttpContext http, Caller caller, Body<T> body, Func<Work, Task<Answer>> act) =>
        Once(http, caller, body.Sha256, keyRequired: true, async work =>
        {
            await work.Open(http.RequestAborted);
            return await act(work);
        });

    /// <summary>
    /// Acts for a page's form, once for each key that a form carries in a field. A refusal is the page's to show and
    /// keeps nothing: the form can be put right and sent again.
    /// </summary>
    /// <returns>False where the form had been sent before: nothing is done now.</returns>
    internal Task<bool> OnceForForm(HttpContext http, Caller caller, string? form, Func<Work, Task> act) => OnceForForm(http, caller, form, database.Begin, act);

    /// <summary>The same for a form about the party's people, in the role that may look at them.</summary>
    /// <returns>False where the form had been sent before: nothing is done now.</returns>
    internal Task<bool> OnceForPeople(HttpContext http, Caller caller, string? form, Func<Work, Task> act) =>
        OnceForForm(http, caller, form, (of, cancel) => database.BeginIdentity(of.Party, cancel), act);

    private async Task<bool> OnceForForm(HttpContext http, Caller caller, string? form, Begin begin, Func<Work, Task> act)
    {
        if (!Guid.TryParse(form, out var number))
        {
            throw new Refusal(Problems.Malformed, "The form lacks its number. Load the page again.");
        }

        var done = new Answer(StatusCodes.Status204NoContent, ReadOnlyMemory<byte>.Empty);
        return ReferenceEquals(done, await Once(http, caller, $"form/{number:N}", [], keepRefusals: false, begin, async work =>
        {
            await work.Open(http.RequestAborted);
            await act(work);
            return done;
        }));
    }

    /// <summary>The general form: <paramref name="act"/> gets a transaction that no statement has run in yet, or only the key's.</summary>
    internal async Task<IResult> Once(HttpContext http, Caller caller, byte[] bodySha256, bool keyRequired, Func<Work, Task<Answer>> act)
    {
        var key = Key(http, keyRequired);
        if (key is null)
        {
            return await Try(http, caller, null, [], keepRefusals: false, database.Begin, act);
        }

        return await Once(http, caller, key, Digest(http, bodySha256), keepRefusals: true, database.Begin, act);
    }

    private async Task<IResult> Once(HttpContext http, Caller caller, string key, byte[] digest, bool keepRefusals, Begin begin, Func<Work, Task<Answer>> act)
    {
        if (!atWork.TryAdd((caller.Party.Value, key), true))
        {
            throw InUse();
        }

        try
        {
            return await Try(http, caller, key, digest, keepRefusals, begin, act);
        }
        finally
        {
            atWork.TryRemove((caller.Party.Value, key), out _);
        }
    }

    private async Task<IResult> Try(HttpContext http, Caller caller, string? key, byte[] digest, bool keepRefusals, Begin begin, Func<Work, Task<Answer>> act)
    {
        var (attempt, stale, began) = (1, 0, Stopwatch.GetTimestamp());
        while (true)
        {
            try
            {
                return await Act(caller, key, digest, begin, act, http.RequestAborted);
            }
            catch (StaleBook)
            {
                // The catalogue moved on between its copy and the lock; the next try reads it anew.
                if (Stopwatch.GetElapsedTime(began) > StalePatience)
                {
                    throw new Refusal(Problems.Unavailable, "The catalogue is being edited faster than it can be read. Nothing of this request was recorded: send it again, with the same ids.") { RetryAfter = StaleRetryAfter };
                }

                await Task.Delay(Random.Shared.Next(1, 10 * Math.Min(++stale, 10)), http.RequestAborted);
            }
            catch (PostgresException error) when (attempt < Attempts && MayPassNextTime(error))
            {
                await Task.Delay(Random.Shared.Next(5, 20 * attempt++), http.RequestAborted);
            }
            catch (PostgresException error) when ((keepRefusals || key is null) && Constraints.Refusal(error) is { } refusal)
            {
                return await Refuse(http, caller, key, digest, begin, refusal);
            }
            catch (Refusal refusal) when (keepRefusals && refusal.Problem != Problems.IdempotencyKeyInUse && refusal.Problem != Problems.IdempotencyKeyReused)
            {
                return await Refuse(http, caller, key, digest, begin, refusal);
            }
        }
    }

    private static async Task<Answer> Act(Caller caller, string? key, byte[] digest, Begin begin, Func<Work, Task<Answer>> act, CancellationToken cancel)
    {
        await using var work = await begin(caller, cancel);
        if (key is not null && await Stored(work, caller, key, digest, cancel) is { } stored)
        {
            return stored;
        }

        var answer = await act(work);
        if (key is not null)
        {
            Store(work, caller, key, digest, answer);
        }

        // From here on the caller's patience no longer matters: a commit is seen through.
        await work.Commit(CancellationToken.None);
        return answer;
    }

    /// <summary>A decided refusal is an answer like any other and is stored; its effect was rolled back before.</summary>
    private static Task<Answer> Refuse(HttpContext http, Caller caller, string? key, byte[] digest, Begin begin, Refusal refusal)
    {
        var answer = Answer.Refused(refusal, http);
        return key is null
            ? Task.FromResult(answer)
            : Act(caller, key, digest, begin, _ => Task.FromResult(answer), http.RequestAborted);
    }

    private static async Task<Answer?> Stored(Work work, Caller caller, string key, byte[] digest, CancellationToken cancel)
    {
        await using var batch = work.Batch();
        batch.BatchCommands.Add(Sql.Command("select pg_try_advisory_xact_lock($1, hashtext($2))", caller.Party.Value, key));
        batch.BatchCommands.Add(Sql.Command(
            "select request_sha256, status, headers, body from stored_answer where owner_id = $1 and idempotency_key = $2",
            caller.Party.Value,
            key));
        await using var rows = await Work.Read(batch, cancel);
        await rows.ReadAsync(cancel);
        if (!rows.GetBoolean(0))
        {
            throw InUse();
        }

        await rows.NextResultAsync(cancel);
        if (!await rows.ReadAsync(cancel))
        {
            return null;
        }

        if (!rows.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(digest))
        {
            throw new Refusal(Problems.IdempotencyKeyReused);
        }

        var headers = JsonSerializer.Deserialize<Dictionary<string, string>>(rows.GetString(2))!;
        var contentType = headers["Content-Type"];
        headers.Remove("Content-Type");
        return new Answer(rows.GetInt32(1), rows.GetFieldValue<byte[]>(3), contentType) { Headers = headers };
    }

    private static void Store(Work work, Caller caller, string key, byte[] digest, Answer answer)
    {
        var headers = new Dictionary<string, string>(answer.Headers) { ["Content-Type"] = answer.ContentType };
        work.Defer(Sql.Command(
            """
            insert into stored_answer (owner_id, idempotency_key, request_sha256, status, headers, body)
            values ($1, $2, $3, $4, $5::jsonb, $6)
            """,
            caller.Party.Value,
            key,
            digest,
            answer.Status,
            JsonSerializer.Serialize(headers),
            answer.Body.ToArray()));
    }

    private static string? Key(HttpContext http, bool required)
    {
        var given = http.Request.Headers["Idempotency-Key"];
        var key = given.ToString().Trim('"');
        if (given.Count == 0)
        {
            return required
                ? throw new Refusal(Problems.IdempotencyKeyRequired, errors: [new Fault("#/header/Idempotency-Key", "The header is missing.")])
                : null;
        }

        return given.Count == 1 && key.Length is > 0 and <= 255 && key.All(character => character is > ' ' and < '\u007f')
            ? key
            : throw new Refusal(Problems.Malformed, errors: [new Fault("#/header/Idempotency-Key", "One header of 1 to 255 visible ASCII characters is expected.")]);
    }

    /// <summary>The same key means the same request: method, address and body.</summary>
    private static byte[] Digest(HttpContext http, byte[] bodySha256) => SHA256.HashData(
        [.. Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}\n"), .. bodySha256]);

    /// <summary>Begins the write's transaction, in the role of the store that it is written in.</summary>
    private delegate ValueTask<Work> Begin(Caller caller, CancellationToken cancel);

    private static Refusal InUse() => new(Problems.IdempotencyKeyInUse) { RetryAfter = 1 };

    private static bool MayPassNextTime(PostgresException error) =>
        error.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable
        || (error.SqlState == PostgresErrorCodes.UniqueViolation && error.ConstraintName is "stock_entry_pkey" or "stored_answer_pkey");
}

/// <summary>A transaction found that it was prepared from an outdated copy of the catalogue: prepare and try again.</summary>
internal sealed class StaleBook() : Exception("The catalogue moved on; prepare again.");
