namespace RetailGateway.Domain.Stock;

/// <summary>What an entry of the stock ledger says happened at one location to one product.</summary>
public enum EntryKind
{
    /// <summary>Sold to a customer; below zero.</summary>
    Sale,

    /// <summary>Received from a supplier; above zero.</summary>
    Receipt,

    /// <summary>Brought back by a customer; above zero.</summary>
    ReturnIn,

    /// <summary>Sent back to a supplier; below zero.</summary>
    ReturnOut,

    /// <summary>Came from another location of the same party; above zero.</summary>
    TransferIn,

    /// <summary>Went to another location of the same party; below zero.</summary>
    TransferOut,

    /// <summary>Broken or spoilt; below zero.</summary>
    Damage,

    /// <summary>Past its date; below zero.</summary>
    Expiry,

    /// <summary>Found or missing without another name; not zero.</summary>
    Adjustment,

    /// <summary>An absolute quantity at an instant; not below zero.</summary>
    Count,

    /// <summary>Names another entry and leaves it out; carries no quantity of its own.</summary>
    Reversal,
}
