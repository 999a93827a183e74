using System.ComponentModel.DataAnnotations;
using RetailGateway.Domain.Orders.Instalments;

namespace RetailGateway.Features.Orders.Instalments;

/// <summary>Terms to make a plan of.</summary>
/// <param name="Employer">The code of the employer that deducts.</param>
/// <param name="Price">What the goods cost the member, in whole rupiahs.</param>
/// <param name="DownPayment">What the member has paid of it at once.</param>
/// <param name="Service">Your flat amount for all months together.</param>
/// <param name="Months">How many instalments, 1 to 120.</param>
/// <param name="FirstMonth">The month of the first one: `2026-12`.</param>
/// <param name="WaivesService">Whether who pays early is let off the service of months not begun.</param>
internal sealed record NewPlan(
    [property: MaxLength(40)] string Employer, decimal Price, decimal DownPayment, decimal Service, int Months, [property: MaxLength(7)] string FirstMonth, bool WaivesService = false);

/// <summary>A plan that nobody has agreed to yet.</summary>
/// <param name="Total">What all instalments come to.</param>
/// <param name="Instalments">One a month.</param>
internal sealed record PlanPreview(decimal Total, IReadOnlyList<PlannedInstalment> Instalments);

/// <summary>An instalment of a plan.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Month">Whose pay it is deducted from.</param>
/// <param name="DueOn">Payday, or the business day before.</param>
/// <param name="Amount">Whole rupiahs.</param>
internal sealed record PlannedInstalment(int Number, string Month, DateOnly DueOn, decimal Amount);

/// <summary>Goods to order for a member.</summary>
/// <param name="Member">The member's number.</param>
/// <param name="Goods">What it is, in words.</param>
/// <param name="Plan">How it is paid; the employer is the member's.</param>
/// <param name="Product">Your item code, where it stands in your catalogue.</param>
/// <param name="Order">The order to the seller, where that is a partner; `product` is ordered then.</param>
internal sealed record NewMemberOrder(
    [property: MaxLength(40)] string Member, [property: MaxLength(200)] string Goods, NewPlan Plan, [property: MaxLength(64)] string? Product = null, SellersOrder? Order = null);

/// <summary>How a member's goods are ordered: one of them.</summary>
/// <param name="SellerId">Your partner's number.</param>
/// <param name="ShipTo">The code of your location that they go to.</param>
/// <param name="ShipFrom">The code of the seller's location; may be absent where it has one only, or is a chain.</param>
/// <param name="Pack">The pack; the one that the item's code means when absent.</param>
internal sealed record SellersOrder(
    int SellerId, [property: MaxLength(40)] string ShipTo, [property: MaxLength(40)] string? ShipFrom = null, [property: MaxLength(64)] string? Pack = null);

/// <summary>An order for a member.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Member">The member's number.</param>
/// <param name="Goods">What it is.</param>
/// <param name="Product">Your item code; null for what is outside your catalogue.</param>
/// <param name="OrderedOn">When.</param>
/// <param name="OrderId">The order to the seller; null where that is no partner.</param>
/// <param name="Price">Whole rupiahs, as all amounts here.</param>
/// <param name="DownPayment">Paid at once.</param>
/// <param name="Service">Your flat amount.</param>
/// <param name="Months">How many instalments.</param>
/// <param name="FirstMonth">The month of the first one.</param>
/// <param name="WaivesService">Whether who pays early is let off the service of months not begun.</param>
/// <param name="Paid">Paid of the instalments until now, with what is overpaid.</param>
/// <param name="Owed">Still to be paid.</param>
/// <param name="Overpaid">Paid above all that was owed: the member's.</param>
/// <param name="Missed">How many instalments are missed.</param>
internal sealed record MemberOrder(
    long Id, string Member, string Goods, string? Product, DateOnly OrderedOn, long? OrderId, decimal Price, decimal DownPayment, decimal Service, int Months,
    string FirstMonth, bool WaivesService, decimal Paid, decimal Owed, decimal Overpaid, int Missed);

/// <summary>An order for a member, with its instalments.</summary>
/// <param name="Order">The order.</param>
/// <param name="Instalments">One a month.</param>
internal sealed record MemberOrderWithInstalments(MemberOrder Order, IReadOnlyList<MemberInstalment> Instalments);

/// <summary>How an instalment stands.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Month">Whose pay it is deducted from.</param>
/// <param name="DueOn">Payday, or the business day before.</param>
/// <param name="Amount">Whole rupiahs.</param>
/// <param name="Paid">What was paid of it.</param>
/// <param name="Waived">What of it was waived when all was paid early.</param>
/// <param name="Owed">What is still to be paid of it.</param>
/// <param name="State">What became of it.</param>
internal sealed record MemberInstalment(
    int Number, string Month, DateOnly DueOn, decimal Amount, decimal Paid, decimal Waived, decimal Owed, InstalmentState State);

/// <summary>What a member would pay today to be done.</summary>
/// <param name="OrderId">The member's order.</param>
/// <param name="On">Today.</param>
/// <param name="Amount">To be paid.</param>
/// <param name="Waived">The service of months not begun, where the plan waives it.</param>
internal sealed record SettlementOffer(long OrderId, DateOnly On, decimal Amount, decimal Waived);

/// <summary>Money that a member paid.</summary>
/// <param name="Amount">Whole rupiahs, above zero.</param>
internal sealed record NewMemberPayment(decimal Amount);

/// <summary>All that was open, paid at once.</summary>
/// <param name="Amount">What today's offer says.</param>
internal sealed record NewSettlement(decimal Amount);
