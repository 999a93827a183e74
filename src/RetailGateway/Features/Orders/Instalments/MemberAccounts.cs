using Dapper;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Instalments;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders.Instalments;

/// <summary>Members' orders as they are stored, and what is owed of them by all that happened.</summary>
internal static class MemberAccounts
{
    /// <summary>The cooperative's day: that of its first location, of the west where it has none.</summary>
    internal static async Task<BusinessDay> Today(Work work, CancellationToken cancel)
    {
        var zone = await Zone(work);
        return BusinessDay.Of(await Clock.Now(work, cancel), Names.Read<IndonesianZone>(zone));
    }

    /// <summary>WIB, WITA or WIT: that of the cooperative's first location.</summary>
    internal static async Task<string> Zone(Work work) => await work.Connection.ExecuteScalarAsync<string?>(
        "select time_zone from location where owner_id = (select current_party()) order by location_id limit 1") ?? "WIB";

    /// <summary>Orders by number, after one of them.</summary>
    internal static async Task<List<StoredOrder>> List(Work work, string? member, long after, int take) => (await work.Connection.QueryAsync<StoredOrder>(
        $"{Select} where o.member_order_id > @after and (@member::text is null or upper(m.number) = upper(@member)) order by o.member_order_id limit @take",
        new { member, after, take })).AsList();

    /// <summary>One of them.</summary>
    /// <exception cref="Refusal">No order that the caller may see has that number.</exception>
    internal static async Task<StoredOrder> One(Work work, long id) =>
        await work.Connection.QuerySingleOrDefaultAsync<StoredOrder>($"{Select} where o.member_order_id = @id", new { id }) ?? throw Missing();

    /// <summary>Locks one, so that what is paid of it is counted one after another.</summary>
    /// <exception cref="Refusal">No order that the caller may see has that number.</exception>
    internal static async Task<StoredOrder> Lock(Work work, long id) =>
        await work.Connection.QuerySingleOrDefaultAsync<StoredOrder>($"{Select} where o.member_order_id = @id for update of o", new { id }) ?? throw Missing();

    /// <summary>Those of an employer, by number.</summary>
    internal static async Task<List<StoredOrder>> OfEmployer(Work work, long employer) => (await work.Connection.QueryAsync<StoredOrder>(
        $"{Select} where o.employer_id = @employer order by o.member_order_id", new { employer })).AsList();

    /// <summary>What is owed of each.</summary>
    internal static async Task<Dictionary<long, InstalmentAccount>> Read(Work work, IReadOnlyList<StoredOrder> orders, BusinessDay today)
    {
        var ids = orders.Select(order => order.Id).ToArray();
        await using var read = await work.Connection.QueryMultipleAsync(
            """
            select member_order_id as order_id, number, month, due_on, amount from member_instalment where member_order_id = any(@ids) order by member_order_id, number;
            select l.member_order_id as order_id, l.number, r.month, l.amount, a.outcome
            from deduction_line l
            join deduction_run r on r.owner_id = l.owner_id and r.run_id = l.run_id
            left join deduction_answer_line a on a.owner_id = l.owner_id and a.run_id = l.run_id and a.line = l.line and a.status = 'taken'
            where l.member_order_id = any(@ids);
            select member_order_id as order_id, kind, amount, waived from member_payment where member_order_id = any(@ids)
            """,
            new { ids });
        var instalments = (await read.ReadAsync<InstalmentRow>()).ToLookup(row => row.OrderId);
        var facts = new Dictionary<long, List<InstalmentFact>>();
        foreach (var row in await read.ReadAsync<LineRow>())
        {
            Of(row.OrderId).Add(row.Fact());
        }

        foreach (var row in await read.ReadAsync<PaymentRow>())
        {
            Of(row.OrderId).Add(row.Fact());
        }

        return orders.ToDictionary(order => order.Id, order => InstalmentAccount.Of(
            new InstalmentPlan(order.Terms(), [.. instalments[order.Id].Select(row => row.Instalment())]), Of(order.Id), today));

        List<InstalmentFact> Of(long order) => facts.TryGetValue(order, out var there) ? there : facts[order] = [];
    }

    /// <summary>One with its instalments, as the API shows it.</summary>
    internal static async Task<MemberOrderWithInstalments> Shown(Work work, StoredOrder order, BusinessDay today)
    {
        var account = (await Read(work, [order], today))[order.Id];
        return new(order.Shown(account), [.. account.Instalments.Select(one => new MemberInstalment(
            one.Instalment.Number, one.Instalment.Month.ToString(), one.Instalment.DueOn.Date, one.Instalment.Amount.Amount, one.Paid.Amount, one.Waived.Amount,
            one.Owed.Amount, one.State))]);
    }

    internal static Money Rupiah(decimal amount) => new(amount, Currency.Rupiah);

    private const string Select =
        """
        select o.member_order_id as id, m.number as member, m.name, m.employee_number, o.goods, p.code as product, o.ordered_on, o.order_id, o.price,
            o.down_payment, o.service, o.months, o.first_month, o.payday, o.waives_service
        from member_order o
        join member m on m.owner_id = o.owner_id and m.member_id = o.member_id
        left join product p on p.owner_id = o.owner_id and p.product_id = o.product_id
        """;

    private static Refusal Missing() => new(Problems.NotFound, "No member's order of yours has that number.");

    private static BusinessMonth Month(DateOnly day) => BusinessMonth.Of(new(day));

    /// <summary>An order as it is stored.</summary>
    internal sealed record StoredOrder(
        long Id, string Member, string Name, string EmployeeNumber, string Goods, string? Product, DateOnly OrderedOn, long? OrderId, decimal Price,
        decimal DownPayment, decimal Service, int Months, DateOnly FirstMonth, int Payday, bool WaivesService)
    {
        internal InstalmentTerms Terms() => new(Rupiah(Price), Rupiah(DownPayment), Rupiah(Service), Months, Month(FirstMonth), Payday, WaivesService);

        internal MemberOrder Shown(InstalmentAccount account) => new(
            Id, Member, Goods, Product, OrderedOn, OrderId, Price, DownPayment, Service, Months, Month(FirstMonth).ToString(), WaivesService, account.Paid.Amount,
            account.Owed.Amount, account.Overpaid.Amount, account.Instalments.Count(one => one.State == InstalmentState.Missed));
    }

    private sealed record InstalmentRow(long OrderId, int Number, DateOnly Month, DateOnly DueOn, decimal Amount)
    {
        internal Instalment Instalment() => new(Number, MemberAccounts.Month(Month), new(DueOn), Rupiah(Amount));
    }

    private sealed record LineRow(long OrderId, int Number, DateOnly Month, decimal Amount, string? Outcome)
    {
        internal InstalmentFact Fact() => Outcome switch
        {
            "deducted" => new InstalmentFact.Deducted(Number, MemberAccounts.Month(Month), Rupiah(Amount)),
            "refused" => new InstalmentFact.Refused(Number, MemberAccounts.Month(Month)),
            _ => new InstalmentFact.Asked(Number, MemberAccounts.Month(Month)),
        };
    }

    private sealed record PaymentRow(long OrderId, string Kind, decimal Amount, decimal Waived)
    {
        internal InstalmentFact Fact() => Kind == "settled"
            ? new InstalmentFact.SettledEarly(Rupiah(Amount), Rupiah(Waived))
            : new InstalmentFact.PaidByHand(Rupiah(Amount));
    }
}
