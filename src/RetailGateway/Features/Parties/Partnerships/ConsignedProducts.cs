using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Features.Catalogue.Contracts;

namespace RetailGateway.Features.Parties.Partnerships;

/// <summary>Rows of the products that terms treat otherwise than their consignment says of all.</summary>
internal static class ConsignedProducts
{
    private const int Most = 1_000;

    /// <summary>Finds the products named; each that is not the caller's is a fault at its place.</summary>
    internal static async Task<List<(int Id, bool OnConsignment)>> Find(Work work, Caller caller, Check check, IReadOnlyList<ConsignedProduct>? named)
    {
        var ids = await Find(work, caller, check, "/consignedProducts", [.. named?.Select(product => product?.Product) ?? []]);
        return [.. ids.Zip(named ?? [], (id, product) => (id, product?.OnConsignment ?? false))];
    }

    /// <summary>The numbers of the caller's products with these codes, in their order; faults where one is missing or named twice.</summary>
    internal static async Task<List<int>> Find(Work work, Caller caller, Check check, string at, IReadOnlyList<string?> codes)
    {
        check.That(codes.Count <= Most, at, $"Up to {Most:0} products are expected.");
        if (codes.Count is 0 or > Most)
        {
            return [];
        }

        var usable = codes.Select((code, index) => check.Code($"{at}/{index}/product", code, ItemCode.MaxLength)).ToArray();
        if (!check.Holds)
        {
            return [];
        }

        var found = (await work.Connection.QueryAsync<(string Code, int Id)>(
            "select code_key, product_id from product where owner_id = @owner and code_key in (select upper(c) from unnest(@usable) as c)",
            new { owner = caller.Party.Value, usable })).ToDictionary(row => row.Code, row => row.Id, StringComparer.OrdinalIgnoreCase);
        var ids = new List<int>(usable.Length);
        foreach (var (index, code) in usable.Index())
        {
            var id = found.GetValueOrDefault(code);
            check.IsThere(id != 0, $"{at}/{index}/product", "No product of yours has this code.");
            check.That(id == 0 || !ids.Contains(id), $"{at}/{index}/product", "The product is named twice.");
            ids.Add(id);
        }

        return ids;
    }

    internal static Task Add(Work work, Caller caller, int partnership, DateOnly validFrom, List<(int Id, bool OnConsignment)> products) =>
        work.Connection.ExecuteAsync(
            """
            insert into terms_product (owner_id, partnership_id, valid_from, product_id, on_consignment)
            select @owner, @partnership, @validFrom, p.id, p.consigned from unnest(@ids, @consigned) as p (id, consigned)
            """,
            new
            {
                owner = caller.Party.Value,
                partnership,
                validFrom,
                ids = products.Select(product => product.Id).ToArray(),
                consigned = products.Select(product => product.OnConsignment).ToArray(),
            });

    /// <summary>New terms treat the same products by themselves as those before them.</summary>
    internal static Task CarryOver(Work work, Caller caller, int partnership, DateOnly before, DateOnly validFrom) => work.Connection.ExecuteAsync(
        """
        insert into terms_product (owner_id, partnership_id, valid_from, product_id, on_consignment)
        select owner_id, partnership_id, @validFrom, product_id, on_consignment
        from terms_product
        where owner_id = @owner and partnership_id = @partnership and valid_from = @before
        """,
        new { owner = caller.Party.Value, partnership, before, validFrom });

    /// <summary>By the first day of their terms.</summary>
    internal static async Task<ILookup<DateOnly, ConsignedProduct>> Read(Work work, int partnership) =>
        (await work.Connection.QueryAsync<(DateOnly From, string Product, bool OnConsignment)>(
            """
            select t.valid_from, g.code, t.on_consignment
            from terms_product t
            join product g on g.owner_id = t.owner_id and g.product_id = t.product_id
            where t.partnership_id = @partnership
            order by t.valid_from, g.code_key
            """,
            new { partnership })).ToLookup(row => row.From, row => new ConsignedProduct(row.Product, row.OnConsignment));
}
