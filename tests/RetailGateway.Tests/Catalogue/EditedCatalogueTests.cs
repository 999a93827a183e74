using System.Net;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Catalogue;

public sealed class EditedCatalogueTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const int Recorders = 8;
    private const int BatchesEach = 12;
    private static readonly TimeSpan BetweenEdits = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task Stock_is_recorded_while_the_catalogue_is_edited()
    {
        var town = await Town.Create(fixture.Gateway);
        using var recorded = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var editors = Enumerable.Range(0, 2).Select(editor => Edit(town, editor, recorded.Token)).ToArray();

        var answers = await Task.WhenAll(Enumerable.Range(0, Recorders).Select(async _ =>
        {
            var seen = new List<string>();
            for (var batch = 0; batch < BatchesEach; batch++)
            {
                var reply = await town.Till.Post(StockCalls.ChangesPath, StockCalls.Batch(Receipt(1, Beras), Receipt(1, Gula)), key: "");
                seen.Add(reply.Status == HttpStatusCode.MultiStatus ? "recorded" : reply.Text);
            }

            return seen;
        }));
        await recorded.CancelAsync();
        var edits = (await Task.WhenAll(editors)).Sum();

        Assert.Equal(["recorded"], answers.SelectMany(seen => seen).Distinct(StringComparer.Ordinal));
        Assert.Equal(Recorders * BatchesEach, await town.Till.OnHand(Beras));
        Assert.InRange(edits, 1, int.MaxValue);
    }

    /// <summary>A product and its packs with their GTINs in one transaction each, one after the other.</summary>
    private static async Task<int> Edit(Town town, int editor, CancellationToken until)
    {
        var edits = 0;
        while (!until.IsCancellationRequested)
        {
            var code = $"BARU-{editor}-{++edits}";
            await town.Database.Run(
                """
                with born as (
                    insert into product (owner_id, code, name, kind, base_unit) values ($1, $2, $2, 'goods', 'PCS')
                    returning owner_id, product_id)
                insert into pack (owner_id, product_id, code, name, factor, gtin)
                select owner_id, product_id, 'PCS', 'Satuan', 1, $3 from born
                """,
                town.Coop, code, Gtin((editor * 100_000) + edits));
            await Task.Delay(BetweenEdits, CancellationToken.None);
        }

        return edits;
    }

    /// <summary>A GTIN of thirteen digits for restricted circulation.</summary>
    private static string Gtin(int number)
    {
        var digits = $"20{number:D10}";
        var sum = digits.Select((digit, index) => (digit - '0') * (index % 2 == 0 ? 1 : 3)).Sum();
        return $"{digits}{(10 - (sum % 10)) % 10}";
    }
}
