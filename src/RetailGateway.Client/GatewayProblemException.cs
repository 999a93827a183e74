using System.Text.Json.Serialization;

namespace RetailGateway.Client;

/// <summary>What is wrong at one place of a request.</summary>
/// <param name="Place">A JSON Pointer into the body, or <c>#/query/name</c>, <c>#/header/name</c>.</param>
/// <param name="Detail">What is wrong there and how to mend it.</param>
public sealed record GatewayFault([property: JsonPropertyName("pointer")] string Place, string Detail);

/// <summary>A problem as the gateway words it (RFC 9457).</summary>
/// <param name="Type">Stable, to decide by: <c>/problems/not-available</c>.</param>
/// <param name="Title">The kind of problem, always in the same words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What happened this time, what was kept, what to do.</param>
/// <param name="Errors">The places in the request, where there are such.</param>
/// <param name="TraceId">To tell whoever runs the gateway when you ask for help.</param>
public sealed record GatewayProblem(
    string Type, string Title, int Status, string Detail, IReadOnlyList<GatewayFault>? Errors = null, string? TraceId = null);

/// <summary>The gateway refused a request as a whole, or broke. <see cref="Problem"/> says which and why.</summary>
public class GatewayProblemException : Exception
{
    /// <summary>Of a problem the gateway answered with.</summary>
    /// <param name="problem">The problem.</param>
    public GatewayProblemException(GatewayProblem problem)
        : base(string.Join(' ', [$"{problem.Title}. {problem.Detail}", .. problem.Errors?.Select(fault => $"{fault.Place}: {fault.Detail}") ?? []])) => Problem = problem;

    /// <summary>Of a refusal without a problem document.</summary>
    /// <param name="message">What is known of it.</param>
    /// <param name="cause">What brought it about.</param>
    public GatewayProblemException(string message, Exception? cause)
        : base(message, cause) => Problem = new GatewayProblem("about:blank", "The request was refused", 0, message);

    /// <summary>Of a refusal without a problem document.</summary>
    /// <param name="message">What is known of it.</param>
    public GatewayProblemException(string message)
        : this(message, cause: null)
    {
    }

    /// <summary>Of a refusal of which nothing is known.</summary>
    public GatewayProblemException()
        : this("The gateway refused the request.")
    {
    }

    /// <summary>The answer's content. Decide by its <see cref="GatewayProblem.Type"/>, never by its words.</summary>
    public GatewayProblem Problem { get; }

    /// <summary>The kind of problem, to decide by; <c>about:blank</c> where it is not from the gateway itself.</summary>
    public string Type => Problem.Type;

    /// <summary>The HTTP status; 0 where no answer came.</summary>
    public int Status => Problem.Status;

    /// <summary>How long the gateway asks to wait before the same is sent again, where it asks.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>
/// The feed cannot go on from this cursor: it is too old, of before a restored backup, or not of this feed. Read the
/// positions again and go on from their cursor; <see cref="GatewayClient.Mirror"/> does so by itself.
/// </summary>
public sealed class FeedCursorGoneException : GatewayProblemException
{
    /// <summary>Of the gateway's answer.</summary>
    /// <param name="problem">The problem.</param>
    public FeedCursorGoneException(GatewayProblem problem)
        : base(problem)
    {
    }

    /// <summary>Of a refusal without a problem document.</summary>
    /// <param name="message">What is known of it.</param>
    /// <param name="cause">What brought it about.</param>
    public FeedCursorGoneException(string message, Exception? cause)
        : base(message, cause)
    {
    }

    /// <summary>Of a refusal without a problem document.</summary>
    /// <param name="message">What is known of it.</param>
    public FeedCursorGoneException(string message)
        : base(message)
    {
    }

    /// <summary>Of a refusal of which nothing is known.</summary>
    public FeedCursorGoneException()
    {
    }
}
