using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Stock.Consignment;

/// <summary>
/// What became of a consignor's goods over a span, in base units; each but opening and closing is not below zero.
/// "taken = opening + delivered + transfers in + returns in + found - returns out - transfers out - expired - damaged - closing".
/// </summary>
public sealed record ConsignmentFigures
{
    /// <summary>Nothing happened.</summary>
    public static readonly ConsignmentFigures None = new();

    /// <summary>On hand when the span began: the closing of the one before.</summary>
    public Quantity Opening { get; init; }

    /// <summary>Receipts.</summary>
    public Quantity Delivered { get; init; }

    /// <summary>From another location.</summary>
    public Quantity TransfersIn { get; init; }

    /// <summary>Brought back by customers.</summary>
    public Quantity ReturnsIn { get; init; }

    /// <summary>
    /// Adjustments upwards, and what the position's first count saw above everything recorded before it: goods that
    /// lay there before the books began. A later count that sees more is no find but undoes an earlier shortage.
    /// </summary>
    public Quantity Found { get; init; }

    /// <summary>Sent back to the consignor.</summary>
    public Quantity ReturnsOut { get; init; }

    /// <summary>To another location.</summary>
    public Quantity TransfersOut { get; init; }

    /// <summary>Past their date.</summary>
    public Quantity Expired { get; init; }

    /// <summary>Broken or spoilt.</summary>
    public Quantity Damaged { get; init; }

    /// <summary>On hand when the span ended: the opening of the next.</summary>
    public Quantity Closing { get; init; }

    /// <summary>Recorded sales, before what customers brought back.</summary>
    public Quantity Sold { get; init; }

    /// <summary>A count of the closing's last 24 hours stands behind it; else it is the book's word.</summary>
    public bool IsCounted { get; init; }

    /// <summary>What left the shelf and went neither back, on, nor to waste.</summary>
    public Quantity Taken =>
        Opening + Delivered + TransfersIn + ReturnsIn + Found - ReturnsOut - TransfersOut - Expired - Damaged - Closing;

    /// <summary>Recorded sales less what customers brought back.</summary>
    public Quantity NetSold => Sold - ReturnsIn;

    /// <summary>
    /// What is gone for good: taken, less what customers brought back. It lies on the shelf again, and whoever takes it
    /// next pays for it; without this a unit sold, brought back and sold again would be paid twice.
    /// </summary>
    public Quantity Gone => Taken - ReturnsIn;

    /// <summary>Gone without a recorded sale; below zero where a count undid an earlier shortage. Means nothing where no till records sales.</summary>
    public Quantity Shrinkage => Gone - NetSold;

    /// <summary>Two spans of the same goods as one line; the later one's closing says whether it was counted.</summary>
    public static ConsignmentFigures operator +(ConsignmentFigures earlier, ConsignmentFigures later) => new()
    {
        Opening = earlier.Opening + later.Opening,
        Delivered = earlier.Delivered + later.Delivered,
        TransfersIn = earlier.TransfersIn + later.TransfersIn,
        ReturnsIn = earlier.ReturnsIn + later.ReturnsIn,
        Found = earlier.Found + later.Found,
        ReturnsOut = earlier.ReturnsOut + later.ReturnsOut,
        TransfersOut = earlier.TransfersOut + later.TransfersOut,
        Expired = earlier.Expired + later.Expired,
        Damaged = earlier.Damaged + later.Damaged,
        Closing = earlier.Closing + later.Closing,
        Sold = earlier.Sold + later.Sold,
        IsCounted = later.IsCounted,
    };
}
