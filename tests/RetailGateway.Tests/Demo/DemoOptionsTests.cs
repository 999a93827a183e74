using RetailGateway.PartnerSimulator.Demo;

namespace RetailGateway.Tests.Demo;

/// <summary>The demo's command line.</summary>
public sealed class DemoOptionsTests
{
    [Fact]
    public void Speed_and_seed_are_read_wherever_they_stand()
    {
        var options = DemoOptions.Read(["--seed", "7", "--minutes", "2", "--speed", "300"]);

        Assert.Equal((7, 300), (options?.Seed, options?.Speed));
    }

    [Fact]
    public void Without_them_it_is_the_first_life_at_two_changes_a_second() =>
        Assert.Equal((1, 120), (DemoOptions.Read([])?.Seed, DemoOptions.Read([])?.Speed));

    [Fact]
    public void A_check_lives_as_fast_as_it_can_unless_a_speed_is_named()
    {
        Assert.Equal(1800, DemoOptions.Read(["--check"])?.Speed);
        Assert.Equal(60, DemoOptions.Read(["--check", "--speed", "60"])?.Speed);
    }

    [Theory]
    [InlineData("--speed", "0")]
    [InlineData("--speed", "-5")]
    [InlineData("--speed", "cepat")]
    [InlineData("--seed", "1.5")]
    [InlineData("--seed")]
    [InlineData("--laju", "5")]
    public void What_cannot_be_read_is_refused(params string[] arguments) => Assert.Null(DemoOptions.Read(arguments));
}
