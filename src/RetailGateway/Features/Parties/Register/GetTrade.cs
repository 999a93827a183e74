using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;

namespace RetailGateway.Features.Parties.Register;

/// <summary>What a cooperative trades, as its city's office sees it: categories, and UMKM goods by name. Never a quantity or a price.</summary>
internal sealed class GetTrade(GatewayDb database)
{
    /// <summary>As many of either as one looks through; the rest is counted.</summary>
    internal const int Shown = 30;

    /// <summary>Reads it; of a number that the register does not have there is nothing.</summary>
    /// <exception cref="Http.Refusal">The caller is no authority.</exception>
    internal async Task<CooperativeTrade> Read(Caller caller, int cooperative, CancellationToken cancel)
    {
        GetRegister.KeepOut(caller);
        await using var work = await database.Open(caller, cancel);
        var categories = (await work.Connection.QueryAsync<TradedCategory>(new CommandDefinition(
            "select category, products, count(*) over () as all from cooperative_categories(@cooperative) order by products desc, category limit @Shown",
            new { cooperative, Shown },
            cancellationToken: cancel))).AsList();
        var umkm = (await work.Connection.QueryAsync<UmkmGoods>(new CommandDefinition(
            """
            select p.name as producer, g.name
            from product g join party p on p.owner_id = g.producer_id
            where g.owner_id = @cooperative and g.kind = 'goods'
            order by p.name, g.name, g.product_id
            limit @Shown
            """,
            new { cooperative, Shown },
            cancellationToken: cancel))).AsList();
        return new CooperativeTrade(categories, umkm);
    }
}

/// <summary>What a cooperative trades.</summary>
/// <param name="Categories">Of what most goods are first.</param>
/// <param name="Umkm">UMKM goods by producer.</param>
internal sealed record CooperativeTrade(IReadOnlyList<TradedCategory> Categories, IReadOnlyList<UmkmGoods> Umkm);

/// <summary>A category of goods.</summary>
/// <param name="Category">Its name.</param>
/// <param name="Products">How many goods are of it.</param>
/// <param name="All">How many categories there are in all.</param>
internal sealed record TradedCategory(string Category, long Products, long All);

/// <summary>Goods of a micro or small producer.</summary>
/// <param name="Producer">Who makes them.</param>
/// <param name="Name">Their name.</param>
internal sealed record UmkmGoods(string Producer, string Name);
