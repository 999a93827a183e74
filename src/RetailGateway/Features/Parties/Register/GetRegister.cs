using System.ComponentModel;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Register;

/// <summary>GET /v1/register: the cooperatives of an environment as its city office sees them, without terms, prices or rupiah.</summary>
internal sealed class GetRegister(GatewayDb database)
{
    internal static void Map(RouteGroupBuilder register) => register
        .MapGet("", Handle)
        .WithName("listRegister")
        .WithSummary("List the register of cooperatives")
        .WithDescription("For the authority: every cooperative with its kind, shops, partners, how many goods it trades and how many of them are UMKM goods, when the newest entry of its stock happened, and whether it is active or dormant, and since when. A cooperative is dormant after 30 days without an entry. For others there is nothing here.")
        .RequireScope(Scope.PartiesRead)
        .Answers<Page<RegisteredCooperative>>()
        .Example(
            null,
            """
            {"items":[{"id":1,"code":"KPN-SEJAHTERA","name":"KPN Sejahtera","kind":"civil_servants","registeredAt":"2026-01-05T02:00:00Z","shops":2,
              "partners":[{"code":"BASMALAH","name":"Toko Basmalah","role":"stockist"}],"products":312,"umkmProducts":48,
              "lastEntryAt":"2026-11-24T07:31:00Z","activity":"active","dormantSince":null}],"next":null}
            """)
        .Refuses(Problems.CursorInvalid, Problems.Invalid, Problems.NotFound);

    /// <summary>Reads a page of it, for the API as for the console.</summary>
    /// <exception cref="Refusal">The caller is no authority, the limit is out of bounds, or the cursor is not one of this list.</exception>
    internal async Task<Page<RegisteredCooperative>> Read(Caller caller, int? limit, string? cursor, CancellationToken cancel)
    {
        var list = Listing.Of(CursorKind.Of("register", caller), limit, cursor);
        return list.Page(await Rows(caller, ids: null, list.After, list.Take, cancel), cooperative => cooperative.Id);
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="Refusal">The register has no cooperative of that number.</exception>
    internal async Task<RegisteredCooperative> ReadOne(Caller caller, int id, CancellationToken cancel) =>
        (await Rows(caller, [id], after: 0, take: 1, cancel)).SingleOrDefault() ?? throw new Refusal(Problems.NotFound, "The register has no cooperative of that number.");

    /// <summary>Reads these, in their order; of a number that the register does not have there is nothing.</summary>
    internal async Task<IReadOnlyList<RegisteredCooperative>> ReadThese(Caller caller, IReadOnlyList<int> ids, CancellationToken cancel)
    {
        var rows = (await Rows(caller, [.. ids], after: 0, take: ids.Count, cancel)).ToDictionary(cooperative => cooperative.Id);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    /// <summary>The register is its office's.</summary>
    /// <exception cref="Refusal">The caller is no authority.</exception>
    internal static void KeepOut(Caller caller)
    {
        if (caller.Kind != PartyKind.Authority)
        {
            throw new Refusal(Problems.NotFound, "The register is kept by the city's office, and shown to it.");
        }
    }

    private async Task<List<RegisteredCooperative>> Rows(Caller caller, int[]? ids, long after, int take, CancellationToken cancel)
    {
        KeepOut(caller);
        await using var work = await database.Open(caller, cancel);
        var rows = (await work.Connection.QueryAsync<Row>(
            """
            with page as materialized (
                select p.owner_id, p.code, p.name, p.cooperative_kind, p.registered_at
                from party p
                where p.kind = 'cooperative' and p.owner_id > @after and (@ids::integer[] is null or p.owner_id = any (@ids))
                order by p.owner_id
                limit @take)
            select p.owner_id, p.code, p.name, p.cooperative_kind, p.registered_at, now() as now,
                (select count(*) from location l where l.owner_id = p.owner_id and l.format <> 'warehouse') as shops,
                a.products, a.umkm_products, a.last_entry_at
            from page p
            join cooperative_activity((select array_agg(owner_id) from page)) a on a.owner_id = p.owner_id
            order by p.owner_id
            """,
            new { ids, after, take })).AsList();
        var partners = (await work.Connection.QueryAsync<PartnerRow>(
            """
            select s.owner_id, p.code, p.name, s.role
            from partnership s
            join party p on p.owner_id = s.partner_id
            where s.owner_id = any (@owners) and s.valid_from <= current_date and (s.valid_to is null or s.valid_to > current_date)
            order by p.name, s.role
            """,
            new { owners = rows.ConvertAll(row => row.OwnerId) })).ToLookup(row => row.OwnerId, row => row.Partner());
        return rows.ConvertAll(row => row.Cooperative([.. partners[row.OwnerId]]));
    }

    private static async Task<IResult> Handle(
        HttpContext http,
        Caller caller,
        GetRegister register,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var page = await register.Read(caller, limit, cursor, http.RequestAborted);
        return page.Answer(http);
    }

    private sealed record Row(
        int OwnerId, string Code, string Name, string CooperativeKind, DateTime RegisteredAt, DateTime Now, long Shops,
        long Products, long UmkmProducts, DateTime? LastEntryAt)
    {
        internal RegisteredCooperative Cooperative(IReadOnlyList<RegisteredPartner> partners)
        {
            var activity = CooperativeActivity.Of(LastEntryAt, Now);
            return new RegisteredCooperative(
                OwnerId, Code, Name, Names.Read<CooperativeKind>(CooperativeKind), RegisteredAt, Shops, partners, Products, UmkmProducts,
                LastEntryAt, activity.State, activity.DormantSince);
        }
    }

    private sealed record PartnerRow(int OwnerId, string Code, string Name, string Role)
    {
        internal RegisteredPartner Partner() => new(Code, Name, Names.Read<PartnershipRole>(Role));
    }
}

/// <summary>A cooperative as the city's office sees it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Whose cooperative it is.</param>
/// <param name="RegisteredAt">Since when it is in the register.</param>
/// <param name="Shops">How many shops it has; warehouses are none.</param>
/// <param name="Partners">The chains that it deals with today.</param>
/// <param name="Products">How many goods it trades.</param>
/// <param name="UmkmProducts">How many of them are of micro and small producers.</param>
/// <param name="LastEntryAt">When the newest movement or count of its stock happened; absent where there is none.</param>
/// <param name="Activity">Whether it trades: dormant after 30 days without an entry.</param>
/// <param name="DormantSince">Since when it is dormant; absent where it is not.</param>
internal sealed record RegisteredCooperative(
    int Id, string Code, string Name, CooperativeKind Kind, DateTimeOffset RegisteredAt, long Shops, IReadOnlyList<RegisteredPartner> Partners,
    long Products, long UmkmProducts, DateTimeOffset? LastEntryAt, ActivityState Activity, DateTimeOffset? DormantSince);

/// <summary>A chain that a cooperative deals with.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Role">As what: it supplies staples, or it sells the cooperative's UMKM goods.</param>
internal sealed record RegisteredPartner(string Code, string Name, PartnershipRole Role);
