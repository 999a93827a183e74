using RetailGateway.Http;

namespace RetailGateway.Tests.Docs;

public sealed class ProblemsDocTests
{
    private const string File = "docs/problems.md";

    [Fact]
    public void The_document_lists_every_problem_once_in_its_own_words()
    {
        var listed = SourceTree.Read(File).Split('\n').Where(line => line.StartsWith("| `/problems/", StringComparison.Ordinal));
        var known = Problems.All.Select(Row).ToList();

        Assert.True(
            listed.SequenceEqual(known, StringComparer.Ordinal),
            $"{File} does not list the problems of Http/Problems.cs. Its rows, in this order, are to be:\n{string.Join('\n', known)}");
    }

    [Fact]
    public void No_two_problems_have_the_same_type()
    {
        Assert.Equal(Problems.All.Count, Problems.All.Select(problem => problem.Type).Distinct(StringComparer.Ordinal).Count());
    }

    private static string Row(Problem problem) =>
        $"| `{problem.Type}` | {problem.Status} | {Plain(problem.Title)} | {Plain(problem.Advice)} |";

    /// <summary>As Markdown shows it in a table: neither a new column nor a tag.</summary>
    private static string Plain(string text) =>
        text.Replace("|", @"\|", StringComparison.Ordinal).Replace("<", @"\<", StringComparison.Ordinal);
}
