using Microsoft.AspNetCore.Identity;

namespace RetailGateway.Access.People;

/// <summary>Somebody who signs in: the framework's user, of one party, with roles.</summary>
internal sealed class Person : IdentityUser<int>
{
    /// <summary>Whose person this is; never changed.</summary>
    public required int PartyId { get; init; }

    /// <summary>What they are called.</summary>
    public required string Name { get; set; }

    /// <summary>By their names in the store (<see cref="RoleNames.Name"/>).</summary>
    public required string[] Roles { get; set; }

    /// <summary>A shopkeeper's one shop.</summary>
    public int? LocationId { get; set; }

    /// <summary>When their access ended: to the framework they are not there any more.</summary>
    public DateTime? RemovedAt { get; init; }
}
