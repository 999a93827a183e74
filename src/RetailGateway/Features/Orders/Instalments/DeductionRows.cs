using Dapper;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders.Instalments;

/// <summary>Deduction runs as they are stored.</summary>
internal static class DeductionRows
{
    /// <summary>Runs by number, after one of them.</summary>
    internal static async Task<List<DeductionRun>> List(Work work, long after, int take, long? id = null) => [.. (await work.Connection.QueryAsync<RunRow>(
        """
        select r.run_id as id, e.code as employer, r.month, r.lines, r.total, a.answered, a.deducted, a.kept, r.made_at
        from deduction_run r
        join employer e on e.owner_id = r.owner_id and e.employer_id = r.employer_id
        cross join lateral (
            select count(*) filter (where a.status = 'taken')::integer as answered, count(*) filter (where a.status = 'kept')::integer as kept,
                coalesce(sum(a.amount) filter (where a.status = 'taken' and a.outcome = 'deducted'), 0)::numeric(20, 0) as deducted
            from deduction_answer_line a
            where a.owner_id = r.owner_id and a.run_id = r.run_id) a
        where r.run_id > @after and (@id::bigint is null or r.run_id = @id)
        order by r.run_id limit @take
        """,
        new { after, take, id })).Select(row => row.Shown())];

    /// <summary>One with its file and answers.</summary>
    /// <exception cref="Refusal">No run that the caller may see has that number.</exception>
    internal static async Task<DeductionRunWithFile> Read(Work work, long id)
    {
        var run = (await List(work, after: 0, take: 1, id)).SingleOrDefault() ?? throw Missing();
        var file = await work.Connection.ExecuteScalarAsync<string>("select file from deduction_run where run_id = @id", new { id });
        return new(run, file!, await Answers(work, id, answer: null));
    }

    /// <summary>Locks one, so that answers to it are read one after another.</summary>
    /// <exception cref="Refusal">No run that the caller may see has that number.</exception>
    internal static async Task Lock(Work work, long id)
    {
        if (await work.Connection.ExecuteScalarAsync<long?>("select run_id from deduction_run where run_id = @id for update", new { id }) is null)
        {
            throw Missing();
        }
    }

    /// <summary>What became of the lines of a run's answers, or of one of them.</summary>
    internal static async Task<IReadOnlyList<AnsweredDeduction>> Answers(Work work, long run, long? answer) => [.. (await work.Connection.QueryAsync<AnswerRow>(
        """
        select file_line, line, status, outcome, amount, reason, kept_because
        from deduction_answer_line
        where run_id = @run and (@answer::bigint is null or answer_id = @answer)
        order by answer_id, file_line
        """,
        new { run, answer })).Select(row => row.Shown())];

    /// <summary>What was asked, by line, and what was answered to it so far.</summary>
    internal static async Task<Dictionary<decimal, StandingLine>> Standing(Work work, long run) => (await work.Connection.QueryAsync<StandingLine>(
        """
        select l.line, l.amount, m.number as member, a.outcome
        from deduction_line l
        join member_order o on o.owner_id = l.owner_id and o.member_order_id = l.member_order_id
        join member m on m.owner_id = o.owner_id and m.member_id = o.member_id
        left join deduction_answer_line a on a.owner_id = l.owner_id and a.run_id = l.run_id and a.line = l.line and a.status = 'taken'
        where l.run_id = @run
        """,
        new { run })).ToDictionary(line => (decimal)line.Line);

    private static Refusal Missing() => new(Problems.NotFound, "No deduction run of yours has that number.");

    private sealed record RunRow(long Id, string Employer, DateOnly Month, int Lines, decimal Total, int Answered, decimal Deducted, int Kept, DateTime MadeAt)
    {
        internal DeductionRun Shown() => new(Id, Employer, BusinessMonth.Of(new(Month)).ToString(), Lines, Total, Answered, Deducted, Kept, MadeAt);
    }

    private sealed record AnswerRow(int FileLine, int? Line, string Status, string? Outcome, decimal? Amount, string? Reason, string? KeptBecause)
    {
        internal AnsweredDeduction Shown() => new(
            FileLine, Line, Names.Read<DeductionStatus>(Status), Outcome is null ? null : Names.Read<DeductionOutcome>(Outcome), Amount, Reason,
            KeptBecause is null ? null : Names.Read<KeptDeduction>(KeptBecause));
    }
}

/// <summary>A line of a run under its lock.</summary>
internal sealed record StandingLine(int Line, decimal Amount, string Member, string? Outcome);
