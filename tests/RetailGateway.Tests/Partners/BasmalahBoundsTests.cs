using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using RetailGateway.PartnerSimulator.Chain;
using RetailGateway.PartnerSimulator.Chain.Books;
using static RetailGateway.Tests.Partners.BasmalahChainFixture;

namespace RetailGateway.Tests.Partners;

/// <summary>What Toko Basmalah does not take, and what can go wrong on the way to it.</summary>
public sealed class BasmalahBoundsTests
{
    [Theory]
    [InlineData(500, HttpStatusCode.OK)]
    [InlineData(501, HttpStatusCode.UnprocessableEntity)]
    public async Task A_send_carries_at_most_500_lines(int lines, HttpStatusCode expected)
    {
        await using var basmalah = await Start();
        var send = Send("RG-1", version: 1, cartons: 1);
        var line = send["baris"]![0]!;
        send["baris"] = new JsonArray([.. Enumerable.Range(0, lines).Select(_ => line.DeepClone())]);

        using var response = await basmalah.Post(send);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("", "E-UMM-01")]
    [InlineData("null", "E-UMM-01")]
    [InlineData("{\"no_kirim\":\"a\",\"no_kirim\":\"b\"}", "E-UMM-01")]
    [InlineData("{\"no_kirim\":\"a\",\"koperasi\":\"KPN-SEJAHTERA\",\"zona\":\"WIB\",\"baris\":[null]}", "E-UMM-01")]
    [InlineData("{\"no_kirim\":\"a/b\",\"koperasi\":\"KPN-SEJAHTERA\",\"zona\":\"WIB\",\"baris\":[]}", "E-UMM-01")]
    [InlineData("{\"no_kirim\":\"a\",\"koperasi\":\"KPN-SEJAHTERA\",\"zona\":\"WIB\",\"baris\":[],\"lain\":1}", "E-UMM-01")]
    public async Task What_is_not_a_send_is_refused_whole(string body, string code)
    {
        await using var basmalah = await Start();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await basmalah.Http.PostAsync($"{Api}/ketersediaan", content, Cancel);

        Assert.Equal(code, (string?)(await response.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["kode"]);
    }

    [Fact]
    public async Task A_body_above_one_megabyte_is_not_read()
    {
        await using var basmalah = await Start();
        using var content = new StringContent(new string(' ', BasmalahChain.MostBytes + 1), Encoding.UTF8, "application/json");

        using var response = await basmalah.Http.PostAsync($"{Api}/ketersediaan", content, Cancel);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Another_cooperative_sees_neither_the_stock_nor_the_sends()
    {
        await using var basmalah = await Start();
        await basmalah.Post(Send("RG-1", version: 1, cartons: 3));
        basmalah.Http.DefaultRequestHeaders.Remove("X-Kunci-Mitra");
        basmalah.Http.DefaultRequestHeaders.Add("X-Kunci-Mitra", "kunci-lain");

        using var stock = await basmalah.Http.GetAsync($"{Api}/ketersediaan?koperasi={Cooperative}", Cancel);
        using var send = await basmalah.Http.GetAsync($"{Api}/ketersediaan/kiriman/RG-1", Cancel);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.NotFound), (stock.StatusCode, send.StatusCode));
    }

    [Fact]
    public async Task The_chain_does_not_sell_what_it_does_not_have()
    {
        await using var basmalah = await Start();

        Assert.Throws<ArgumentException>(() =>
            basmalah.Stock.Enter(StockEntryKind.Sale, SampleCatalogue.Store, SampleCatalogue.Noodles, -51));
    }

    [Theory]
    [InlineData(nameof(ChainFault.HtmlError), false)]
    [InlineData(nameof(ChainFault.TooManyRequests), false)]
    [InlineData(nameof(ChainFault.Hang), false)]
    [InlineData(nameof(ChainFault.AbortBeforeCommit), false)]
    [InlineData(nameof(ChainFault.EndlessBody), false)]
    [InlineData(nameof(ChainFault.CommitThenAbort), true)]
    [InlineData(nameof(ChainFault.CommitThenHang), true)]
    [InlineData(nameof(ChainFault.TornBody), true)]
    [InlineData(nameof(ChainFault.AlteredEcho), true)]
    public async Task A_fault_takes_effect_or_not_as_it_says_and_the_next_request_is_whole(string fault, bool commits)
    {
        await using var basmalah = await Start();
        basmalah.Http.MaxResponseContentBufferSize = 64 * 1024;
        basmalah.Chain.Faults.Next(Enum.Parse<ChainFault>(fault));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var sending = Answer(basmalah, patience.Token);
        if (fault.EndsWith(nameof(ChainFault.Hang), StringComparison.Ordinal))
        {
            while (basmalah.Chain.Faults.Pending > 0 || (commits && basmalah.Held() is null))
                await Task.Delay(5, Cancel);
            await patience.CancelAsync();
        }

        var faulty = await sending;
        Assert.Equal(commits ? 120 : null, basmalah.Held());
        Assert.NotEqual(faulty, await Answer(basmalah, Cancel), StringComparer.Ordinal);
        Assert.Equal(120, basmalah.Held());
    }

    /// <summary>The answer to one send, or the way it failed.</summary>
    private static async Task<string> Answer(BasmalahChainFixture basmalah, CancellationToken cancel)
    {
        try
        {
            using var response = await basmalah.Http.PostAsJsonAsync(
                $"{Api}/ketersediaan", Send("RG-1", version: 1, cartons: 3), cancel);
            return await response.Content.ReadAsStringAsync(cancel);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return failure.GetType().Name;
        }
    }
}
