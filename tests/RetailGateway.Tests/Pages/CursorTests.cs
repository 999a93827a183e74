using System.Net;
using System.Text.RegularExpressions;
using Npgsql;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;

namespace RetailGateway.Tests.Pages;

/// <summary>The next page of a list, as another party's own page leads to it.</summary>
public sealed partial class CursorTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const int Rows = 110;

    /// <summary>The runs of the gateway's jobs: one list for everybody.</summary>
    private const string OfEverybody = "/work/runs";

    [Fact]
    public async Task A_place_in_anothers_list_is_none_in_ones_own_and_nothing_is_shown()
    {
        using var own = await Full(fixture.Gateway, await Town.Create(fixture.Gateway));
        var town = await Town.Create(fixture.Gateway);
        using var theirs = await Full(fixture.Gateway, town);
        var pool = await town.Database.Ask<long>("select min(pool_id) from order_pool where owner_id = $1", town.Coop);
        foreach (var list in new[] { "/inbox", "/audit", "/work", "/orders?show=all", "/orders/proposals", "/orders/pools", $"/orders/pools/{pool}", "/sync/conflicts", $"/stock/{Town.Shop}/{Town.Beras}" })
        {
            var next = Next(await theirs.Get(list));
            var reply = await own.Get(next);

            Assert.True(reply.Status == HttpStatusCode.BadRequest && reply.Text.Contains("Permintaan ini ditolak", StringComparison.Ordinal), $"{next}: {(int)reply.Status}");
            Assert.DoesNotMatch("<(li|td)[ >]", reply.Text);
            Assert.Equal(HttpStatusCode.OK, (await theirs.Get(next)).Status);
        }
    }

    [Fact]
    public void Every_list_that_is_read_by_cursor_is_among_them()
    {
        var paged = ConsolePages.Mapped(fixture.Gateway)
            .Where(page => ConsolePages.QueryOf(page.Value).Any(word => word.Equals("cursor", StringComparison.OrdinalIgnoreCase) || word == "from"))
            .Select(page => page.Key);

        Assert.Equal(["/audit", "/inbox", "/orders", "/orders/pools", "/orders/pools/{Id:long}", "/orders/proposals", "/stock/{Location}/{*Product}", "/sync/conflicts", "/work", OfEverybody], paged.Order(StringComparer.Ordinal));
    }

    /// <summary>A manager with more than a page of everything.</summary>
    private static async Task<ConsoleVisit> Full(GatewayUnderTest gateway, Town town)
    {
        var (manager, email) = await town.Someone("manager");
        await town.Database.Run(
            "insert into audit_entry (owner_id, actor, act, subject_kind, subject_id) select $1, 'gateway', 'retry', 'file', n::text from generate_series(1, $2) n", town.Coop, Rows);
        await town.Database.Run(
            "insert into message (owner_id, person_id, kind, arguments, link) select $1, $2, 'joined', '{}', '/people' from generate_series(1, $3)", town.Coop, manager, Rows);
        await town.Database.Run(
            """
            insert into partner_file (owner_id, connection_id, delivery, name, bytes, attempts, last_error)
            select owner_id, connection_id, gen_random_uuid(), 'berkas', 1, 1, 'putus' from connection, generate_series(1, $2) where owner_id = $1 and code = 'kasir'
            """,
            town.Coop, Rows);
        await town.Database.Run(
            """
            insert into trade_order (
                owner_id, partner_id, partnership_id, terms_from, buyer_id, seller_id, number, issued_at, order_day, ship_to_id, ship_to, currency, version,
                state, turn, amount, short, contradictions)
            select p.owner_id, p.partner_id, p.partnership_id, t.valid_from, p.owner_id, p.partner_id, 'PO-' || n, now(), current_date, l.location_id, l.code, 'IDR', 1,
                'submitted', 'seller', 0, false, 0
            from partnership p
            join terms t on t.owner_id = p.owner_id and t.partnership_id = p.partnership_id
            join location l on l.owner_id = p.owner_id
            cross join generate_series(1, $2) n
            where p.owner_id = $1
            """,
            town.Coop, Rows);
        // An open proposal a place and supplier: as many places as proposals.
        await town.Database.Run(
            "insert into location (owner_id, code, name, format) select $1, 'USUL-' || n, 'Toko ' || n, 'coop_shop' from generate_series(1, $2) n", town.Coop, Rows);
        await town.Database.Run(
            """
            insert into order_proposal (owner_id, location_id, day, currency, value, minimum_order_value, kept_back)
            select owner_id, location_id, current_date, 'IDR', 0, 0, false from location where owner_id = $1 and code like 'USUL-%'
            """,
            town.Coop);
        await using var owner = NpgsqlDataSource.Create(gateway.Store.Owner);
        await owner.One<long>(
            """
            insert into order_pool (owner_id, supplier_id, ship_to_id, rule, opened_by, closes_at)
            select $1, $2, (select min(location_id) from location where owner_id = $1), 'need', 'key:1', now() + interval '1 day' from generate_series(1, $3)
            returning pool_id
            """,
            town.Coop, town.Chain, Rows);
        await owner.One<long>(
            """
            insert into order_pool_share (owner_id, pool_id, location_id, product_id, demanded, available, minimum, given_at, given_by)
            select l.owner_id, p.pool_id, l.location_id, g.product_id, 5, 1, 2, now(), 'key:1'
            from (select min(pool_id) as pool_id from order_pool where owner_id = $1) p
            join location l on l.owner_id = $1 and l.code like 'USUL-%'
            join product g on g.owner_id = $1 and g.code = $2
            returning share_id
            """,
            town.Coop, Town.Beras);
        await town.Till.Given([.. Enumerable.Range(1, Rows).Select(_ => Sale(1, Town.Beras)), .. (await town.SellsMany("MINUS", Rows)).Select(goods => Sale(1, goods))]);
        return await ConsoleVisit.SignedIn(town.Address, email);
    }

    private static string Next(PageReply list)
    {
        var link = Onward().Match(list.Text);
        Assert.True(link.Success, "The list has no next page.");
        return WebUtility.HtmlDecode(link.Groups["next"].Value);
    }

    [GeneratedRegex("href=\"(?<next>[^\"]*(cursor|from)=[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Onward();
}
