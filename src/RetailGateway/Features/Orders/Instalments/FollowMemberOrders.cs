using System.ComponentModel;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Features.Audit.Contracts;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders.Instalments;

/// <summary>GET /v1/member-orders, /{id} and /{id}/settlement; POST /{id}/payments and /{id}/settlements: what is owed, and what is paid at the cooperative.</summary>
internal static class FollowMemberOrders
{
    internal static void Map(RouteGroupBuilder orders)
    {
        orders.MapGet("", All)
            .WithName("listMemberOrders")
            .WithSummary("List members' orders")
            .WithDescription("In the order in which they were made, without their instalments.")
            .RequireScope(Scope.MembersRead)
            .Answers<Page<MemberOrder>>()
            .Refuses(Problems.CursorInvalid, Problems.Invalid);
        orders.MapGet("/{id:long}", One)
            .WithName("getMemberOrder")
            .WithSummary("Read a member's order")
            .WithDescription("With its instalments. What became of each follows from what was asked, deducted, refused and paid, in whatever order that was told.")
            .RequireScope(Scope.MembersRead)
            .Answers<MemberOrderWithInstalments>()
            .Refuses(Problems.NotFound);
        orders.MapGet("/{id:long}/settlement", Offer)
            .WithName("previewSettlement")
            .WithSummary("What a member would pay today to be done")
            .WithDescription("All that is open; less the service of months not begun, where the plan waives it.")
            .RequireScope(Scope.MembersRead)
            .Answers<SettlementOffer>()
            .Refuses(Problems.NotFound);
        orders.MapPost("/{id:long}/payments", Pay)
            .WithName("payInstalments")
            .WithSummary("Take a member's payment")
            .WithDescription("For the instalments that are due first. What is above all that is owed is kept and shown as overpaid.")
            .RequireScope(Scope.MembersWrite)
            .Answers<MemberOrderWithInstalments>()
            .RefusesAsPost(Problems.NotFound);
        orders.MapPost("/{id:long}/settlements", Settle)
            .WithName("settleMemberOrder")
            .WithSummary("Settle a member's order early")
            .WithDescription("The amount is what the preview of today says. What an employer deducts afterwards is overpaid.")
            .RequireScope(Scope.MembersWrite)
            .Answers<MemberOrderWithInstalments>()
            .RefusesAsPost(Problems.NotFound, Problems.AlreadyClosed, Problems.SettlementMoved);
    }

    private static async Task<IResult> All(
        HttpContext http, Caller caller, GatewayDb database,
        [Description("A member's number.")] string? member,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var list = Listing.Of(CursorKind.Of("member-order", caller), limit, cursor);
        await using var work = await database.Open(caller, http.RequestAborted);
        var rows = await MemberAccounts.List(work, Check.Query("member", member), list.After, list.Take);
        var accounts = await MemberAccounts.Read(work, rows, await MemberAccounts.Today(work, http.RequestAborted));
        return list.Answer(http, [.. rows.Select(row => row.Shown(accounts[row.Id]))], order => order.Id);
    }

    private static async Task<IResult> One(HttpContext http, long id, Caller caller, GatewayDb database)
    {
        await using var work = await database.Open(caller, http.RequestAborted);
        return Answer.Ok(await MemberAccounts.Shown(work, await MemberAccounts.One(work, id), await MemberAccounts.Today(work, http.RequestAborted)));
    }

    private static async Task<IResult> Offer(HttpContext http, long id, Caller caller, GatewayDb database)
    {
        await using var work = await database.Open(caller, http.RequestAborted);
        var (order, today) = (await MemberAccounts.One(work, id), await MemberAccounts.Today(work, http.RequestAborted));
        var offer = (await MemberAccounts.Read(work, [order], today))[id].SettlementOn(today);
        return Answer.Ok(new SettlementOffer(id, today.Date, offer.Amount.Amount, offer.Waived.Amount));
    }

    private static Task<IResult> Pay(HttpContext http, long id, Body<NewMemberPayment> body, Caller caller, Writes writes) => writes.Once(http, caller, body, async work =>
    {
        var order = await MemberAccounts.Lock(work, id);
        var check = new Check();
        check.That(
            body.Value.Amount is > 0 and <= 10_000_000_000m && Check.HasAtMost(body.Value.Amount, 0), "/amount", "Whole rupiahs, above 0 and at most 10,000,000,000, are expected.");
        check.Done();
        var today = await MemberAccounts.Today(work, http.RequestAborted);
        await Insert(work, caller, id, "by_hand", body.Value.Amount, waived: 0, today);
        AuditLog.Write(work, caller, "pay", PlaceMemberOrder.Subject(id), before: null, after: null, reason: null);
        return Answer.Ok(await MemberAccounts.Shown(work, order, today));
    });

    private static Task<IResult> Settle(HttpContext http, long id, Body<NewSettlement> body, Caller caller, Writes writes) => writes.Once(http, caller, body, async work =>
    {
        var order = await MemberAccounts.Lock(work, id);
        var today = await MemberAccounts.Today(work, http.RequestAborted);
        var account = (await MemberAccounts.Read(work, [order], today))[id];
        if (account.IsClosed)
        {
            throw new Refusal(Problems.AlreadyClosed, "Nothing is owed of it any more.");
        }

        var offer = account.SettlementOn(today);
        if (offer.Amount.Amount != body.Value.Amount)
        {
            throw new Refusal(Problems.SettlementMoved, $"On {today} it is {offer.Amount.Amount:0} rupiah. Nothing was recorded.");
        }

        await Insert(work, caller, id, "settled", offer.Amount.Amount, offer.Waived.Amount, today);
        AuditLog.Write(work, caller, "settle", PlaceMemberOrder.Subject(id), before: null, after: null, reason: null);
        return Answer.Ok(await MemberAccounts.Shown(work, order, today));
    });

    private static Task<int> Insert(Work work, Caller caller, long order, string kind, decimal amount, decimal waived, BusinessDay on) => work.Connection.ExecuteAsync(
        """
        insert into member_payment (owner_id, member_order_id, kind, amount, waived, paid_on, recorded_by)
        values (@owner, @order, @kind, @amount, @waived, @on, @by)
        """,
        new { owner = caller.Party.Value, order, kind, amount, waived, on = on.Date, by = AuditLog.Actor(caller) });
}
