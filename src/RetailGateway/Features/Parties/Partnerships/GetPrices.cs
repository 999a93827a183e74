using System.ComponentModel;
using System.Globalization;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Partnerships;

/// <summary>GET /v1/partnerships/{id}/prices.</summary>
internal static class GetPrices
{
    private const string Day = "yyyy-MM-dd";

    internal static void Map(RouteGroupBuilder partnerships) => partnerships
        .MapGet("/{id:int}/prices", Handle)
        .WithName("listPrices")
        .WithSummary("List a partnership's prices")
        .WithDescription("All that ever held or will, by product and pack, oldest first; `inForce` marks those of today.")
        .RequireScope(Scope.PartiesRead)
        .Answers<Page<Price>>()
        .Refuses(Problems.NotFound, Problems.CursorInvalid, Problems.Invalid);

    private static async Task<IResult> Handle(
        HttpContext http,
        int id,
        Caller caller,
        GatewayDb database,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var take = Paging.Limit(limit);
        var list = CursorKind.Of("price", caller, id);
        var after = After(list, cursor);
        await using var work = await database.Open(caller, http.RequestAborted);
        await PartnershipRows.Read(work, id);

        // A pack's code may hold any character, so it stands last in the cursor.
        var read = await work.Connection.QueryAsync<Price>(
            """
            select r.product_id, g.code as product, r.pack_code as pack, r.valid_from, r.in_force, r.amount, r.base_quantity, r.currency
            from (
                select p.*, p.valid_from = max(p.valid_from) filter (where p.valid_from <= current_date)
                    over (partition by p.product_id, p.pack_code) is true as in_force
                from price p
                where p.partnership_id = @id) r
            left join product g on g.owner_id = r.owner_id and g.product_id = r.product_id
            where (r.product_id, r.pack_code, r.valid_from) > (@Product, @Pack, @From)
            order by r.product_id, r.pack_code, r.valid_from
            limit @take
            """,
            new { id, after.Product, after.Pack, after.From, take = take + 1 });
        return Page<Price>.Of(read.AsList(), take, price => list.Cursor(price.ProductId, price.ValidFrom.ToString(Day, CultureInfo.InvariantCulture), price.Pack))
            .Answer(http);
    }

    private static (int Product, string Pack, DateOnly From) After(CursorKind list, string? cursor)
    {
        if (cursor is null)
        {
            return (0, "", DateOnly.MinValue);
        }

        var parts = list.Parts(cursor, 3);
        return DateOnly.TryParseExact(parts[1], Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
            ? (CursorPart.Id(parts[0]), CursorPart.Text(parts[2]), from)
            : throw CursorPart.Invalid();
    }
}

/// <summary>The price of a pack in the terms of a partnership, from a day on until a newer one holds.</summary>
/// <param name="ProductId">The product's number.</param>
/// <param name="Product">The cooperative's item code; null where you may not see its goods.</param>
/// <param name="Pack">The pack.</param>
/// <param name="ValidFrom">Its first day.</param>
/// <param name="InForce">It holds today.</param>
/// <param name="Amount">For the base quantity, in units of the currency.</param>
/// <param name="BaseQuantity">How many packs the amount buys.</param>
/// <param name="Currency">ISO 4217.</param>
internal sealed record Price(
    int ProductId, string? Product, string Pack, DateOnly ValidFrom, bool InForce, decimal Amount, decimal BaseQuantity, string Currency);
