using System.Globalization;
using System.Net;
using System.Text;
using Npgsql;
using RetailGateway.Access;
using RetailGateway.Tests.Access;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Orders;

namespace RetailGateway.Tests.Pages;

/// <summary>
/// A town marked by a word, with somebody of each role that has pages, and a thing at every address of the console. Its
/// warehouse has no till, so its stock is kept by hand.
/// </summary>
internal sealed class PageTown : IDisposable
{
    private static int counted;

    private readonly Dictionary<string, ConsoleVisit> visits = new(StringComparer.Ordinal);

    /// <summary>Where the store's owner asks, whom nothing is hidden from.</summary>
    private readonly string store;

    private PageTown(Town town, Names names, string store) => (Town, Names, this.store) = (town, names, store);

    internal Town Town { get; }

    internal Names Names { get; }

    /// <summary>Whose things these are: the cooperative's, or the chain's.</summary>
    internal int Owner { get; private init; }

    internal string OwnerCode { get; private init; } = "";

    /// <summary>The system whose word counts at the owner's shop.</summary>
    internal ApiClient System { get; private init; } = null!;

    /// <summary>Two roles of the owner's people, which whoever keeps them may give.</summary>
    internal (string First, string Other) Roles { get; private init; }

    /// <summary>The numbers of its things, by the page's address and the parameter's name.</summary>
    internal Dictionary<string, string> Ids { get; } = new(StringComparer.Ordinal);

    internal string Place => Names.Location;

    internal string Product => Names.Product;

    internal static async Task<PageTown> Create(GatewayUnderTest gateway, string word)
    {
        var marked = await Marked.Create(gateway, word);
        var town = new PageTown(marked, await Names.Of(marked), gateway.Store.Owner) { Owner = marked.Coop, OwnerCode = marked.CoopCode, System = marked.Till, Roles = ("clerk", "manager") };
        await town.SignIn(gateway);
        await town.Fill(gateway);
        return town;
    }

    /// <summary>The chain's side of the town: things of its own by the same codes, with something to do for each form.</summary>
    internal async Task<PageTown> Chain()
    {
        var chain = Town.Chain;
        await Town.Database.Run("insert into location (owner_id, code, name, format) values ($1, $2, 'Toko Ritel', 'minimarket'), ($1, $3, $3, 'warehouse')", chain, Town.Shop, Place);
        await Town.Database.Run("insert into connection (owner_id, code, name, kind) values ($1, $2, $2, 'api')", chain, Names.Connection);
        await Town.Database.Run(
            """
            update system_of_record s set connection_id = c.connection_id
            from connection c, location l
            where c.owner_id = s.owner_id and c.code = 'pusat' and l.owner_id = s.owner_id and l.location_id = s.location_id and l.code = $2 and s.owner_id = $1
            """,
            chain, Town.Shop);
        var side = new PageTown(Town, Names, store) { Owner = chain, OwnerCode = Town.ChainCode, System = Town.Partner, Roles = ("partner_engineer", "partner_user") };
        await side.Sells(Product);
        foreach (var shared in new[] { "product", "streams/Id", "orders/Id", "pools/Id", "answer/Id", "despatch/Id", "receipt/Id", "cancellation/Id" })
            side.Ids[shared] = Ids[shared];
        await side.NewProposal();
        await side.NewConflict();
        await side.NewLine();
        await side.NewFile();
        await side.NewKey();
        await side.NewPerson();
        await side.NewInvitation();
        return side;
    }

    /// <summary>Stock below nothing of goods that nothing else is of.</summary>
    internal async Task NewConflict()
    {
        var goods = Unheard();
        await Sells(goods);
        await System.Given(Changes.Sale(1, goods));
        Ids["conflicts/id"] = Number(await Town.Database.Ask<long>("select max(conflict_id) from conflict where owner_id = $1", Owner));
    }

    /// <summary>A line with a code that nobody knows.</summary>
    internal async Task NewLine()
    {
        await System.Record(Changes.Sale(1, Unheard()));
        Ids["review/id"] = Number(await Town.Database.Ask<long>("select max(review_item_id) from review_item where owner_id = $1", Owner));
    }

    /// <summary>A file whose taking broke off.</summary>
    internal async Task NewFile() => Ids["files/Id"] = Number(await Town.Database.Ask<long>(
        """
        insert into partner_file (owner_id, connection_id, delivery, name, bytes, attempts, last_error)
        select owner_id, connection_id, gen_random_uuid(), $3, 1, 1, $3 from connection where owner_id = $1 and code = $2 returning file_id
        """,
        Owner, Names.Connection, Names.Word));

    /// <summary>The system has one live key, and so has room for another.</summary>
    internal async Task NewKey()
    {
        await EndKeys();
        await Town.Key(OwnerCode, Names.Connection, Scope.StockRead);
        Ids["keys/Id"] = await Town.Database.Ask<string>(
            "select key_id from api_key k join connection c using (owner_id, connection_id) where k.owner_id = $1 and c.code = $2 and k.revoked_at is null", Owner, Names.Connection);
    }

    /// <summary>The system has no live key.</summary>
    internal Task EndKeys() => Town.Database.Run(
        "update api_key k set revoked_at = now() from connection c where c.owner_id = k.owner_id and c.connection_id = k.connection_id and k.owner_id = $1 and c.code = $2 and k.revoked_at is null",
        Owner, Names.Connection);

    /// <summary>Somebody who is asked for a code.</summary>
    internal async Task NewPerson()
    {
        Ids["people/Id"] = Number((await Town.Someone(Roles.First, OwnerCode)).Number);
        await using var owner = NpgsqlDataSource.Create(store);
        await owner.One<int>("update person set two_factor_enabled = true where person_id = $1 returning person_id", int.Parse(Ids["people/Id"], CultureInfo.InvariantCulture));
    }

    /// <summary>An open invitation by one of the owner's people.</summary>
    internal async Task NewInvitation()
    {
        await using var owner = NpgsqlDataSource.Create(store);
        Ids["invitation"] = await owner.One<string>(
            """
            insert into invitation (secret_sha256, party_id, email, roles, invited_by, expires_at)
            select sha256(convert_to(gen_random_uuid()::text, 'UTF8')), $1, gen_random_uuid() || '@halaman.example', array[$2], min(person_id), now() + interval '1 day'
            from person where party_id = $1 and removed_at is null
            returning left(encode(secret_sha256, 'hex'), 12)
            """,
            Owner, Roles.First);
    }

    /// <summary>An order of the chain's from the shop, which waits for its answer or for its despatch.</summary>
    internal async Task NewSale(string id, bool isAccepted)
    {
        var order = await Town.OrdersOneMore(Unheard(), $"{Names.Word}-GERAI");
        if (isAccepted)
            (await Town.Console.Answers(order, "accepted")).Must(HttpStatusCode.OK);
        Ids[id] = Number(order);
    }

    /// <summary>An order of the cooperative's from the chain, just placed or all of it sent.</summary>
    internal async Task NewPurchase(string id, bool isSent)
    {
        var order = (await Town.Console.Post("/v1/orders", OrderTown.Order(Town.Chain, Unheard(), Place, ("1", Harness.Town.Beras, 1)))).Must(HttpStatusCode.Created).Id();
        if (isSent)
        {
            (await Town.Partner.Answers(order, "accepted")).Must(HttpStatusCode.OK);
            (await Town.Partner.Despatches(order, "SJ-1", ("1", 1, null))).Must(HttpStatusCode.OK);
        }

        Ids[id] = Number(order);
    }

    /// <summary>An order that is proposed to the other side, and the only one that waits.</summary>
    internal async Task NewProposal()
    {
        await Town.Database.Run("update order_proposal set status = 'superseded', decided_at = now() where owner_id = $1 and status = 'open'", Owner);
        Ids["proposals/Id"] = Number(await Town.Database.Ask<long>(
            """
            with head as (
                insert into order_proposal (owner_id, location_id, supplier_id, day, currency, value, minimum_order_value, kept_back)
                select owner_id, location_id, $2, current_date, 'IDR', 70000, 0, false from location where owner_id = $1 and code = $3
                returning owner_id, proposal_id)
            insert into order_proposal_line (
                owner_id, proposal_id, product_id, item, minimum, target, on_hand, available, on_order, expected_in, projected, cause, faults, pack_code,
                pack_factor, price, price_base_quantity, packs, quantity, value)
            select h.owner_id, h.proposal_id, p.product_id, p.code, 1, 1, 0, 0, 0, 0, 0, 'below_minimum', '{}', 'PCS', 1, 70000, 1, 1, 1, 70000
            from head h join product p on p.owner_id = h.owner_id and p.code = $4
            returning proposal_id
            """,
            Owner, Owner == Town.Coop ? Town.Chain : Town.Coop, Place, Product));
    }

    /// <summary>A pool of the other side's goods that takes shares.</summary>
    internal async Task NewPool()
    {
        await using var owner = NpgsqlDataSource.Create(store);
        Ids["pools/Id"] = Number(await owner.One<long>(
            """
            insert into order_pool (owner_id, supplier_id, ship_to_id, rule, opened_by, closes_at)
            select owner_id, $2, location_id, 'proportional', 'key:1', now() + interval '1 day' from location where owner_id = $1 and code = $3
            returning pool_id
            """,
            Owner, Town.Chain, Place));
    }

    /// <summary>Nobody has put the stream aside.</summary>
    internal Task Unpark() => Town.Database.Run("update sync_stream set parked_at = null, parked_by = null, parked_because = null where counterparty_id = $1", Town.Coop);

    /// <summary>Somebody of this role, signed in; <c>nobody</c> is not.</summary>
    internal ConsoleVisit As(string role) => visits[role];

    /// <summary>A number of a thing that never was, of the same shape.</summary>
    internal static string Never(string id) => Guid.TryParse(id, out _) ? Guid.NewGuid().ToString() : long.TryParse(id, out _) ? "2000000000" : $"{id}-TIADA";

    public void Dispose()
    {
        foreach (var visit in visits.Values)
            visit.Dispose();
    }

    private async Task SignIn(GatewayUnderTest gateway)
    {
        visits["nobody"] = new ConsoleVisit(gateway.Address);
        var (manager, email) = await Town.Someone("manager");
        visits["manager"] = await ConsoleVisit.SignedIn(gateway.Address, email);
        using var elsewhere = await ConsoleVisit.SignedIn(gateway.Address, email);
        visits["treasurer"] = await Town.Visit("treasurer");
        visits["officer"] = await Town.Visit("officer", await Town.Office());
        Ids["manager"] = manager.ToString(CultureInfo.InvariantCulture);
    }

    private async Task Fill(GatewayUnderTest gateway)
    {
        await using var owner = NpgsqlDataSource.Create(gateway.Store.Owner);
        var manager = int.Parse(Ids["manager"], CultureInfo.InvariantCulture);
        await NewPerson();
        await NewInvitation();
        Ids["register/Id"] = Town.Coop.ToString(CultureInfo.InvariantCulture);
        Ids["conflicts/id"] = Names.Ids["conflicts/id"];
        Ids["review/id"] = (await owner.One<long>("select max(review_item_id) from review_item where owner_id = $1", Town.Coop)).ToString(CultureInfo.InvariantCulture);
        Ids["files/Id"] = Names.Ids["files/id"];
        Ids["streams/Id"] = Names.Ids["streams/id"];
        Ids["orders/Id"] = Number(await owner.One<long>("select min(order_id) from trade_order where owner_id = $1", Town.Coop));
        await Town.Database.Run(
            "insert into partnership (owner_id, partner_id, environment, role, valid_from) values ($1, $2, $3, 'supplier', '2024-01-01')", Town.Coop, Town.Chain, Town.Environment);
        await Town.Agrees(from: "2024-01-03");
        await Town.Costs(Harness.Town.Beras, "PCS", 70_000, from: "2024-01-04");
        await NewSale("answer/Id", isAccepted: false);
        await NewSale("despatch/Id", isAccepted: true);
        await NewPurchase("receipt/Id", isSent: true);
        await NewPurchase("cancellation/Id", isSent: false);
        await NewProposal();
        await NewPool();
        await NewKey();
        Ids["product"] = (await owner.One<int>("select product_id from product where owner_id = $1 and code = $2", Town.Coop, Product)).ToString(CultureInfo.InvariantCulture);
        Ids["message"] = (await owner.One<long>(
            "insert into message (owner_id, person_id, kind, arguments, link) values ($1, $2, 'joined', '{}', '/people') returning message_id", Town.Coop, manager)).ToString(CultureInfo.InvariantCulture);
        Ids["session"] = (await owner.One<Guid>("select session_id from person_session where person_id = $1 order by began_at desc limit 1", manager)).ToString("N");
        Ids["passkey"] = Guid.NewGuid().ToString("N");
        await owner.One<int>(
            """
            insert into person_passkey (credential_id, user_id, data) values ($1, $2,
                '{"PublicKey":"","Name":"Chrome","CreatedAt":"2026-01-05T00:00:00+00:00","SignCount":0,"Transports":[],"IsUserVerified":true,"IsBackupEligible":false,"IsBackedUp":false,"AttestationObject":"","ClientDataJson":""}')
            returning user_id
            """,
            Convert.FromHexString(Ids["passkey"]), manager);

        var sheet = (await As("manager").Get($"/stock/sheet?location={Place}&all=1")).Form("sheet");
        var found = await As("manager").Post($"/stock/sheet?location={Place}&all=1", sheet.With(($"q-{Ids["product"]}", "5")));
        Ids["sheet/Sheet"] = found.Leads!.Split('/')[^1];
        Ids["plan"] = await Plan(As("manager"));
    }

    /// <summary>A plan of an upload that this visitor has looked at and may confirm.</summary>
    internal async Task<string> Plan(ConsoleVisit visit)
    {
        var at = $"/stock/upload?location={Place}";
        var look = (await visit.Get(at)).Form("look");
        var shown = await visit.PostFile(at, look, "stok.csv", Encoding.UTF8.GetBytes($"kode,jumlah\n{Product},{Interlocked.Increment(ref counted)}\n"));
        return shown.Form("confirm").Fields.Single(one => one.Name == "plan").Value!;
    }

    /// <summary>Goods of the owner's, with a base pack.</summary>
    private Task Sells(string code) => Town.Database.Run(
        """
        with item as (insert into product (owner_id, code, name, base_unit) values ($1, $2, $2, 'PCS') returning owner_id, product_id)
        insert into pack (owner_id, product_id, code, name, factor) select owner_id, product_id, 'PCS', 'Satuan', 1 from item
        """,
        Owner, code);

    private static string Unheard() => $"BRG-{Guid.NewGuid().ToString("N")[..8].ToUpperInvariant()}";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
