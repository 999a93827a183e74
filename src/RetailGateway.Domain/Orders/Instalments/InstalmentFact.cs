using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Orders.Instalments;

/// <summary>What happened to a plan. Facts are added and never changed; the order in which they are told never matters.</summary>
public abstract record InstalmentFact
{
    private InstalmentFact()
    {
    }

    /// <summary>An employer was asked to deduct an instalment.</summary>
    /// <param name="Number">The instalment.</param>
    /// <param name="Month">Whose pay: the instalment's own month, or a later one where it was missed.</param>
    public sealed record Asked(int Number, BusinessMonth Month) : InstalmentFact;

    /// <summary>The employer deducted, whatever was asked.</summary>
    /// <param name="Number">The instalment that it answers.</param>
    /// <param name="Month">Whose pay it was taken from.</param>
    /// <param name="Amount">Not below zero.</param>
    public sealed record Deducted(int Number, BusinessMonth Month, Money Amount) : InstalmentFact;

    /// <summary>The employer did not deduct.</summary>
    /// <param name="Number">The instalment that it answers.</param>
    /// <param name="Month">Of whose pay nothing was taken.</param>
    public sealed record Refused(int Number, BusinessMonth Month) : InstalmentFact;

    /// <summary>The member paid at the cooperative: for what is due first.</summary>
    /// <param name="Amount">Above zero.</param>
    public sealed record PaidByHand(Money Amount) : InstalmentFact;

    /// <summary>The member paid all that was open at once.</summary>
    /// <param name="Amount">What was paid; not below zero.</param>
    /// <param name="Waived">What was waived then; not below zero.</param>
    public sealed record SettledEarly(Money Amount, Money Waived) : InstalmentFact;
}
