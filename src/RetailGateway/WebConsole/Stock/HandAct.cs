using RetailGateway.Domain.Stock;

namespace RetailGateway.WebConsole.Stock;

/// <summary>What somebody may record of one good.</summary>
internal enum HandAct
{
    /// <summary>Says how many there are.</summary>
    Count,

    /// <summary>Goods came.</summary>
    Receive,

    /// <summary>Goods were sold.</summary>
    Sell,

    /// <summary>Broken, spilt, spoilt.</summary>
    Damage,

    /// <summary>Past its date.</summary>
    Expire,

    /// <summary>Goods go to another place of the same party.</summary>
    Transfer,
}

/// <summary>Acts as the ledger has them.</summary>
internal static class HandActs
{
    /// <summary>The kind of entry and the quantity with its sign.</summary>
    internal static (EntryKind Kind, decimal Quantity) Entry(this HandAct act, decimal quantity) => act switch
    {
        HandAct.Receive => (EntryKind.Receipt, quantity),
        HandAct.Sell => (EntryKind.Sale, -quantity),
        HandAct.Damage => (EntryKind.Damage, -quantity),
        HandAct.Expire => (EntryKind.Expiry, -quantity),
        HandAct.Transfer => (EntryKind.TransferOut, -quantity),
        _ => (EntryKind.Count, quantity),
    };
}
