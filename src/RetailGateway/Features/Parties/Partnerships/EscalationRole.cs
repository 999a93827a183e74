namespace RetailGateway.Features.Parties.Partnerships;

/// <summary>Who of the cooperative is told of an order that stays late, on either side.</summary>
internal enum EscalationRole
{
    /// <summary>Enters orders and receipts.</summary>
    Clerk,

    /// <summary>Runs the cooperative.</summary>
    Manager,

    /// <summary>Approves and pays.</summary>
    Treasurer,

    /// <summary>Approves above the treasurer's limit.</summary>
    Chair,
}
