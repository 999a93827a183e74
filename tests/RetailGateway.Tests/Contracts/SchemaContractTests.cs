using RetailGateway.EmbeddedPostgres;
using RetailGateway.Hosting;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Contracts;

public sealed class SchemaContractTests(TestCluster cluster)
{
    private const string Contract = "contracts/database/schema.sql";

    [Fact]
    public async Task The_schema_contract_is_what_the_migrations_make()
    {
        var cancel = TestContext.Current.CancellationToken;
        var database = await cluster.Clone();
        var programs = await ServerBinaries.Find(clusterMajor: null, cancel);

        var made = await SchemaDump.Dump(programs.Folder, database.Owner, cancel);

        var kept = await File.ReadAllTextAsync(Repository.File(Contract).FullName, cancel);
        Assert.True(kept.ReplaceLineEndings("\n") == made, $"{Contract} is not what the migrations make: run ./dev contracts, and look at what became different.");
    }
}
