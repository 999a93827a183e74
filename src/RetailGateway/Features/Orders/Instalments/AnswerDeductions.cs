using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Audit.Contracts;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Catalogue.Contracts.Imports;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders.Instalments;

/// <summary>POST /v1/deductions/{id}/answers: what an employer deducted and what not.</summary>
internal static class AnswerDeductions
{
    internal static void Map(RouteGroupBuilder deductions) => deductions
        .MapPost("/{id:long}/answers", Handle)
        .WithName("answerDeductionRun")
        .WithSummary("Take an employer's answer")
        .WithDescription("The file as it was sent, with `outcome` (`deducted` or `refused`) and `reason` filled in; CSV or a workbook. Lines may be left out, and come with another file. The count and total of its last line are those of its own lines, and are held to them before the first is taken. A line that fits nothing that was asked is kept and told. The same file again changes nothing.")
        .RequireScope(Scope.MembersWrite)
        .LimitBody(ImportFile.Megabytes)
        .Answers<DeductionAnswer>()
        .RefusesAsPost(Problems.NotFound, Problems.ControlTotalDiffers);

    private static Task<IResult> Handle(HttpContext http, long id, ImportFile file, Caller caller, Writes writes) =>
        writes.Once(http, caller, file.Sha256, keyRequired: true, async work =>
        {
            await work.Open(http.RequestAborted);
            await DeductionRows.Lock(work, id);
            if (await work.Connection.ExecuteScalarAsync<long?>(
                "select answer_id from deduction_answer where run_id = @id and sha256 = @Sha256", new { id, file.Sha256 }) is { } there)
            {
                return Answer.Ok(DeductionAnswer.Of(id, await DeductionRows.Answers(work, id, there)));
            }

            var said = DeductionFile.Read(file);
            var standing = await DeductionRows.Standing(work, id);
            var lines = said.ConvertAll(line => (Said: line, Outcome: Judge(id, line, standing)));
            var answer = await Write(work, caller, id, file.Sha256, lines);
            var told = DeductionAnswer.Of(id, await DeductionRows.Answers(work, id, answer));
            AuditLog.Write(work, caller, "answer", Deductions.Subject(id), before: null, new { sha256 = Convert.ToHexStringLower(file.Sha256) }, reason: null);
            return Answer.Ok(told);
        });

    /// <summary>What a line is: taken, said before, or kept and why. What it takes stands for the lines after it.</summary>
    private static (DeductionStatus Status, KeptDeduction? Because, int? Line) Judge(long run, SaidLine said, Dictionary<decimal, StandingLine> standing)
    {
        if (said.Run != run)
        {
            return (DeductionStatus.Kept, KeptDeduction.OtherRun, null);
        }

        if (said.Line is not { } number || !standing.TryGetValue(number, out var asked))
        {
            return (DeductionStatus.Kept, KeptDeduction.UnknownLine, null);
        }

        KeptDeduction? because = !asked.Member.Equals(said.Member, StringComparison.OrdinalIgnoreCase) ? KeptDeduction.OtherMember
            : said.Outcome is null ? KeptDeduction.NoOutcome
            : said.Amount != asked.Amount ? KeptDeduction.OtherAmount
            : asked.Outcome is { } before && before != Names.Of(said.Outcome.Value) ? KeptDeduction.AnsweredOtherwise
            : null;
        if (because is not null || asked.Outcome is not null)
        {
            return (because is null ? DeductionStatus.Unchanged : DeductionStatus.Kept, because, asked.Line);
        }

        standing[number] = asked with { Outcome = Names.Of(said.Outcome!.Value) };
        return (DeductionStatus.Taken, null, asked.Line);
    }

    private static async Task<long> Write(
        Work work, Caller caller, long run, byte[] sha256, List<(SaidLine Said, (DeductionStatus Status, KeptDeduction? Because, int? Line) Outcome)> lines)
    {
        var owner = caller.Party.Value;
        var answer = await work.Connection.ExecuteScalarAsync<long>(
            "insert into deduction_answer (owner_id, run_id, sha256, received_by) values (@owner, @run, @sha256, @by) returning answer_id",
            new { owner, run, sha256, by = AuditLog.Actor(caller) });
        await work.Connection.ExecuteAsync(
            """
            insert into deduction_answer_line (owner_id, answer_id, run_id, file_line, status, line, outcome, amount, reason, kept_because, said)
            select @owner, @answer, @run, u.* from unnest(
                @fileLines, @statuses, @numbers::integer[], @outcomes::text[], @amounts::numeric[], @reasons::text[], @causes::text[], @said::text[]) u
            """,
            new
            {
                owner,
                answer,
                run,
                fileLines = lines.ConvertAll(line => line.Said.FileLine).ToArray(),
                statuses = lines.ConvertAll(line => Names.Of(line.Outcome.Status)).ToArray(),
                numbers = lines.ConvertAll(line => line.Outcome.Line).ToArray(),
                outcomes = lines.ConvertAll(line => line.Said.Outcome is { } outcome ? Names.Of(outcome) : null).ToArray(),
                amounts = lines.ConvertAll(line => line.Said.Amount).ToArray(),
                reasons = lines.ConvertAll(line => line.Said.Reason).ToArray(),
                causes = lines.ConvertAll(line => line.Outcome.Because is { } because ? Names.Of(because) : null).ToArray(),
                said = lines.ConvertAll(line => line.Said.Said).ToArray(),
            });
        return answer;
    }
}
