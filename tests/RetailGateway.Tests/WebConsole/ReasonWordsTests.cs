using System.Text.RegularExpressions;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Tests.Harness;
using RetailGateway.WebConsole.Kit;
using RetailGateway.WebConsole.Matters;

namespace RetailGateway.Tests.WebConsole;

/// <summary>Reasons that the code itself gives, which the API tells in English and pages in the reader's language.</summary>
public sealed partial class ReasonWordsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 7, 5, 0, TimeSpan.Zero);

    [Fact]
    public void Every_reason_for_which_a_conflict_closes_by_itself_has_words_in_both_languages() => Assert.All(MendedBecause.All, because =>
    {
        var (indonesian, english) = (Reasons(Language.Indonesian).Mended(because), Reasons(Language.English).Mended(because));
        Assert.NotNull(indonesian);
        Assert.NotNull(english);
        Assert.NotEqual(indonesian, english);
    });

    [Fact]
    public void Every_reason_for_which_a_line_waits_on_has_words_in_both_languages() => Assert.All(WaitsCode.All, code =>
    {
        var (indonesian, english) = (Reasons(Language.Indonesian).WaitsOn(code), Reasons(Language.English).WaitsOn(code));
        Assert.NotNull(indonesian);
        Assert.NotNull(english);
        Assert.NotEqual(indonesian, english);
    });

    [Fact]
    public void No_statement_closes_a_conflict_for_a_reason_that_is_not_on_the_list()
    {
        var sources = Repository.File("RetailGateway.sln").Directory!.GetDirectories("src").Single().EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => file.Extension is ".cs" or ".sql" && !file.FullName.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));
        var written = sources.SelectMany(file => ClosedBecause().Matches(File.ReadAllText(file.FullName)).Select(found => found.Groups["why"].Value.Replace("''", "'", StringComparison.Ordinal)))
            .ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(written);
        Assert.Empty(written.Except(MendedBecause.All.Select(because => because.Text), StringComparer.Ordinal));
    }

    [GeneratedRegex("closed_because = '(?<why>([^']|'')+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex ClosedBecause();

    private static ReasonWords Reasons(Language language) => new(new Ui(language, Theme.System, new Format(language, "WIB", Now)));
}
