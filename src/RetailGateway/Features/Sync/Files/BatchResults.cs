using System.Text.Json;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Http;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Files;

/// <summary>What became of a batch's lines, as the store keeps it until the answer is written.</summary>
/// <param name="Letters">A letter a line.</param>
/// <param name="Reasons">Of refused lines, as JSON.</param>
/// <param name="Totals">How many became what.</param>
internal sealed record BatchResults(string Letters, string Reasons, FileTotals Totals)
{
    private const char Applied = 'a';
    private const char Duplicate = 'd';
    private const char Waiting = 'w';
    private const char Refused = 'r';
    private const string Unreadable = "line-unreadable";

    /// <summary>From what the ledger answered, in order, to those lines that could be read.</summary>
    internal static BatchResults Of(IReadOnlyList<FileLine> lines, IReadOnlyList<EntryResult> answers)
    {
        var (letters, reasons, next) = (new char[lines.Count], new List<Reason>(), 0);
        foreach (var (place, line) in lines.Index())
        {
            var answer = line.Entry is null ? null : answers[next++];
            letters[place] = Letter(answer);
            if (answer is null)
            {
                reasons.Add(new Reason(place, Unreadable, null));
            }
            else if (answer.Problem is { } problem)
            {
                reasons.Add(new Reason(place, problem.Type[(problem.Type.LastIndexOf('/') + 1)..], Words(problem)));
            }
        }

        return new BatchResults(new string(letters), JsonSerializer.Serialize(reasons, Json.Options), Count(letters));
    }

    /// <summary>As it was kept.</summary>
    internal static BatchResults Kept(string letters, string reasons) => new(letters, reasons, Count(letters));

    /// <summary>The lines' results, in order.</summary>
    internal IReadOnlyList<LineResult> Results()
    {
        var reasons = JsonSerializer.Deserialize<List<Reason>>(Reasons, Json.Options)!.ToDictionary(reason => reason.Place);
        return [.. Letters.Select((letter, place) => letter switch
        {
            Applied => new LineResult(LineState.Applied),
            Duplicate => new LineResult(LineState.Duplicate),
            Waiting => new LineResult(LineState.Review),
            _ => new LineResult(LineState.Refused, reasons[place].Code, reasons[place].Words),
        })];
    }

    private static string Words(ProblemBody problem) =>
        problem.Errors is { } errors ? string.Join(' ', errors.Select(error => error.Detail)) : problem.Detail;

    private static char Letter(EntryResult? answer) => answer switch
    {
        { IsApplied: true } => Applied,
        { IsDuplicate: true } => Duplicate,
        { WaitsInReview: true } => Waiting,
        _ => Refused,
    };

    private static FileTotals Count(ReadOnlySpan<char> letters) => new(
        letters.Length, letters.Count(Applied), letters.Count(Duplicate), letters.Count(Waiting), letters.Count(Refused));

    private sealed record Reason(int Place, string Code, string? Words);
}
