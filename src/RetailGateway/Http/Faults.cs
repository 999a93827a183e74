using System.Data;
using System.Net.Sockets;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace RetailGateway.Http;

/// <summary>Answers whatever was thrown with a problem: refusals as they are, a lost store with 503, the rest with 500.</summary>
internal sealed class Faults(ILogger<Faults> log) : IExceptionHandler
{
    /// <summary>Seconds after which a store that went away is worth asking again.</summary>
    private const int StoreRetryAfter = 2;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            return true;
        }

        var refusal = RefusalOf(exception, httpContext.Features.Get<IExceptionHandlerFeature>()?.RouteValues);
        if (refusal.Problem == Problems.Broken)
        {
            log.LogError(exception, "Request {Method} {Path} broke", httpContext.Request.Method, httpContext.Request.Path);
        }
        else if (refusal.Problem == Problems.Unavailable)
        {
            log.LogWarning("{Method} {Path} could not be served just now: {Reason}", httpContext.Request.Method, httpContext.Request.Path, exception.Message);
        }

        await Answer.Refused(refusal, httpContext).ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>What was thrown, as a refusal.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="path">The values in the address, where it is known.</param>
    internal static Refusal RefusalOf(Exception exception, RouteValueDictionary? path = null) => exception switch
    {
        Refusal refused => refused,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new Refusal(Problems.TooLarge),
        BadHttpRequestException bad => Unbound(bad, path),
        PostgresException error when Constraints.Refusal(error) is { } refused => refused,
        _ when StoreIsAway(exception) => new Refusal(Problems.Unavailable) { RetryAfter = StoreRetryAfter },
        _ => new Refusal(Problems.Broken),
    };

    /// <summary>The framework names the parameter it could not read with its type in quotes: "int? limit".</summary>
    private static Refusal Unbound(BadHttpRequestException bad, RouteValueDictionary? path)
    {
        var words = bad.Message.Split('"');
        if (words.Length < 3)
        {
            return new Refusal(Problems.Malformed, bad.Message);
        }

        var name = words[1].Split(' ')[^1];
        var place = path?.ContainsKey(name) == true ? $"#/path/{name}" : $"#/query/{name}";
        return new Refusal(Problems.Malformed, errors: [new Fault(place, words.Length > 4 ? $"'{words[3]}' is not of the type expected here." : "It is missing.")]);
    }

    private static bool StoreIsAway(Exception exception) => exception switch
    {
        PostgresException error => error.SqlState.StartsWith("08", StringComparison.Ordinal)
            || error.SqlState.StartsWith("57P", StringComparison.Ordinal)
            || error.SqlState is "25P03" or "53300" or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled
                or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
            // The database is there and lets nobody in, for an upkeep of its own.
            || error is { SqlState: PostgresErrorCodes.ObjectNotInPrerequisiteState, Routine: "CheckMyDatabase" },
        NpgsqlException or SocketException => true,
        // What Dapper makes of a row whose reading broke off.
        DataException { InnerException: { } broke } => StoreIsAway(broke),
        IOException or TimeoutException or ObjectDisposedException => exception.StackTrace?.Contains("Npgsql", StringComparison.Ordinal) ?? false,
        _ => false,
    };
}
