using System.Net;
using RetailGateway.Hosting;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Members;
using RetailGateway.Tests.Orders;
using RetailGateway.Tests.Parties;
using RetailGateway.Tests.Settlements;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Access;

/// <summary>The cursor of every list that the API's own document has, in the hands of another party.</summary>
public sealed class ForeignCursorTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task A_cursor_of_another_party_is_refused_by_every_list_and_goes_on_for_its_own()
    {
        var theirs = await Filled();
        var own = await Filled();

        var wrong = new List<string>();
        foreach (var list in (await ServedDocument.Operations(fixture.Gateway)).Where(operation => operation.Parameters("query").Contains("cursor")))
        {
            var first = (await theirs.Reads(list).Get(theirs.Address(list))).Must(HttpStatusCode.OK).Json;
            var next = (string?)(first["next"] ?? first["cursor"]);
            if (next is null)
            {
                wrong.Add($"{list} has no second page to ask for.");
                continue;
            }

            var reply = await own.Reads(list).Get($"{own.Address(list)}&cursor={next}");
            if (reply.Status != HttpStatusCode.BadRequest || reply.Problem is not ("cursor-invalid" or "cursor-of-another-feed") || !reply.Places.SequenceEqual(["#/query/cursor"]))
                wrong.Add($"{list} takes another's: {(int)reply.Status} {reply.Text}");

            var onward = await theirs.Reads(list).Get($"{theirs.Address(list)}&cursor={next}");
            if (onward.Status != HttpStatusCode.OK || onward.Text == first.ToJsonString())
                wrong.Add($"{list} does not go on: {(int)onward.Status} {onward.Text}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_place_among_a_partner_s_positions_is_none_among_one_s_own()
    {
        var town = await Marked.Create(fixture.Gateway, "DUA");
        await town.Till.Given(Sale(1, Minyak));
        var next = (string)(await town.Partner.Get($"/v1/stock/positions?ownerId={town.Coop}&limit=1")).Must(HttpStatusCode.OK).Json["next"]!;

        Assert.Equal("cursor-invalid", (await town.Partner.Get($"/v1/stock/positions?cursor={next}")).Problem);
        (await town.Partner.Get($"/v1/stock/positions?ownerId={town.Coop}&cursor={next}")).Must(HttpStatusCode.OK);
    }

    /// <summary>A town with two rows or more in every list, and the office of its city.</summary>
    private async Task<Reader> Filled()
    {
        var town = await Marked.Create(fixture.Gateway, "PENUH");
        await town.Till.Given(
            Sale(1, Beras) with { At = ConsignedTown.At(0.5) }, Sale(1, Beras) with { At = ConsignedTown.At(1.5) }, Sale(3, Minyak), Sale(3, Gula));
        await town.Till.Record(Sale(1, "PENUH-7"));
        (await town.Till.Reserve(1, Beras, "PENUH-PO-2")).Must(HttpStatusCode.Created);
        await town.OrdersOneMore("PENUH-PO-10", "PENUH-GERAI");
        (await town.Console.Transfer("PENUH-MTS-2", "PENUH-01", Shop, (Beras, 1))).Must(HttpStatusCode.Created);
        await town.Maps(town.Chain, "pusat", "PENUH-6", Minyak);
        var elsewhere = ReplenishmentCalls.Level(Beras, 50, 60);
        elsewhere["location"] = "PENUH-01";
        await town.Sets(elsewhere, ReplenishmentCalls.Level("PENUH-1", 5, 10));
        await town.Database.Run(
            "insert into order_proposal (owner_id, location_id, day, currency, value, minimum_order_value, kept_back) select owner_id, location_id, current_date, 'IDR', 0, 0, false from location where owner_id = $1 and code = 'PENUH-01'",
            town.Coop);
        await town.PoolsOneMore(fixture.Gateway, Shop, "PENUH-1", isReceived: true);
        await town.MembersOneMore("PENUH-B");
        var producer = await fixture.Gateway.Producer($"UMKM-P-{town.Coop}");
        await town.Database.Run(
            "insert into partnership (owner_id, partner_id, environment, role, valid_from) values ($1, $2, 'live', 'supplier', '2024-01-01')", town.Coop, producer);
        await town.Database.Run(
            """
            insert into price (owner_id, partnership_id, product_id, pack_code, valid_from, amount)
            select s.owner_id, s.partnership_id, p.product_id, 'PCS', '2024-01-01', 16000
            from partnership s join product p on p.owner_id = s.owner_id and p.code in ($2, $3) where s.owner_id = $1
            """,
            town.Coop, Beras, Minyak);
        await town.Database.Run(
            "insert into permit (owner_id, product_id, kind, number, expires) select owner_id, product_id, 'pirt', code, '2030-01-01' from product where owner_id = $1 and code in ($2, $3)",
            town.Coop, Beras, Minyak);
        await town.Database.Run(
            """
            insert into partner_file (owner_id, connection_id, delivery, name, bytes, attempts, last_error)
            select owner_id, connection_id, gen_random_uuid(), 'dua', 1, 1, 'dua' from connection where owner_id = $1 and code = 'kasir'
            """,
            town.Coop);
        await town.Database.Run(
            """
            with made as (
                insert into drift_check (owner_id, connection_owner_id, connection_id, stream, began_at, ended_at, outcome)
                select $1, owner_id, connection_id, 'stock_out', now(), now(), 'differs' from connection, generate_series(1, 2)
                where owner_id = $2 and dialect is not null
                returning check_id, connection_owner_id, connection_id)
            insert into drift_finding (owner_id, connection_owner_id, connection_id, stream, location_id, product_id, kind, ours, theirs, evidence, first_check_id, last_check_id)
            select p.owner_id, m.connection_owner_id, m.connection_id, 'stock_out', p.location_id, p.product_id, 'lost', 1, 2, '{}', m.check_id, m.check_id
            from stock_position p join made m on m.check_id = (select min(check_id) from made) where p.owner_id = $1
            """,
            town.Coop, town.Chain);
        await town.Database.Run(
            """
            insert into consigned_goods (owner_id, location_id, product_id, consignor_id, during)
            select p.owner_id, p.location_id, p.product_id, $2, tstzrange('2024-01-01', null) from stock_position p join product g using (owner_id, product_id)
            where p.owner_id = $1 and g.code = $3
            """,
            town.Coop, producer, Gula);
        await town.Database.Run(
            "insert into audit_entry (owner_id, actor, act, subject_kind, subject_id) select $1, 'gateway', 'retry', 'file', n::text from generate_series(1, 2) n", town.Coop);
        var office = $"DINAS-{town.Coop}";
        await PartiesCreate.Create(town.Database, "live", office, "Dinas Koperasi", "authority", cooperativeKind: null, TestContext.Current.CancellationToken);
        return new Reader(town, await Names.IdsOf(town), town.Client(await town.Key(office, "console")));
    }

    /// <summary>Who reads a town's lists, a row a page.</summary>
    private sealed record Reader(Town Town, IReadOnlyDictionary<string, string> Ids, ApiClient Office)
    {
        internal ApiClient Reads(Operation list) => list.Path == "/v1/register" ? Office : Town.Till;

        internal string Address(Operation list) => Aims.Address(list, Ids) + (list.Path == "/v1/stock/ledger" ? $"?location={Shop}&product={Beras}&limit=1" : "?limit=1");
    }
}
