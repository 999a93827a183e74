namespace RetailGateway.Access.People;

/// <summary>What somebody may see or do in the console: the name says what is permitted.</summary>
internal enum Permission
{
    /// <summary>How connections and streams stand, and what is open.</summary>
    SeeSync,

    /// <summary>Decide conflicts and map unknown codes.</summary>
    WorkMatters,

    /// <summary>Positions and the ledger behind them.</summary>
    SeeStock,

    /// <summary>Count, and record what was sold, received, damaged or moved.</summary>
    RecordStock,

    /// <summary>Products, packs, permits and item mappings.</summary>
    SeeCatalogue,

    /// <summary>Change the catalogue.</summary>
    KeepCatalogue,

    /// <summary>Orders and what became of them.</summary>
    SeeOrders,

    /// <summary>Place, change, cancel, answer and send orders.</summary>
    PlaceOrders,

    /// <summary>Ask for goods in a pooled order: whoever keeps one shop, for that shop.</summary>
    AskForGoods,

    /// <summary>Receive goods.</summary>
    ReceiveGoods,

    /// <summary>Front shelves, verdicts and violations.</summary>
    SeePlacements,

    /// <summary>Report a shelf, or answer a placement task.</summary>
    ReportShelves,

    /// <summary>Set policies, decide appeals.</summary>
    DecidePlacements,

    /// <summary>Invoices and how they matched.</summary>
    SeeInvoices,

    /// <summary>Dispute an invoice.</summary>
    DisputeInvoices,

    /// <summary>Approve an invoice up to the limit.</summary>
    ApproveInvoices,

    /// <summary>Approve an invoice above the limit.</summary>
    ApproveAboveLimit,

    /// <summary>Propose and record payments.</summary>
    Pay,

    /// <summary>Settlements of goods on consignment.</summary>
    SeeSettlements,

    /// <summary>Partnerships and the parties behind them.</summary>
    SeePartners,

    /// <summary>Propose and accept terms.</summary>
    KeepTerms,

    /// <summary>The register of cooperatives and chains.</summary>
    KeepRegister,

    /// <summary>Keys, connections and the requests of one's system.</summary>
    KeepSystems,

    /// <summary>Who decided what.</summary>
    SeeAudit,

    /// <summary>The people of one's party; invite others.</summary>
    KeepPeople,

    /// <summary>The work in the background: what is due, what ran.</summary>
    SeeWork,

    /// <summary>The scheduler's own pages, and what each run did to the rows of all parties.</summary>
    SeeJobs,
}
