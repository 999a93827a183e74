using System.Globalization;
using Npgsql;
using RetailGateway.Tests.Access;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Pages;

/// <summary>
/// A town marked by a word, with somebody of each role that has pages, and a thing at every address of the console. Its
/// warehouse has no till, so its stock is kept by hand.
/// </summary>
internal sealed class PageTown : IDisposable
{
    private readonly Dictionary<string, ConsoleVisit> visits = new(StringComparer.Ordinal);

    private PageTown(Town town, Names names) => (Town, Names) = (town, names);

    internal Town Town { get; }

    internal Names Names { get; }

    /// <summary>The numbers of its things, by the page's address and the parameter's name.</summary>
    internal Dictionary<string, string> Ids { get; } = new(StringComparer.Ordinal);

    internal string Place => Names.Location;

    internal string Product => Names.Product;

    internal static async Task<PageTown> Create(GatewayUnderTest gateway, string word)
    {
        var marked = await Marked.Create(gateway, word);
        var town = new PageTown(marked, await Names.Of(marked));
        await town.SignIn(gateway);
        await town.Fill(gateway);
        return town;
    }

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
        visits["officer"] = await Town.Visit("officer", await Town.Office());
        Ids["manager"] = manager.ToString(CultureInfo.InvariantCulture);
    }

    private async Task Fill(GatewayUnderTest gateway)
    {
        await using var owner = NpgsqlDataSource.Create(gateway.Store.Owner);
        var manager = int.Parse(Ids["manager"], CultureInfo.InvariantCulture);
        Ids["people/Id"] = (await Town.Someone("clerk")).Number.ToString(CultureInfo.InvariantCulture);
        Ids["register/Id"] = Town.Coop.ToString(CultureInfo.InvariantCulture);
        Ids["conflicts/id"] = Names.Ids["conflicts/id"];
        Ids["review/id"] = (await owner.One<long>("select max(review_item_id) from review_item where owner_id = $1", Town.Coop)).ToString(CultureInfo.InvariantCulture);
        Ids["files/Id"] = Names.Ids["files/id"];
        Ids["streams/Id"] = Names.Ids["streams/id"];
        await Town.Key(Town.CoopCode, Names.Connection);
        Ids["keys/Id"] = await owner.One<string>(
            "select key_id from api_key k join connection c using (owner_id, connection_id) where k.owner_id = $1 and c.code = $2", Town.Coop, Names.Connection);
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
        Ids["plan"] = await Plan("7");
    }

    /// <summary>A plan of an upload that was looked at and awaits its confirmation.</summary>
    internal async Task<string> Plan(string counted)
    {
        var at = $"/stock/upload?location={Place}";
        var look = (await As("manager").Get(at)).Form("look");
        var shown = await As("manager").PostFile(at, look, "stok.csv", System.Text.Encoding.UTF8.GetBytes($"kode,jumlah\n{Product},{counted}\n"));
        return shown.Form("confirm").Fields.Single(one => one.Name == "plan").Value!;
    }
}
