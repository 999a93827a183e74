namespace RetailGateway.Client;

/// <summary>Terms to make a plan of.</summary>
/// <param name="Employer">The code of the employer that deducts.</param>
/// <param name="Price">What the goods cost the member, in whole rupiahs.</param>
/// <param name="DownPayment">What the member has paid of it at once.</param>
/// <param name="Service">Your flat amount for all months together.</param>
/// <param name="Months">How many instalments, 1 to 120.</param>
/// <param name="FirstMonth">The month of the first one: <c>2026-12</c>.</param>
/// <param name="WaivesService">Whether who pays early is let off the service of months not begun.</param>
public sealed record NewPlan(
    string Employer, decimal Price, decimal DownPayment, decimal Service, int Months, string FirstMonth, bool WaivesService = false);

/// <summary>A plan that nobody has agreed to yet.</summary>
/// <param name="Total">What all instalments come to.</param>
/// <param name="Instalments">One a month.</param>
public sealed record PlanPreview(decimal Total, IReadOnlyList<PlannedInstalment> Instalments);

/// <summary>An instalment of a plan.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Month">Whose pay it is deducted from.</param>
/// <param name="DueOn">Payday, or the business day before.</param>
/// <param name="Amount">Whole rupiahs.</param>
public sealed record PlannedInstalment(int Number, string Month, DateOnly DueOn, decimal Amount);

/// <summary>Goods to order for a member.</summary>
/// <param name="Member">The member's number.</param>
/// <param name="Goods">What it is, in words.</param>
/// <param name="Plan">How it is paid; the employer is the member's.</param>
/// <param name="Product">Your item code, where it stands in your catalogue.</param>
/// <param name="Order">The order to the seller, where that is a partner; <c>product</c> is ordered then.</param>
public sealed record NewMemberOrder(
    string Member, string Goods, NewPlan Plan, string? Product = null, SellersOrder? Order = null);

/// <summary>How a member's goods are ordered: one of them.</summary>
/// <param name="SellerId">Your partner's number.</param>
/// <param name="ShipTo">The code of your location that they go to.</param>
/// <param name="ShipFrom">The code of the seller's location; may be absent where it has one only, or is a chain.</param>
/// <param name="Pack">The pack; the one that the item's code means when absent.</param>
public sealed record SellersOrder(
    int SellerId, string ShipTo, string? ShipFrom = null, string? Pack = null);

/// <summary>An order for a member.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Member">The member's number.</param>
/// <param name="Goods">What it is.</param>
/// <param name="Product">Your item code; null for what is outside your catalogue.</param>
/// <param name="OrderedOn">When.</param>
/// <param name="OrderId">The order to the seller; null where that is no partner.</param>
/// <param name="Price">Whole rupiahs, as all amounts here.</param>
/// <param name="DownPayment">Paid at once.</param>
/// <param name="Service">Your flat amount.</param>
/// <param name="Months">How many instalments.</param>
/// <param name="FirstMonth">The month of the first one.</param>
/// <param name="WaivesService">Whether who pays early is let off the service of months not begun.</param>
/// <param name="Paid">Paid of the instalments until now, with what is overpaid.</param>
/// <param name="Owed">Still to be paid.</param>
/// <param name="Overpaid">Paid above all that was owed: the member's.</param>
/// <param name="Missed">How many instalments are missed.</param>
public sealed record MemberOrder(
    long Id, string Member, string Goods, string? Product, DateOnly OrderedOn, long? OrderId, decimal Price, decimal DownPayment, decimal Service, int Months,
    string FirstMonth, bool WaivesService, decimal Paid, decimal Owed, decimal Overpaid, int Missed);

/// <summary>An order for a member, with its instalments.</summary>
/// <param name="Order">The order.</param>
/// <param name="Instalments">One a month.</param>
public sealed record MemberOrderWithInstalments(MemberOrder Order, IReadOnlyList<MemberInstalment> Instalments);

/// <summary>How an instalment stands.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Month">Whose pay it is deducted from.</param>
/// <param name="DueOn">Payday, or the business day before.</param>
/// <param name="Amount">Whole rupiahs.</param>
/// <param name="Paid">What was paid of it.</param>
/// <param name="Waived">What of it was waived when all was paid early.</param>
/// <param name="Owed">What is still to be paid of it.</param>
/// <param name="State">What became of it.</param>
public sealed record MemberInstalment(
    int Number, string Month, DateOnly DueOn, decimal Amount, decimal Paid, decimal Waived, decimal Owed, InstalmentState State);

/// <summary>What a member would pay today to be done.</summary>
/// <param name="OrderId">The member's order.</param>
/// <param name="On">Today.</param>
/// <param name="Amount">To be paid.</param>
/// <param name="Waived">The service of months not begun, where the plan waives it.</param>
public sealed record SettlementOffer(long OrderId, DateOnly On, decimal Amount, decimal Waived);

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
public sealed record DeductionRun(long Id, string Employer, string Month, int Lines, decimal Total, int Answered, decimal Deducted, int Kept, DateTimeOffset MadeAt);

/// <summary>The same with its file.</summary>
/// <param name="Run">The run.</param>
/// <param name="File">The CSV to send to the employer, always the same: semicolons, CRLF, a last line with the control count and total.</param>
/// <param name="Answers">What became of every line of the employer's answers, from the first on.</param>
public sealed record DeductionRunWithFile(DeductionRun Run, string File, IReadOnlyList<AnsweredDeduction> Answers);

/// <summary>What an answer did.</summary>
/// <param name="RunId">The run that it answers.</param>
/// <param name="Taken">Lines that were taken.</param>
/// <param name="Unchanged">Lines that an earlier answer had said.</param>
/// <param name="Kept">Lines that are kept for a person.</param>
/// <param name="Lines">One a line of the file.</param>
public sealed record DeductionAnswer(long RunId, int Taken, int Unchanged, int Kept, IReadOnlyList<AnsweredDeduction> Lines);

/// <summary>What became of a line of an answer.</summary>
/// <param name="FileLine">Its line in the file.</param>
/// <param name="Line">The run's line that it answers; null where there is none.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Outcome">What the employer did; null where that cannot be read.</param>
/// <param name="Amount">The amount that it says; null where that cannot be read.</param>
/// <param name="Reason">Why nothing was deducted, in the employer's words.</param>
/// <param name="KeptBecause">Why it is kept.</param>
public sealed record AnsweredDeduction(
    int FileLine, int? Line, DeductionStatus Status, DeductionOutcome? Outcome, decimal? Amount, string? Reason, KeptDeduction? KeptBecause);

/// <summary>What became of a line of an employer's answer.</summary>
public enum DeductionStatus
{
    /// <summary>It counts.</summary>
    Taken,

    /// <summary>An earlier answer had said so.</summary>
    Unchanged,

    /// <summary>It fits nothing that was asked: nothing is counted, and a person looks at it.</summary>
    Kept,
}

/// <summary>What an employer did about a line.</summary>
public enum DeductionOutcome
{
    /// <summary>It deducted the amount.</summary>
    Deducted,

    /// <summary>It did not.</summary>
    Refused,
}

/// <summary>Why a line of an answer is kept.</summary>
public enum KeptDeduction
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
/// <summary>Whoever pays members, and deducts what they owe.</summary>
/// <param name="Code">Your code of it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Payday">The day of the month on which it pays, 1 to 31; a month without it pays on its last day.</param>
public sealed record Employer(string Code, string Name, int Payday);

/// <summary>A person of a cooperative.</summary>
/// <param name="Number">The member's number with you.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Employer">The code of the employer.</param>
/// <param name="EmployeeNumber">The number by which the employer knows the person.</param>
public sealed record Member(
    string Number, string Name, string Employer,
    string EmployeeNumber);

/// <summary>What became of an instalment.</summary>
public enum InstalmentState
{
    /// <summary>It is not due yet, and nobody was asked for it.</summary>
    Open,

    /// <summary>The employer is asked to deduct it.</summary>
    Asked,

    /// <summary>It is paid, or was waived.</summary>
    Paid,

    /// <summary>Its day is over, or the employer did not deduct all of it: it stays owed, and is asked for with a later month's.</summary>
    Missed,
}
