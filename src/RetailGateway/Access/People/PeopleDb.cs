using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace RetailGateway.Access.People;

/// <summary>The framework's own stores. Their tables are written by hand, like all others (0023).</summary>
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
            person.Property(row => row.RemovedAt).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
            person.HasQueryFilter(row => row.RemovedAt == null);
        });
        builder.Entity<IdentityUserClaim<int>>().ToTable("person_claim");
        builder.Entity<IdentityUserLogin<int>>().ToTable("person_login");
        builder.Entity<IdentityUserToken<int>>().ToTable("person_token");
        builder.Entity<IdentityUserPasskey<int>>(passkey =>
        {
            passkey.ToTable("person_passkey");

            // Written back with each use, as a person is: it stays whose it is.
            passkey.Property(row => row.UserId).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        });
        builder.Entity<DataProtectionKey>().ToTable("data_protection_key");
    }
}
