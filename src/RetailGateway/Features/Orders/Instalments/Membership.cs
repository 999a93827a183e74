using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Audit.Contracts;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders.Instalments;

/// <summary>/v1/employers and /v1/members: who is asked to deduct, and of whose pay. A cooperative's own.</summary>
internal static class Membership
{
    private const int LongestCode = 40;

    internal static void Map(RouteGroupBuilder employers, RouteGroupBuilder members)
    {
        employers.MapPost("", AddEmployer)
            .WithName("addEmployer")
            .WithSummary("Add an employer")
            .WithDescription("That deducts instalments from its people's pay. The same again answers the one that is there.")
            .RequireScope(Scope.MembersWrite)
            .Answers<Employer>(StatusCodes.Status201Created)
            .Answers<Employer>()
            .RefusesAsPost(Problems.AlreadyExists, Problems.NotFound);
        employers.MapGet("", Employers)
            .WithName("listEmployers")
            .WithSummary("List employers")
            .WithDescription("In the order in which they were added.")
            .RequireScope(Scope.MembersRead)
            .Answers<Page<Employer>>()
            .Refuses(Problems.CursorInvalid, Problems.Invalid);
        members.MapPost("", AddMember)
            .WithName("addMember")
            .WithSummary("Add a member")
            .WithDescription("By number and name, and the number by which the employer knows the person. The same again answers the one that is there.")
            .RequireScope(Scope.MembersWrite)
            .Answers<Member>(StatusCodes.Status201Created)
            .Answers<Member>()
            .RefusesAsPost(Problems.AlreadyExists, Problems.NotFound);
        members.MapGet("", Members)
            .WithName("listMembers")
            .WithSummary("List members")
            .WithDescription("In the order in which they were added.")
            .RequireScope(Scope.MembersRead)
            .Answers<Page<Member>>()
            .Refuses(Problems.CursorInvalid, Problems.Invalid);
    }

    /// <summary>Members are a cooperative's.</summary>
    /// <exception cref="Refusal">The caller is none.</exception>
    internal static void MustBeCooperative(Caller caller)
    {
        if (caller.Kind != PartyKind.Cooperative)
        {
            throw new Refusal(Problems.NotFound, "Only a cooperative has members.");
        }
    }

    private static Task<IResult> AddEmployer(HttpContext http, Body<Employer> body, Caller caller, Writes writes) => writes.Once(http, caller, body, async work =>
    {
        MustBeCooperative(caller);
        var check = new Check();
        var wanted = new Employer(check.Text("/code", body.Value.Code, LongestCode), check.Text("/name", body.Value.Name), body.Value.Payday);
        check.That(wanted.Payday is >= 1 and <= 31, "/payday", "A day of the month, 1 to 31, is expected.");
        check.Done();
        var id = await work.Connection.ExecuteScalarAsync<long?>(
            "insert into employer (owner_id, code, name, payday) values (@owner, @Code, @Name, @Payday) on conflict (owner_id, upper(code)) do nothing returning employer_id",
            new { owner = caller.Party.Value, wanted.Code, wanted.Name, wanted.Payday });
        var location = "/v1/employers";
        if (id is { } added)
        {
            AuditLog.Write(work, caller, "add", new AuditSubject("employer", added.ToString(CultureInfo.InvariantCulture)), before: null, after: null, reason: null);
            return Answer.Created(location, wanted);
        }

        var there = await work.Connection.QuerySingleAsync<Employer>("select code, name, payday from employer where upper(code) = upper(@Code)", new { wanted.Code });
        return there with { Code = wanted.Code } == wanted ? Answer.Ok(there) : throw new Refusal(Problems.AlreadyExists, $"The employer '{wanted.Code}' is there with another name or payday.");
    });

    private static Task<IResult> AddMember(HttpContext http, Body<Member> body, Caller caller, Writes writes) => writes.Once(http, caller, body, async work =>
    {
        MustBeCooperative(caller);
        var check = new Check();
        var wanted = new Member(
            check.Text("/number", body.Value.Number, LongestCode), check.Text("/name", body.Value.Name), check.Text("/employer", body.Value.Employer, LongestCode),
            check.Text("/employeeNumber", body.Value.EmployeeNumber, LongestCode));
        check.Done();
        var employer = await work.Connection.ExecuteScalarAsync<long?>("select employer_id from employer where upper(code) = upper(@Employer)", new { wanted.Employer });
        check.IsThere(employer is not null, "/employer", $"No employer has the code '{wanted.Employer}'.");
        check.Done();
        var id = await work.Connection.ExecuteScalarAsync<long?>(
            """
            insert into member (owner_id, number, name, employer_id, employee_number) values (@owner, @Number, @Name, @employer, @EmployeeNumber)
            on conflict (owner_id, upper(number)) do nothing
            returning member_id
            """,
            new { owner = caller.Party.Value, wanted.Number, wanted.Name, employer, wanted.EmployeeNumber });
        if (id is { } added)
        {
            AuditLog.Write(work, caller, "add", new AuditSubject("member", added.ToString(CultureInfo.InvariantCulture)), before: null, after: null, reason: null);
            return Answer.Created("/v1/members", wanted);
        }

        var there = await work.Connection.QuerySingleAsync<Member>(
            """
            select m.number, m.name, e.code as employer, m.employee_number
            from member m join employer e on e.owner_id = m.owner_id and e.employer_id = m.employer_id
            where upper(m.number) = upper(@Number)
            """,
            new { wanted.Number });
        return there with { Number = wanted.Number, Employer = wanted.Employer } == wanted
            ? Answer.Ok(there)
            : throw new Refusal(Problems.AlreadyExists, "A member of that number is there with another name, employer or employee number.");
    });

    private static async Task<IResult> Employers(
        HttpContext http, Caller caller, GatewayDb database, [Description("1 to 1,000; 200 when absent.")] int? limit, [Description("From the last page's `next`.")] string? cursor)
    {
        var list = Listing.Of(CursorKind.Of("employer", caller), limit, cursor);
        await using var work = await database.Open(caller, http.RequestAborted);
        var rows = (await work.Connection.QueryAsync<EmployerRow>(
            "select employer_id as id, code, name, payday from employer where employer_id > @After order by employer_id limit @Take", new { list.After, list.Take })).AsList();
        var page = list.Page(rows, row => row.Id);
        return new Page<Employer>([.. page.Items.Select(row => new Employer(row.Code, row.Name, row.Payday))], page.Next).Answer(http);
    }

    private static async Task<IResult> Members(
        HttpContext http, Caller caller, GatewayDb database, [Description("1 to 1,000; 200 when absent.")] int? limit, [Description("From the last page's `next`.")] string? cursor)
    {
        var list = Listing.Of(CursorKind.Of("member", caller), limit, cursor);
        await using var work = await database.Open(caller, http.RequestAborted);
        var rows = (await work.Connection.QueryAsync<MemberRow>(
            """
            select m.member_id as id, m.number, m.name, e.code as employer, m.employee_number
            from member m join employer e on e.owner_id = m.owner_id and e.employer_id = m.employer_id
            where m.member_id > @After order by m.member_id limit @Take
            """,
            new { list.After, list.Take })).AsList();
        var page = list.Page(rows, row => row.Id);
        return new Page<Member>([.. page.Items.Select(row => new Member(row.Number, row.Name, row.Employer, row.EmployeeNumber))], page.Next).Answer(http);
    }

    private sealed record EmployerRow(long Id, string Code, string Name, int Payday);

    private sealed record MemberRow(long Id, string Number, string Name, string Employer, string EmployeeNumber);
}

/// <summary>Whoever pays members, and deducts what they owe.</summary>
/// <param name="Code">Your code of it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Payday">The day of the month on which it pays, 1 to 31; a month without it pays on its last day.</param>
internal sealed record Employer([property: MaxLength(40)] string Code, [property: MaxLength(200)] string Name, int Payday);

/// <summary>A person of a cooperative.</summary>
/// <param name="Number">The member's number with you.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Employer">The code of the employer.</param>
/// <param name="EmployeeNumber">The number by which the employer knows the person.</param>
internal sealed record Member(
    [property: MaxLength(40)] string Number, [property: MaxLength(200)] string Name, [property: MaxLength(40)] string Employer,
    [property: MaxLength(40)] string EmployeeNumber);
