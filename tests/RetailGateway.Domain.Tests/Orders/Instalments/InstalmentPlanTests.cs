using CsCheck;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Instalments;
using static RetailGateway.Domain.Tests.Orders.Deadlines.CalendarCases;
using static RetailGateway.Domain.Tests.Orders.Instalments.PlanCases;

namespace RetailGateway.Domain.Tests.Orders.Instalments;

public class InstalmentPlanTests
{
    private const int Cases = 10_000;

    [Fact]
    public void Instalments_add_up_to_the_rupiah() => Plans.Sample(
        plan => plan.Instalments.Sum(one => one.Amount.Amount) == plan.Terms.Price.Amount - plan.Terms.DownPayment.Amount + plan.Terms.Service.Amount, iter: Cases);

    [Fact]
    public void All_are_equal_whole_rupiahs_but_for_what_does_not_divide_in_the_first() => Plans.Sample(
        plan =>
        {
            var amounts = plan.Instalments.Select(one => one.Amount.Amount).ToList();
            return amounts.TrueForAll(amount => amount > 0 && amount == decimal.Truncate(amount)) && amounts.Skip(1).Distinct().Count() <= 1
                && amounts[0] - amounts[^1] is >= 0 and var more && more < plan.Terms.Months;
        }, iter: Cases);

    [Fact]
    public void Each_month_has_one_that_is_due_on_the_last_business_day_up_to_payday() => Gen.Select(Agreed, Calendars).Sample(
        (terms, drawn) =>
        {
            var plan = InstalmentPlan.Of(terms, drawn.Calendar);
            return plan.Instalments.Select((one, index) => one.Number == index + 1 && one.Month == terms.FirstMonth.Add(index)).All(fits => fits)
                && plan.Instalments.All(one => drawn.Calendar.IsBusinessDay(one.DueOn) && one.DueOn <= one.Month.Day(terms.Payday)
                    && drawn.Calendar.OnOrAfter(new(one.DueOn.Date.AddDays(1))) > one.Month.Day(terms.Payday));
        }, iter: Cases);

    [Fact]
    public void Payday_is_the_last_day_of_a_month_that_is_shorter()
    {
        var plan = InstalmentPlan.Of(Motorcycle() with { Payday = 31, Months = 4 }, Calendar(Jakarta));

        Assert.Equal(["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"], plan.Instalments.Select(one => one.DueOn.ToString()));
    }

    [Fact]
    public void Payday_on_a_holiday_after_a_sunday_is_the_saturday_before()
    {
        var plan = InstalmentPlan.Of(Motorcycle() with { Payday = 26, Months = 1 }, Calendar(Jakarta, "2026-01-26"));

        Assert.Equal(DayOf("2026-01-24"), plan.Instalments[0].DueOn);
    }

    [Fact]
    public void What_does_not_divide_is_paid_first()
    {
        var plan = InstalmentPlan.Of(Motorcycle() with { Service = Rupiah(1_200_007) }, Calendar(Jakarta));

        Assert.Equal([1_350_007m, 1_350_000m], plan.Instalments.Take(2).Select(one => one.Amount.Amount));
    }

    [Fact]
    public void What_is_waived_is_never_more_than_the_service_and_never_grows_with_the_days() => Gen.Select(Plans, Day, Day).Sample(
        (plan, one, other) =>
        {
            var (earlier, later) = one < other ? (one, other) : (other, one);
            return plan.WaivedOn(earlier).Amount is var more && plan.WaivedOn(later).Amount is var less && less >= 0 && less <= more
                && more <= plan.Terms.Service.Amount && (plan.Terms.WaivesService || more == 0);
        }, iter: Cases);

    [Theory]
    [InlineData("2025-12-31", 1_200_000)]
    [InlineData("2026-01-01", 1_100_000)]
    [InlineData("2026-06-30", 600_000)]
    [InlineData("2026-12-01", 0)]
    public void The_service_of_months_not_begun_is_waived(string day, int waived) =>
        Assert.Equal(Rupiah(waived), InstalmentPlan.Of(Motorcycle(), Calendar(Jakarta)).WaivedOn(DayOf(day)));

    [Fact]
    public void Everything_that_is_wrong_is_named() => Assert.Equal(
        [PlanFault.PriceOutOfRange, PlanFault.DownPaymentBelowZero, PlanFault.ServiceOutOfRange, PlanFault.MonthsOutOfRange, PlanFault.NoPayday],
        new InstalmentTerms(Rupiah(0), Rupiah(-1), Rupiah(-1), 0, Month("2026-01"), 32, WaivesService: false).Faults());

    [Fact]
    public void A_down_payment_of_all_leaves_nothing_to_divide() =>
        Assert.Equal([PlanFault.NothingToDivide], (Motorcycle() with { DownPayment = Rupiah(18_000_000) }).Faults());

    [Fact]
    public void Parts_of_a_rupiah_and_other_currencies_are_refused()
    {
        Assert.Equal([PlanFault.NotWholeRupiah], (Motorcycle() with { Price = Rupiah(18_000_000.5m) }).Faults());
        Assert.Equal([PlanFault.NotWholeRupiah], (Motorcycle() with { Service = new Money(1, "USD") }).Faults());
    }

    [Fact]
    public void A_month_reads_as_it_is_written()
    {
        Assert.Equal("2026-02", Month("2026-02").ToString());
        Assert.All(new[] { "2026-13", "2026-2", "202602", "", null }, text => Assert.False(BusinessMonth.TryRead(text, out _)));
    }
}
