using System.Globalization;
using Dapper;
using Npgsql;

namespace RetailGateway.Hosting.Demo;

/// <summary>
/// The demo's goods on consignment: what UMKM producers leave at their cooperative's shops that have a till to say what was
/// sold, from the Monday of this week on, so that the first settlement comes at its end. Rows that are there stay as they are.
/// </summary>
internal sealed class DemoConsignment(
    NpgsqlConnection db, IReadOnlyDictionary<string, int> parties, IReadOnlyDictionary<(string Party, string Code), int> products)
{
    internal async Task Write()
    {
        var prices = DemoFiles.Read("producer_prices").Select(row => new
        {
            Owner = parties[row["cooperative"]],
            Producer = parties[row["producer"]],
            Product = products[(row["cooperative"], row["product"])],
            Amount = decimal.Parse(row["price"], CultureInfo.InvariantCulture),
            From = row["valid_from"],
        }).ToList();
        await db.ExecuteAsync(
            """
            insert into producer_terms (owner_id, producer_id, valid_from, payment_days, on_consignment, share_percent,
                shrinkage_borne_by, settled_every, settled_from_day, settlement_grace_days)
            values (@Owner, @Producer, @From::date, 7, true, 100, 'consignee', 'week', 1, 0)
            on conflict do nothing
            """,
            prices);
        await db.ExecuteAsync(
            """
            insert into producer_terms_product (owner_id, producer_id, valid_from, product_id, on_consignment, amount, base_quantity)
            values (@Owner, @Producer, @From::date, @Product, true, @Amount, 1)
            on conflict do nothing
            """,
            prices);
        await db.ExecuteAsync(
            """
            insert into consigned_goods (owner_id, location_id, product_id, consignor_id, during)
            select @Owner, l.location_id, @Product, @Producer,
                tstzrange(date_trunc('week', now() at time zone 'Asia/Jakarta') at time zone 'Asia/Jakarta', null)
            from location l
            where l.owner_id = @Owner and exists (
                select from system_of_record s join connection k on k.owner_id = s.owner_id and k.connection_id = s.connection_id
                where s.owner_id = l.owner_id and s.location_id = l.location_id and k.kind <> 'console')
            and not exists (
                select from consigned_goods c
                where c.owner_id = @Owner and c.location_id = l.location_id and c.product_id = @Product)
            """,
            prices);
    }
}
