using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace RetailGateway.Access.People;

/// <summary>The framework's own stores. Their tables are written by hand, like all others (0018).</summary>
internal sealed class PeopleDb(DbContextOptions<PeopleDb> options) : IdentityUserContext<Person, int>(options), IDataProtectionKeyContext
{
    /// <summary>The keys that protect cookies and links.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Person>(person =>
        {
            person.ToTable("person");
            person.Property(row => row.Id).HasColumnName("person_id");

            // The framework writes every column of a person back; whose person it is has no grant to change.
            person.Property(row => row.PartyId).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        });
        builder.Entity<IdentityUserClaim<int>>().ToTable("person_claim");
        builder.Entity<IdentityUserLogin<int>>().ToTable("person_login");
        builder.Entity<IdentityUserToken<int>>().ToTable("person_token");
        builder.Entity<IdentityUserPasskey<int>>().ToTable("person_passkey");
        builder.Entity<DataProtectionKey>().ToTable("data_protection_key");
    }
}
