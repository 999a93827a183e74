using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Features.Catalogue.Contracts;

namespace RetailGateway.Features.Stock.Transfers;

/// <summary>A line of a transfer as it was understood.</summary>
internal sealed record MovedLine(BookProduct Product, Quantity Quantity);

/// <summary>Rows of transfers.</summary>
internal static class TransferRows
{
    /// <summary>Adds a transfer; null where its reference is there already, whose transaction is over by then.</summary>
    internal static async Task<long?> Insert(
        Work work, Caller caller, string reference, BookLocation from, BookLocation to, DateTimeOffset occurredAt, IReadOnlyList<MovedLine> lines)
    {
        var id = await work.Connection.ExecuteScalarAsync<long?>(
            """
            insert into stock_transfer (owner_id, reference, from_location_id, to_location_id, occurred_at)
            values (@owner, @reference, @from, @to, @occurredAt)
            on conflict on constraint transfer_reference_is_taken do nothing
            returning transfer_id
            """,
            new { owner = caller.Party.Value, reference, from = from.Id.Value, to = to.Id.Value, occurredAt = occurredAt.UtcDateTime });
        if (id is not null)
        {
            await work.Connection.ExecuteAsync(
                """
                insert into stock_transfer_line (owner_id, transfer_id, line, product_id, quantity)
                select @owner, @id, n.line, n.product_id, n.quantity
                from unnest(@products, @quantities) with ordinality as n (product_id, quantity, line)
                """,
                new
                {
                    owner = caller.Party.Value,
                    id,
                    products = lines.Select(line => line.Product.Id.Value).ToArray(),
                    quantities = lines.Select(line => line.Quantity.ToDecimal()).ToArray(),
                });
        }

        return id;
    }

    internal static async Task<Transfer?> ByReference(Work work, string reference) => (await List(work, null, reference, 0, 1)).SingleOrDefault();

    internal static async Task<Transfer?> ById(Work work, long id) => (await List(work, id, null, 0, 1)).SingleOrDefault();

    /// <summary>One by its number or reference, or a page after a number.</summary>
    internal static async Task<List<Transfer>> List(Work work, long? id, string? reference, long after, int take)
    {
        var heads = (await work.Connection.QueryAsync<Head>(
            """
            select t.transfer_id, t.reference, f.code as from_code, d.code as to_code, t.occurred_at, t.recorded_at
            from stock_transfer t
            join location f on f.owner_id = t.owner_id and f.location_id = t.from_location_id
            join location d on d.owner_id = t.owner_id and d.location_id = t.to_location_id
            where (@id::bigint is null or t.transfer_id = @id) and (@reference::text is null or t.reference = @reference collate "C")
                and t.transfer_id > @after
            order by t.transfer_id
            limit @take
            """,
            new { id, reference, after, take })).AsList();
        var lines = (await work.Connection.QueryAsync<LineRow>(
            """
            select t.transfer_id, g.code as product, t.quantity, o.expected_id as expected_out, i.expected_id as expected_in
            from stock_transfer_line t
            join stock_transfer h on h.owner_id = t.owner_id and h.transfer_id = t.transfer_id
            join product g on g.owner_id = t.owner_id and g.product_id = t.product_id
            left join expected_movement o on o.owner_id = h.owner_id and o.location_id = h.from_location_id and o.product_id = t.product_id
                and o.reference = h.reference and o.outward and o.source_kind = 'transfer' and o.source_id = h.transfer_id
            left join expected_movement i on i.owner_id = h.owner_id and i.location_id = h.to_location_id and i.product_id = t.product_id
                and i.reference = h.reference and not i.outward and i.source_kind = 'transfer' and i.source_id = h.transfer_id
            where t.transfer_id = any (@ids)
            order by t.transfer_id, t.line
            """,
            new { ids = heads.ConvertAll(head => head.TransferId) })).ToLookup(line => line.TransferId);
        return heads.ConvertAll(head => new Transfer(
            head.TransferId, head.Reference, head.FromCode, head.ToCode, head.OccurredAt, head.RecordedAt,
            [.. lines[head.TransferId].Select(line => new TransferredLine(line.Product, line.Quantity, line.ExpectedOut, line.ExpectedIn))]));
    }

    private sealed record Head(long TransferId, string Reference, string FromCode, string ToCode, DateTime OccurredAt, DateTime RecordedAt);

    private sealed record LineRow(long TransferId, string Product, decimal Quantity, long? ExpectedOut, long? ExpectedIn);
}
