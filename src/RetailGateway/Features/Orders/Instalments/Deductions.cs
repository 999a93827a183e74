using System.ComponentModel;
using System.Globalization;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Features.Audit.Contracts;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders.Instalments;

/// <summary>POST and GET /v1/deductions: what an employer is asked to deduct from a month's pay.</summary>
internal static class Deductions
{
    internal static void Map(RouteGroupBuilder deductions)
    {
        deductions.MapPost("", Make)
            .WithName("makeDeductionRun")
            .WithSummary("Make a month's deduction file")
            .WithDescription("Every instalment of the employer's people that is due in the month or was missed before, each a line of its own. The same employer and month again answers the same file, whatever has happened since.")
            .RequireScope(Scope.MembersWrite)
            .Answers<DeductionRunWithFile>(StatusCodes.Status201Created)
            .Answers<DeductionRunWithFile>()
            .RefusesAsPost(Problems.NotFound);
        deductions.MapGet("", All)
            .WithName("listDeductionRuns")
            .WithSummary("List deduction runs")
            .WithDescription("In the order in which they were made, without their files.")
            .RequireScope(Scope.MembersRead)
            .Answers<Page<DeductionRun>>()
            .Refuses(Problems.CursorInvalid, Problems.Invalid);
        deductions.MapGet("/{id:long}", One)
            .WithName("getDeductionRun")
            .WithSummary("Read a deduction run")
            .WithDescription("With its file, and with what became of every line of the employer's answers.")
            .RequireScope(Scope.MembersRead)
            .Answers<DeductionRunWithFile>()
            .Refuses(Problems.NotFound);
    }

    private static Task<IResult> Make(HttpContext http, Body<NewDeductionRun> body, Caller caller, Writes writes) => writes.Once(http, caller, body, async work =>
    {
        Membership.MustBeCooperative(caller);
        var check = new Check();
        check.That(BusinessMonth.TryRead(body.Value.Month, out var month), "/month", "A month such as 2026-12 is expected.");
        // Locked: whoever asks one employer waits for who is just asking it.
        var employer = await work.Connection.ExecuteScalarAsync<long?>(
            "select employer_id from employer where upper(code) = upper(@code) for update", new { code = body.Value.Employer.Trim() });
        check.IsThere(employer is not null, "/employer", $"No employer has the code '{body.Value.Employer}'.");
        check.Done();
        if (await Find(work, employer!.Value, month) is { } there)
        {
            return Answer.Ok(await DeductionRows.Read(work, there));
        }

        var made = await Add(work, caller, employer.Value, month, await MemberAccounts.Today(work, http.RequestAborted));
        AuditLog.Write(work, caller, "ask", Subject(made), before: null, after: null, reason: null);
        return Answer.Created($"/v1/deductions/{made}", await DeductionRows.Read(work, made));
    });

    internal static AuditSubject Subject(long id) => new("deduction", id.ToString(CultureInfo.InvariantCulture));

    private static Task<long?> Find(Work work, long employer, BusinessMonth month) => work.Connection.ExecuteScalarAsync<long?>(
        "select run_id from deduction_run where employer_id = @employer and month = @month", new { employer, month = month.First.Date });

    private static async Task<long> Add(Work work, Caller caller, long employer, BusinessMonth month, BusinessDay today)
    {
        var orders = await MemberAccounts.OfEmployer(work, employer);
        var accounts = await MemberAccounts.Read(work, orders, today);
        List<AskedLine> lines = [.. orders
            .SelectMany(order => accounts[order.Id].ToAsk(month).Select(one => (Order: order, Instalment: one)))
            .Select((one, index) => new AskedLine(
                index + 1, one.Order.Id, one.Instalment.Instalment.Number, one.Instalment.Owed.Amount, one.Order.Member, one.Order.Name, one.Order.EmployeeNumber))];
        var owner = caller.Party.Value;
        var id = await work.Connection.ExecuteScalarAsync<long>(
            """
            insert into deduction_run (owner_id, employer_id, month, lines, total, made_by)
            values (@owner, @employer, @month, @count, @total, @by)
            returning run_id
            """,
            new { owner, employer, month = month.First.Date, count = lines.Count, total = lines.Sum(line => line.Amount), by = AuditLog.Actor(caller) });
        await work.Connection.ExecuteAsync(
            """
            insert into deduction_line (owner_id, run_id, line, member_order_id, number, amount)
            select @owner, @id, u.* from unnest(@lines, @orders, @numbers, @amounts) u
            """,
            new
            {
                owner,
                id,
                lines = lines.Select(line => line.Line).ToArray(),
                orders = lines.Select(line => line.OrderId).ToArray(),
                numbers = lines.Select(line => line.Number).ToArray(),
                amounts = lines.Select(line => line.Amount).ToArray(),
            });
        await work.Connection.ExecuteAsync(
            "update deduction_run set file = @file where run_id = @id", new { id, file = DeductionFile.Render(id, month.ToString(), lines) });
        return id;
    }

    private static async Task<IResult> All(
        HttpContext http, Caller caller, GatewayDb database, [Description("1 to 1,000; 200 when absent.")] int? limit, [Description("From the last page's `next`.")] string? cursor)
    {
        var list = Listing.Of(CursorKind.Of("deduction", caller), limit, cursor);
        await using var work = await database.Open(caller, http.RequestAborted);
        return list.Answer(http, await DeductionRows.List(work, list.After, list.Take), run => run.Id);
    }

    private static async Task<IResult> One(HttpContext http, long id, Caller caller, GatewayDb database)
    {
        await using var work = await database.Open(caller, http.RequestAborted);
        return Answer.Ok(await DeductionRows.Read(work, id));
    }
}
