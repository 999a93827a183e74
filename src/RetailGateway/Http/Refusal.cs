using System.Text.Json.Serialization;

namespace RetailGateway.Http;

/// <summary>What is wrong at one place of a request.</summary>
/// <param name="Pointer">A JSON Pointer into the body, or <c>#/query/name</c>, <c>#/header/name</c> or <c>#/path/name</c>.</param>
/// <param name="Detail">What is wrong there and how to mend it.</param>
internal sealed record Fault(string Pointer, string Detail);

/// <summary>The body of a problem answer (RFC 9457).</summary>
internal sealed record ProblemBody
{
    /// <summary>Stable identifier of the kind of problem.</summary>
    public required string Type { get; init; }

    /// <summary>The kind of problem in words that never change.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What happened this time, what was kept, what to do.</summary>
    public required string Detail { get; init; }

    /// <summary>The places in the request, where there are such.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Fault>? Errors { get; init; }

    /// <summary>The trace to tell us when you ask for help.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceId { get; init; }

    internal static ProblemBody Of(Problem problem, string? detail = null, IReadOnlyList<Fault>? errors = null, string? traceId = null) => new()
    {
        Type = problem.Type,
        Title = problem.Title,
        Status = problem.Status,
        Detail = detail ?? problem.Advice,
        Errors = errors is { Count: > 0 } ? errors : null,
        TraceId = traceId,
    };
}

/// <summary>A request is refused: thrown wherever that is found, answered in one place.</summary>
internal sealed class Refusal(Problem problem, string? detail = null, IReadOnlyList<Fault>? errors = null) : Exception(detail ?? problem.Title)
{
    internal Problem Problem { get; } = problem;

    internal string? Detail { get; } = detail;

    internal IReadOnlyList<Fault>? Errors { get; } = errors;

    /// <summary>What a page says of it, in the reader's language; null where the API's words, which are English, are all there is.</summary>
    internal string? Words { get; init; }

    /// <summary>Seconds after which trying again makes sense.</summary>
    internal int? RetryAfter { get; init; }

    internal static Refusal At(string pointer, string detail) => new(Problems.Invalid, null, [new Fault(pointer, detail)]);
}
