namespace RetailGateway.Domain.Parties;

/// <summary>What a location looks like to its customers; a placement policy may be scoped by it.</summary>
public enum LocationFormat
{
    /// <summary>A minimarket.</summary>
    Minimarket,

    /// <summary>A supermarket.</summary>
    Supermarket,

    /// <summary>A department store.</summary>
    DepartmentStore,

    /// <summary>A shop of a cooperative.</summary>
    CoopShop,

    /// <summary>A warehouse or distribution centre, where nobody shops.</summary>
    Warehouse,
}
