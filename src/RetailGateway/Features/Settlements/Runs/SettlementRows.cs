using Dapper;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts;

namespace RetailGateway.Features.Settlements.Runs;

/// <summary>Writes settlements: the document, then its lines.</summary>
internal static class SettlementRows
{
    private const string Insert =
        """
        insert into settlement_line (
            owner_id, settlement_id, line, kind, consignor_id, consignee_id, location_owner_id, location_id, product_id, ledger_product_id,
            first_day, last_day, during, revision, restates_settlement_id, restates_line,
            opening, delivered, transfers_in, returns_in, found, returns_out, transfers_out, expired, damaged, closing, closing_is_counted, taken, sold,
            sales_are_recorded, shrinkage_borne_by, price_amount, price_base_quantity, share_percent, due, quantity, amount, held)
        values (
            @OwnerId, @id, @number, @kind, @ConsignorId, @ConsigneeId, @LocationOwner, @Location, @Product, @LedgerProduct,
            @FirstDay, @LastDay, tstzrange(@from, @until), @Revision, @restatesSettlement, @restatesLine,
            @opening, @delivered, @transfersIn, @returnsIn, @found, @returnsOut, @transfersOut, @expired, @damaged, @closing, @IsCounted, @taken, @sold,
            @SalesAreRecorded, @bearer, @priceAmount, @priceBase, @SharePercent, @due, @quantity, @amount, @Held)
        """;

    /// <summary>
    /// One settlement run of a pair at a time, so that the second finds what the first has stated. It never waits: whoever
    /// did would hold a connection of those that all of the background's work shares.
    /// </summary>
    /// <exception cref="PairAtWork">Another run has it.</exception>
    internal static async Task Lock(Work work, Pair pair)
    {
        if (!await work.Connection.ExecuteScalarAsync<bool>(
            "select pg_try_advisory_xact_lock(hashtextextended(@name, 0))",
            new { name = $"settlement of {pair.OwnerId}: {pair.ConsignorId} at {pair.ConsigneeId}" }))
        {
            throw new PairAtWork();
        }
    }

    /// <summary>A document a currency, which is one for almost everybody.</summary>
    internal static async Task Write(Work work, Pair pair, IEnumerable<Statement> statements)
    {
        foreach (var lines in statements.GroupBy(statement => statement.Period.Amount.Currency).OrderBy(lines => lines.Key, StringComparer.Ordinal))
        {
            var settled = lines.Where(line => line.Restates is null).ToList();
            var period = settled.Count > 0 ? settled : [.. lines];
            var id = await work.Connection.ExecuteScalarAsync<long>(
                """
                insert into settlement (owner_id, hop, consignor_id, consignee_id, partner_id, first_day, last_day, currency, total)
                values (@OwnerId, @Hop, @ConsignorId, @ConsigneeId, @PartnerId, @first, @last, @currency, @total)
                returning settlement_id
                """,
                new
                {
                    pair.OwnerId,
                    pair.Hop,
                    pair.ConsignorId,
                    pair.ConsigneeId,
                    pair.PartnerId,
                    first = period.Min(line => line.FirstDay),
                    last = period.Max(line => line.LastDay),
                    currency = lines.Key,
                    total = lines.Sum(line => line.Period.Amount.Amount),
                });
            await work.Connection.ExecuteAsync(Insert, lines.Select((line, index) => Row(pair, id, index + 1, line)));
        }
    }

    private static object Row(Pair pair, long id, int number, Statement line)
    {
        var (stated, figures, price) = (line.Period, line.Period.Figures, line.Period.Rule.Price);
        return new
        {
            pair.OwnerId,
            id,
            number,
            kind = line.Restates is null ? "settlement" : "adjustment",
            pair.ConsignorId,
            pair.ConsigneeId,
            line.Key.LocationOwner,
            line.Key.Location,
            line.Product,
            line.Key.LedgerProduct,
            line.FirstDay,
            line.LastDay,
            from = stated.Period.From.UtcDateTime,
            until = stated.Period.Until.UtcDateTime,
            stated.Revision,
            restatesSettlement = line.Restates?.Settlement,
            restatesLine = line.Restates?.Line,
            opening = figures.Opening.ToDecimal(),
            delivered = figures.Delivered.ToDecimal(),
            transfersIn = figures.TransfersIn.ToDecimal(),
            returnsIn = figures.ReturnsIn.ToDecimal(),
            found = figures.Found.ToDecimal(),
            returnsOut = figures.ReturnsOut.ToDecimal(),
            transfersOut = figures.TransfersOut.ToDecimal(),
            expired = figures.Expired.ToDecimal(),
            damaged = figures.Damaged.ToDecimal(),
            closing = figures.Closing.ToDecimal(),
            figures.IsCounted,
            taken = figures.Taken.ToDecimal(),
            sold = figures.Sold.ToDecimal(),
            stated.Rule.SalesAreRecorded,
            bearer = Names.Of(stated.Rule.Bearer),
            priceAmount = price.Price.Amount,
            priceBase = price.Price.BaseQuantity,
            price.SharePercent,
            due = stated.Due.ToDecimal(),
            quantity = stated.Quantity.ToDecimal(),
            amount = stated.Amount.Amount,
            line.Held,
        };
    }
}

/// <summary>Another run settles the pair just now.</summary>
internal sealed class PairAtWork() : Exception("another run settles it just now");
