using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;

namespace RetailGateway.Features.Sync.Review;

/// <summary>What a code can be mapped to: packs of the caller's goods, by code or by words that are looked for.</summary>
internal sealed class MappingChoices(GatewayDb database)
{
    private const int Most = 60;

    /// <summary>Every pack of the goods with these codes, and of those in whose name or code the words stand.</summary>
    internal async Task<IReadOnlyList<MappingChoice>> Read(Caller caller, IReadOnlyCollection<string> products, string? words, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        return (await work.Connection.QueryAsync<MappingChoice>(new CommandDefinition(
            """
            select g.code as product, g.name, k.code as pack, k.factor, g.base_unit as unit
            from product g join pack k on k.owner_id = g.owner_id and k.product_id = g.product_id
            where g.owner_id = @owner and g.kind = 'goods' and (g.code = any (@products)
                or @words <> '' and position(upper(@words) in upper(g.name || ' ' || g.code)) > 0)
            order by g.code = any (@products) desc, g.name, k.factor
            limit @Most
            """,
            new { owner = caller.Party.Value, products = products.ToArray(), words = words?.Trim() ?? "", Most },
            cancellationToken: cancel))).AsList();
    }
}

/// <summary>A pack of the caller's goods.</summary>
/// <param name="Product">The item code.</param>
/// <param name="Name">The product's name.</param>
/// <param name="Pack">The pack's code.</param>
/// <param name="Factor">How many base units are in it.</param>
/// <param name="Unit">The base unit.</param>
internal sealed record MappingChoice(string Product, string Name, string Pack, decimal Factor, string Unit);
