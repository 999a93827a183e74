using RetailGateway.EmbeddedPostgres;

namespace RetailGateway.Tests.EmbeddedPostgres;

public sealed class ServerBinariesTests
{
    private static readonly ServerBinaries[] Installed = [new("/a", 14), new("/b", 17), new("/c", 15)];

    [Fact]
    public void The_newest_server_is_chosen() => Assert.Equal(17, ServerBinaries.Choose(Installed, clusterMajor: null)?.Major);

    [Fact]
    public void A_cluster_is_opened_by_the_version_that_made_it() => Assert.Equal(15, ServerBinaries.Choose(Installed, clusterMajor: 15)?.Major);

    [Fact]
    public void A_server_before_version_15_is_none() => Assert.Null(ServerBinaries.Choose([new("/a", 14)], clusterMajor: null));

    [Fact]
    public async Task What_is_missing_is_said_with_both_ways_out()
    {
        var missing = await Assert.ThrowsAsync<PostgresNotFoundException>(() => ServerBinaries.Find(clusterMajor: 3, TestContext.Current.CancellationToken));

        Assert.Contains("PostgreSQL 3, which made this data folder, is not installed", missing.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install postgresql-3", missing.Message, StringComparison.Ordinal);
        Assert.Contains("leave out --embedded", missing.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "found: none.")]
    [InlineData(true, "found: 14 in /a.")]
    public void Where_none_fits_the_versions_wanted_the_places_and_both_ways_out_are_said(bool withAnOldOne, string found)
    {
        var missing = ServerBinaries.NotFound(withAnOldOne ? [new("/a", 14)] : [], clusterMajor: null, "/usr/bin:/bin");

        Assert.Equal(
            $"""
            PostgreSQL 15 or newer is not installed.
            Looked for the programs postgres and initdb in /usr/lib/postgresql/*/bin and on PATH (/usr/bin:/bin); {found}
            Either install it (Debian, Ubuntu: apt-get install postgresql), or give the connection string of a running server and leave out --embedded.
            """,
            missing.Message);
    }
}
