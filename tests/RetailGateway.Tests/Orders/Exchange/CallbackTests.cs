using System.Net;
using System.Text.Json;
using RetailGateway.PartnerSimulator.Chain;
using RetailGateway.PartnerSimulator.Chain.Dialect;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Orders.Exchange;

/// <summary>The chain brings its documents by itself: signed, fresh, and once.</summary>
public sealed class CallbackTests(TestCluster cluster)
{
    private const string Secret = "whsec_cmFoYXNpYS1rcG4tc2VqYWh0ZXJhLTIwMjY=";
    private const string AnotherSecret = "whsec_cmFoYXNpYS15YW5nLWxhaW4tc2FtYS1zZWthbGk=";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signed_call_is_recorded_once_with_the_feed_and_an_unsigned_an_old_or_a_torn_one_not_at_all()
    {
        await using var town = await TradingTown.Found(cluster);
        await town.OpenGateway(($"Partners:Basmalah:CallbackSecrets:{town.Town.CoopCode}", Secret));
        var order = await town.ShopOrders("PO-1");
        await town.Has(town.ShopOrder("PO-1"), "PESANAN", "PO-1");
        // From here on the chain tells nothing when it is asked.
        for (var poll = 0; poll < 200; poll++)
            town.Chain.Faults.Next(ChainFault.ServerError, "GET", "/pesanan/kabar");
        var paper = town.Clerk().Write(town.ShopOrder("PO-1"), "JAWABAN", "J-1", [], answer => answer with { Jawaban = "DISETUJUI" });
        var message = OrderRoutes.Message(town.Chain.Books, paper);
        var now = TimeProvider.System.GetUtcNow();

        Assert.Equal(HttpStatusCode.Unauthorized, await Call(AnotherSecret, now));
        Assert.Equal(HttpStatusCode.Unauthorized, await Call(Secret, now.AddMinutes(-6)));
        Assert.Equal(HttpStatusCode.Unauthorized, await Call(Secret, now, body => body[..^1]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Call(Secret, now, _ => new byte[300_000]));
        Assert.Equal(0, await town.Rows.Ask<long>("select count(*) from order_message"));

        Assert.Equal(HttpStatusCode.NoContent, await Call(Secret, now));
        Assert.Equal(HttpStatusCode.NoContent, await Call(Secret, now.AddSeconds(1)));
        await town.Until(order, "accepted");
        Assert.Equal(1, await town.Rows.Ask<long>("select count(*) from order_message"));

        async Task<HttpStatusCode> Call(string secret, DateTimeOffset at, Func<byte[], byte[]>? torn = null)
        {
            var address = new Uri(town.Gateway.Address, $"/partners/basmalah/{town.Town.CoopCode}");
            using var call = ChainCallbacks.Call(address, secret, message.IdKabar, JsonSerializer.SerializeToUtf8Bytes(message, DialectJson.Options), at);
            if (torn is not null)
                call.Content = new ByteArrayContent(torn(await call.Content!.ReadAsByteArrayAsync(Cancel)));
            using var http = new HttpClient();
            using var answer = await http.SendAsync(call, Cancel);
            return answer.StatusCode;
        }
    }
}
