using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Orders.Instalments;

/// <summary>
/// What a cooperative and its member agree on: a price, what is paid at once, one amount for the service, and the months in
/// which the rest is deducted from the member's pay. There is no interest.
/// </summary>
/// <param name="Price">Of the goods, as the member is asked for it.</param>
/// <param name="DownPayment">What the member pays when it is agreed; zero where nothing.</param>
/// <param name="Service">The cooperative's flat amount for all months together; zero where it takes none.</param>
/// <param name="Months">How many instalments.</param>
/// <param name="FirstMonth">The month of the first one.</param>
/// <param name="Payday">The employer's day of the month, 1 to 31; a month without it pays on its last day.</param>
/// <param name="WaivesService">Whether who pays early is let off the service of months not begun.</param>
public sealed record InstalmentTerms(
    Money Price, Money DownPayment, Money Service, int Months, BusinessMonth FirstMonth, int Payday, bool WaivesService)
{
    /// <summary>The most months of a plan.</summary>
    public const int MostMonths = 120;

    /// <summary>The highest price, in rupiah: far above what payrolls repay, far below what sums hold.</summary>
    public const decimal HighestPrice = 10_000_000_000m;

    /// <summary>What of the price is left to instalments.</summary>
    public Money Financed => Price - DownPayment;

    /// <summary>What all instalments come to.</summary>
    public Money Total => Financed + Service;

    /// <summary>Everything that is wrong with them, in the order of the faults; none where a plan can be made.</summary>
    public IReadOnlyList<PlanFault> Faults()
    {
        if (new[] { Price, DownPayment, Service }.Any(money => money.Currency != Currency.Rupiah || decimal.Truncate(money.Amount) != money.Amount))
        {
            return [PlanFault.NotWholeRupiah];
        }

        var isWithin = Price.Amount is > 0 and <= HighestPrice && Service.Amount is >= 0 and <= HighestPrice;
        var isCounted = Months is >= 1 and <= MostMonths;
        return [.. new (bool Is, PlanFault Fault)[]
        {
            (Price.Amount is <= 0 or > HighestPrice, PlanFault.PriceOutOfRange),
            (DownPayment.Amount < 0, PlanFault.DownPaymentBelowZero),
            (Service.Amount is < 0 or > HighestPrice, PlanFault.ServiceOutOfRange),
            (!isCounted, PlanFault.MonthsOutOfRange),
            (Payday is < 1 or > 31, PlanFault.NoPayday),
            (isWithin && isCounted && Financed.Amount < Months, PlanFault.NothingToDivide),
        }.Where(one => one.Is).Select(one => one.Fault)];
    }
}

/// <summary>Why no plan can be made.</summary>
public enum PlanFault
{
    /// <summary>An amount is of another currency, or has a part of a rupiah.</summary>
    NotWholeRupiah,

    /// <summary>The price is not above zero, or above the highest.</summary>
    PriceOutOfRange,

    /// <summary>The down payment is below zero.</summary>
    DownPaymentBelowZero,

    /// <summary>The service is below zero, or above the highest price.</summary>
    ServiceOutOfRange,

    /// <summary>Not 1 to 120 months.</summary>
    MonthsOutOfRange,

    /// <summary>Not 1 to 31.</summary>
    NoPayday,

    /// <summary>The down payment leaves less than a rupiah of the price to each month.</summary>
    NothingToDivide,
}
