namespace RetailGateway.Domain.Stock.Consignment;

/// <summary>Who bears what is missing without a sale that says so.</summary>
public enum ShrinkageBearer
{
    /// <summary>Whose shop it is: it pays what was taken, sold or not.</summary>
    Consignee,

    /// <summary>Whose goods they are: only recorded sales are paid, where a till records them.</summary>
    Consignor,
}
