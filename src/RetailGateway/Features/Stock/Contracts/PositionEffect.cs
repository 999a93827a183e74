using RetailGateway.Domain.Stock;
using RetailGateway.Features.Stock.Positions;

namespace RetailGateway.Features.Stock.Contracts;

/// <summary>What an act makes of one position, in base units.</summary>
/// <param name="Location">Where.</param>
/// <param name="Product">The owner's item code.</param>
/// <param name="OnHandBefore">On hand before the act.</param>
/// <param name="OnHandAfter">On hand after it.</param>
/// <param name="AvailableBefore">Available before the act.</param>
/// <param name="AvailableAfter">Available after it.</param>
internal sealed record PositionEffect(
    string Location, string Product, decimal OnHandBefore, decimal OnHandAfter, decimal AvailableBefore, decimal AvailableAfter)
{
    internal static IReadOnlyList<PositionEffect> Of(IReadOnlyList<Position> touched) =>
        [.. touched.Select(position => new PositionEffect(
            position.At.Code,
            position.Of.Code,
            position.Before.ToDecimal(),
            position.OnHand.ToDecimal(),
            Availability.Of(position.Before, position.PromisedBefore, position.SafetyStock).ToDecimal(),
            position.Available.ToDecimal()))];
}
