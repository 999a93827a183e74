using System.Text.Json;
using RetailGateway.Features.Operations;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Features.Sync.Conflicts;
using RetailGateway.Features.Sync.Files;
using RetailGateway.Features.Sync.Review;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Pages;
using RetailGateway.WebConsole.Audit;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.Tests.WebConsole;

/// <summary>
/// What the audit log keeps is shown in words. Beside these, each fixture of this project looks at what its gateway has
/// written when its tests are done.
/// </summary>
public sealed class FieldWordsTests(PagesFixture pages) : IClassFixture<PagesFixture>
{
    /// <summary>An age moves on by itself and is never a difference.</summary>
    private static readonly string[] NoDifference = ["ageSeconds"];

    [Theory]
    [InlineData(typeof(DueWork))]
    [InlineData(typeof(ReceivedFile))]
    [InlineData(typeof(ConflictDecision))]
    [InlineData(typeof(ReviewDecision))]
    [InlineData(typeof(PositionEffect))]
    [InlineData(typeof(RetailGateway.Features.Stock.Changes.Change))]
    [InlineData(typeof(ChangeSide))]
    public void Every_field_of_what_is_kept_whole_has_words(Type kept) => Assert.DoesNotContain(
        kept.GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Except(NoDifference, StringComparer.Ordinal), name => !FieldWords.Knows(name));

    [Fact]
    public async Task Every_field_that_the_acts_of_the_console_s_forms_write_has_words()
    {
        foreach (var page in ConsolePages.All.Values)
        {
            foreach (var form in page.Forms)
            {
                var (visit, drawn) = (pages.Own.As(page.Role), await pages.Draw(page, form));
                await PagesFixture.Post(visit, page.Address(pages.Own), drawn, await form.Fill(pages.Own, visit));
            }
        }

        Assert.Equal(
            "ask-to-cancel, cancel, clear-code, despatch, dismiss, give, give-role, invite, make, offer, open, park, password-link, pool, receive, record, remove, retry, revoke, rotate, set-level, withdraw",
            await pages.Gateway.Database.Ask<string>("select string_agg(distinct act, ', ' order by act) from audit_entry where actor like 'person:%'"));
        Assert.Empty(await AuditedNames.WithoutWords(pages.Gateway.Database));
        var log = (await pages.Own.As("manager").Get("/audit?kind=upload")).Text;
        Assert.Matches("<dt>nama berkas</dt><dd>.*<ins>stok.csv</ins>", log);
    }

    [Fact]
    public void A_path_is_said_in_both_languages_and_an_unknown_name_as_it_is()
    {
        Assert.Equal("bukti, catatan kita, jumlah", In(Language.Indonesian).Of("evidence.ours.quantity"));
        Assert.Equal("stock 2, on hand before", In(Language.English).Of("positions.2.onHandBefore"));
        Assert.Equal("entahApa", In(Language.Indonesian).Of("entahApa"));
    }

    private static FieldWords In(Language language) => new(new Ui(language, Theme.System, new Format(language, "WIB", default)));
}
