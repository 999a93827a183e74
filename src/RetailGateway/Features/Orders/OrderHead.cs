using RetailGateway.Access;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Deadlines;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Features.Orders;

/// <summary>What of an order never changes.</summary>
/// <param name="OwnerId">The cooperative.</param>
/// <param name="OrderId">Its number with us.</param>
/// <param name="PartnerId">The chain.</param>
/// <param name="PartnershipId">Between the two.</param>
/// <param name="BuyerId">Who orders.</param>
/// <param name="SellerId">Who sends.</param>
/// <param name="Number">The buyer's number of it.</param>
/// <param name="IssuedAt">When it was issued, in UTC.</param>
/// <param name="OrderDay">Its day where it goes to: terms, packs and prices are those of that day.</param>
/// <param name="ShipToId">The buyer's location.</param>
/// <param name="ShipFromId">The seller's location; null where the seller decides that itself.</param>
/// <param name="Currency">Of its prices.</param>
/// <param name="TimeZone">WIB, WITA or WIT: of the location that it goes to.</param>
/// <param name="ResponseHours">By its terms, the hours in which a question is answered.</param>
/// <param name="DeliveryDays">The business days in which goods come.</param>
/// <param name="StepHours">The hours between two steps about a deadline.</param>
internal sealed record OrderHead(
    int OwnerId, long OrderId, int PartnerId, int PartnershipId, int BuyerId, int SellerId, string Number, DateTime IssuedAt,
    DateOnly OrderDay, int ShipToId, int? ShipFromId, string Currency, string TimeZone, int ResponseHours, int DeliveryDays, int StepHours)
{
    internal PartyId Seller => new(SellerId);

    /// <summary>The cooperative sells: its own products are the seller's.</summary>
    internal bool OwnerSells => OwnerId == SellerId;

    /// <summary>What its terms say of time.</summary>
    internal DeadlineTerms Terms => new(ResponseHours, DeliveryDays, StepHours);

    /// <summary>Which side of it somebody is.</summary>
    internal TradeSide SideOf(Caller caller) => caller.Party.Value == BuyerId ? TradeSide.Buyer : TradeSide.Seller;
}
