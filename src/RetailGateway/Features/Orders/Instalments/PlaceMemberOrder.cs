using System.Globalization;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Instalments;
using RetailGateway.Features.Audit.Contracts;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Orders.Deadlines;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders.Instalments;

/// <summary>POST /v1/member-orders, and a preview of its plan.</summary>
internal static class PlaceMemberOrder
{
    private const int LongestGoods = 200;

    internal static void Map(RouteGroupBuilder orders)
    {
        orders.MapPost("", Place)
            .WithName("placeMemberOrder")
            .WithSummary("Order goods for a member")
            .WithDescription("Whole or not at all: the plan of instalments, and where the seller is a partner the order to it, under the number `ANGGOTA-` and this one's. The down payment is what the member has paid already. All amounts are whole rupiahs; instalments are equal, and what does not divide is with the first.")
            .RequireScope(Scope.MembersWrite)
            .Answers<MemberOrderWithInstalments>(StatusCodes.Status201Created)
            .RefusesAsPost(Problems.NotFound, Problems.NoTerms, Problems.AlreadyExists);
        orders.MapPost("/preview", Preview)
            .WithName("previewMemberOrder")
            .WithSummary("Preview a plan of instalments")
            .WithDescription("As it would be agreed today; nothing is kept. Its Idempotency-Key is of no use and may be left out.")
            .WithMetadata(new KeyOptional())
            .RequireScope(Scope.MembersRead)
            .Answers<PlanPreview>()
            .RefusesAsPost(Problems.NotFound);
    }

    private static async Task<IResult> Preview(HttpContext http, Body<NewPlan> body, Caller caller, GatewayDb database, BusinessCalendars calendars)
    {
        await using var work = await database.Open(caller, http.RequestAborted);
        Membership.MustBeCooperative(caller);
        var payday = await work.Connection.ExecuteScalarAsync<int?>("select payday from employer where upper(code) = upper(@code)", new { code = body.Value.Employer.Trim() });
        var plan = await Agreed(work, new Check(), "", body.Value, payday, calendars);
        return Answer.Ok(new PlanPreview(
            plan.Terms.Total.Amount,
            [.. plan.Instalments.Select(one => new PlannedInstalment(one.Number, one.Month.ToString(), one.DueOn.Date, one.Amount.Amount))]));
    }

    private static Task<IResult> Place(
        HttpContext http, Body<NewMemberOrder> body, Caller caller, Writes writes, BusinessCalendars calendars, PartyBooks books, OrderRecording recording) =>
        writes.Once(http, caller, body, async work =>
        {
            Membership.MustBeCooperative(caller);
            var wanted = body.Value;
            var check = new Check();
            var goods = check.Text("/goods", wanted.Goods, LongestGoods);
            check.That(wanted.Order is null || wanted.Product is not null, "/product", "The product that is ordered from the seller is expected.");
            var found = await Find(work, wanted);
            check.IsThere(found.MemberId is not null, "/member", $"No member has the number '{wanted.Member}'.");
            check.IsThere(wanted.Product is null || found.ProductId is not null, "/product", $"No product of yours has the code '{wanted.Product}'.");
            check.That(
                found.Employer is null || found.Employer.Equals(wanted.Plan.Employer.Trim(), StringComparison.OrdinalIgnoreCase), "/plan/employer",
                "Another employer pays the member.");
            var plan = await Agreed(work, check, "/plan", wanted.Plan, found.MemberId is null ? 1 : found.Payday, calendars);
            var id = await Insert(work, caller, found, goods, plan, await MemberAccounts.Today(work, http.RequestAborted));
            if (wanted.Order is { } order)
            {
                await OrderFromSeller(work, caller, books, recording, id, wanted.Product!, order, http.RequestAborted);
            }

            AuditLog.Write(work, caller, "add", Subject(id), before: null, after: null, reason: null);
            var today = await MemberAccounts.Today(work, http.RequestAborted);
            return Answer.Created($"/v1/member-orders/{id}", await MemberAccounts.Shown(work, await MemberAccounts.One(work, id), today));
        });

    internal static AuditSubject Subject(long id) => new("member-order", id.ToString(CultureInfo.InvariantCulture));

    /// <summary>The plan that is asked for.</summary>
    /// <exception cref="Refusal">There is none of such terms, or something else that was checked is wrong.</exception>
    private static async Task<InstalmentPlan> Agreed(Work work, Check check, string at, NewPlan wanted, int? payday, BusinessCalendars calendars)
    {
        check.IsThere(payday is not null, $"{at}/employer", $"No employer has the code '{wanted.Employer}'.");
        check.That(BusinessMonth.TryRead(wanted.FirstMonth, out var first) && first.First.Date.Year is >= 2000 and <= 2999, $"{at}/firstMonth", "A month such as 2026-12 is expected.");
        InstalmentTerms? terms = null;
        if (Money.TryCreate(wanted.Price, Currency.Rupiah, out var price) && Money.TryCreate(wanted.DownPayment, Currency.Rupiah, out var down)
            && Money.TryCreate(wanted.Service, Currency.Rupiah, out var service))
        {
            terms = new InstalmentTerms(price, down, service, wanted.Months, first, payday ?? 1, wanted.WaivesService);
        }

        foreach (var fault in terms?.Faults() ?? [PlanFault.NotWholeRupiah])
        {
            var (place, detail) = Words(fault);
            check.That(false, $"{at}{place}", detail);
        }

        check.Done();
        return InstalmentPlan.Of(terms!, calendars[await MemberAccounts.Zone(work)]);
    }

    private static (string Place, string Detail) Words(PlanFault fault) => fault switch
    {
        PlanFault.NotWholeRupiah => ("/price", "Price, down payment and service are whole rupiahs."),
        PlanFault.PriceOutOfRange => ("/price", "Above 0, and at most 10,000,000,000, is expected."),
        PlanFault.DownPaymentBelowZero => ("/downPayment", "0 or more is expected."),
        PlanFault.ServiceOutOfRange => ("/service", "0 to 10,000,000,000 is expected."),
        PlanFault.MonthsOutOfRange => ("/months", "1 to 120 is expected."),
        PlanFault.NothingToDivide => ("/downPayment", "At least a rupiah of the price is left to each month."),
        _ => ("/employer", "The employer's payday is no day of a month."),
    };

    private static Task<Found> Find(Work work, NewMemberOrder wanted) => work.Connection.QuerySingleAsync<Found>(
        """
        select m.member_id, e.employer_id, e.code as employer, e.payday, p.product_id
        from (select) one
        left join member m on upper(m.number) = upper(@member)
        left join employer e on e.owner_id = m.owner_id and e.employer_id = m.employer_id
        left join product p on p.owner_id = (select current_party()) and upper(p.code) = upper(@product)
        """,
        new { member = wanted.Member.Trim(), product = wanted.Product?.Trim() });

    private static async Task<long> Insert(Work work, Caller caller, Found found, string goods, InstalmentPlan plan, BusinessDay today)
    {
        var terms = plan.Terms;
        var id = await work.Connection.ExecuteScalarAsync<long>(
            """
            insert into member_order (
                owner_id, member_id, employer_id, product_id, goods, ordered_on, price, down_payment, service, months, first_month, payday, waives_service, recorded_by)
            values (@owner, @MemberId, @EmployerId, @ProductId, @goods, @today, @price, @down, @service, @Months, @first, @Payday, @WaivesService, @by)
            returning member_order_id
            """,
            new
            {
                owner = caller.Party.Value,
                found.MemberId,
                found.EmployerId,
                found.ProductId,
                goods,
                today = today.Date,
                price = terms.Price.Amount,
                down = terms.DownPayment.Amount,
                service = terms.Service.Amount,
                terms.Months,
                first = terms.FirstMonth.First.Date,
                terms.Payday,
                terms.WaivesService,
                by = AuditLog.Actor(caller),
            });
        await work.Connection.ExecuteAsync(
            """
            insert into member_instalment (owner_id, member_order_id, number, month, due_on, amount)
            select @owner, @id, u.* from unnest(@numbers, @months, @days, @amounts) u
            """,
            new
            {
                owner = caller.Party.Value,
                id,
                numbers = plan.Instalments.Select(one => one.Number).ToArray(),
                months = plan.Instalments.Select(one => one.Month.First.Date).ToArray(),
                days = plan.Instalments.Select(one => one.DueOn.Date).ToArray(),
                amounts = plan.Instalments.Select(one => one.Amount.Amount).ToArray(),
            });
        return id;
    }

    /// <summary>The order to the seller is one as any other, and names nobody.</summary>
    private static async Task OrderFromSeller(
        Work work, Caller caller, PartyBooks books, OrderRecording recording, long id, string product, SellersOrder wanted, CancellationToken cancel)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"ANGGOTA-{id}");
        var order = new NewOrder(
            wanted.SellerId, number, await Clock.Now(work, cancel), wanted.ShipTo, [new NewOrderLine("1", product, 1, wanted.Pack)], wanted.ShipFrom);
        var (placed, _, _) = await SubmitOrder.Place(work, caller, books, recording, order, _ => "/order", cancel);
        await work.Connection.ExecuteAsync(
            "update member_order o set order_owner_id = t.owner_id, order_id = t.order_id from trade_order t where t.order_id = @order and o.member_order_id = @id",
            new { id, order = placed.Order.Id });
    }

    private sealed record Found(long? MemberId, long? EmployerId, string? Employer, int? Payday, int? ProductId);
}
