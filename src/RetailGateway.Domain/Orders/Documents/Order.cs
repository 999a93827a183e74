using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Domain.Orders.Documents;

/// <summary>What the buyer orders. Every other document of the order is about it.</summary>
/// <param name="Id">The order's number.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="Lines">Each line id once.</param>
public sealed record Order(DocumentId Id, DateTimeOffset IssuedAt, IReadOnlyList<OrderLine> Lines) : OrderDocument(Id, IssuedAt)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.Order;
}

/// <summary>The buyer's id of a line, the same in all documents of the order: any text, compared byte by byte.</summary>
/// <param name="Value">As it was given: "1", "10", "A-7".</param>
public readonly record struct LineId(string Value);

/// <summary>One product that is ordered.</summary>
/// <param name="Id">The buyer's id of the line.</param>
/// <param name="Product">What.</param>
/// <param name="Quantity">How much, in base units; not below zero.</param>
/// <param name="Pack">The pack that it was ordered in.</param>
public sealed record OrderLine(LineId Id, ProductId Product, Quantity Quantity, OrderedPack Pack);

/// <summary>
/// The pack that a line was ordered in, as it was then: a later change of the product's pack never touches an order
/// that was made before.
/// </summary>
/// <param name="Code">The pack's code at the time: "CTN".</param>
/// <param name="Factor">Base units in one pack at the time; above zero.</param>
public sealed record OrderedPack(string Code, Quantity Factor);
