namespace RetailGateway.Tests.Architecture;

public sealed class MigrationTests
{
    [Fact]
    public void Migrations_are_numbered_one_after_the_other()
    {
        const string prefix = "RetailGateway.Database.Migrations.";
        var names = typeof(Program).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(names);
        Assert.All(names.Select((name, index) => (name, index)), script => Assert.StartsWith($"{prefix}{script.index + 1:0000}_", script.name, StringComparison.Ordinal));
    }
}
