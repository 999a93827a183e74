using System.ComponentModel.DataAnnotations;

namespace RetailGateway.Features.Orders.Instalments;

/// <summary>Which deductions to ask for.</summary>
/// <param name="Employer">The code of the employer.</param>
/// <param name="Month">From whose pay: `2026-12`.</param>
internal sealed record NewDeductionRun([property: MaxLength(40)] string Employer, [property: MaxLength(7)] string Month);

/// <summary>What an employer is asked to deduct from a month's pay.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Employer">The code of the employer.</param>
/// <param name="Month">From whose pay.</param>
/// <param name="Lines">How many lines: the control count.</param>
/// <param name="Total">What they come to, in whole rupiahs: the control total.</param>
/// <param name="Answered">How many lines are answered.</param>
/// <param name="Deducted">What was deducted by the answers.</param>
/// <param name="Kept">Lines of answers that fit nothing that was asked, and wait for a person.</param>
/// <param name="MadeAt">When it was made.</param>
internal sealed record DeductionRun(long Id, string Employer, string Month, int Lines, decimal Total, int Answered, decimal Deducted, int Kept, DateTimeOffset MadeAt);

/// <summary>The same with its file.</summary>
/// <param name="Run">The run.</param>
/// <param name="File">The CSV to send to the employer, always the same: semicolons, CRLF, a last line with the control count and total.</param>
/// <param name="Answers">What became of every line of the employer's answers, from the first on.</param>
internal sealed record DeductionRunWithFile(DeductionRun Run, string File, IReadOnlyList<AnsweredDeduction> Answers);

/// <summary>What an answer did.</summary>
/// <param name="RunId">The run that it answers.</param>
/// <param name="Taken">Lines that were taken.</param>
/// <param name="Unchanged">Lines that an earlier answer had said.</param>
/// <param name="Kept">Lines that are kept for a person.</param>
/// <param name="Lines">One a line of the file.</param>
internal sealed record DeductionAnswer(long RunId, int Taken, int Unchanged, int Kept, IReadOnlyList<AnsweredDeduction> Lines)
{
    internal static DeductionAnswer Of(long run, IReadOnlyList<AnsweredDeduction> lines)
    {
        int Count(DeductionStatus status) => lines.Count(line => line.Status == status);
        return new(run, Count(DeductionStatus.Taken), Count(DeductionStatus.Unchanged), Count(DeductionStatus.Kept), lines);
    }
}

/// <summary>What became of a line of an answer.</summary>
/// <param name="FileLine">Its line in the file.</param>
/// <param name="Line">The run's line that it answers; null where there is none.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Outcome">What the employer did; null where that cannot be read.</param>
/// <param name="Amount">The amount that it says; null where that cannot be read.</param>
/// <param name="Reason">Why nothing was deducted, in the employer's words.</param>
/// <param name="KeptBecause">Why it is kept.</param>
internal sealed record AnsweredDeduction(
    int FileLine, int? Line, DeductionStatus Status, DeductionOutcome? Outcome, decimal? Amount, string? Reason, KeptDeduction? KeptBecause);

/// <summary>What became of a line of an employer's answer.</summary>
internal enum DeductionStatus
{
    /// <summary>It counts.</summary>
    Taken,

    /// <summary>An earlier answer had said so.</summary>
    Unchanged,

    /// <summary>It fits nothing that was asked: nothing is counted, and a person looks at it.</summary>
    Kept,
}

/// <summary>What an employer did about a line.</summary>
internal enum DeductionOutcome
{
    /// <summary>It deducted the amount.</summary>
    Deducted,

    /// <summary>It did not.</summary>
    Refused,
}

/// <summary>Why a line of an answer is kept.</summary>
internal enum KeptDeduction
{
    /// <summary>It is of another run: another month's, or another employer's.</summary>
    OtherRun,

    /// <summary>The run has no such line.</summary>
    UnknownLine,

    /// <summary>The line was asked of another member.</summary>
    OtherMember,

    /// <summary>It says neither deducted nor refused.</summary>
    NoOutcome,

    /// <summary>Another amount was asked.</summary>
    OtherAmount,

    /// <summary>The line was answered otherwise before.</summary>
    AnsweredOtherwise,
}
