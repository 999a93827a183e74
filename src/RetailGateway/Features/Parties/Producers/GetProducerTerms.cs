using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock.Consignment;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Parties.Partnerships;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Producers;

/// <summary>GET /v1/parties/{id}/terms: a cooperative's terms with a producer.</summary>
internal static class GetProducerTerms
{
    internal static void Map(RouteGroupBuilder parties) => parties
        .MapGet("/{id:int}/terms", Handle)
        .WithName("listProducerTerms")
        .WithSummary("List your terms with a producer")
        .WithDescription("All that ever held or will, newest first; `inForce` marks those of today.")
        .RequireScope(Scope.PartiesRead)
        .Answers<Page<ProducerTerms>>()
        .Refuses(Problems.NotFound);

    internal static async Task<List<ProducerTerms>> Read(Work work, Caller caller, int producer)
    {
        var of = new { owner = caller.Party.Value, producer };
        var products = (await work.Connection.QueryAsync<(DateOnly From, string Product, decimal Amount, bool OnConsignment, decimal BaseQuantity, string Currency)>(
            """
            select p.valid_from, g.code, p.amount, p.on_consignment, p.base_quantity, p.currency
            from producer_terms_product p
            join product g on g.owner_id = p.owner_id and g.product_id = p.product_id
            where p.owner_id = @owner and p.producer_id = @producer
            order by g.code_key
            """,
            of)).ToLookup(row => row.From, row => new ProducerPrice(row.Product, row.Amount, row.OnConsignment, row.BaseQuantity, row.Currency));
        return (await work.Connection.QueryAsync<Row>(
            """
            select valid_from, valid_from = max(valid_from) filter (where valid_from <= current_date) over () is true as in_force,
                payment_days, on_consignment, share_percent, shrinkage_borne_by, settled_every, settled_from_day, settlement_grace_days, recorded_at
            from producer_terms
            where owner_id = @owner and producer_id = @producer
            order by valid_from desc
            """,
            of)).Select(row => row.Terms(products[row.ValidFrom])).AsList();
    }

    /// <summary>Only a cooperative has terms with a producer.</summary>
    internal static async Task CheckProducer(Work work, Caller caller, int producer)
    {
        var isProducer = caller.Kind == PartyKind.Cooperative && await work.Connection.ExecuteScalarAsync<bool>(
            "select exists (select from party where owner_id = @producer and kind = 'producer')", new { producer });
        if (!isProducer)
        {
            throw new Refusal(Problems.NotFound, "No producer has that number, or you are no cooperative.");
        }
    }

    private static async Task<IResult> Handle(HttpContext http, int id, Caller caller, GatewayDb database)
    {
        await using var work = await database.Open(caller, http.RequestAborted);
        await CheckProducer(work, caller, id);
        return new Page<ProducerTerms>(await Read(work, caller, id), null).Answer(http);
    }

    private sealed record Row(
        DateOnly ValidFrom, bool InForce, int PaymentDays, bool OnConsignment, decimal SharePercent, string ShrinkageBorneBy,
        string SettledEvery, int SettledFromDay, int SettlementGraceDays, DateTime RecordedAt)
    {
        internal ProducerTerms Terms(IEnumerable<ProducerPrice> products) => new(
            ValidFrom, InForce, PaymentDays,
            new Consignment(
                OnConsignment, SharePercent, Names.Read<ShrinkageBearer>(ShrinkageBorneBy), Names.Read<SettlementPace>(SettledEvery), SettledFromDay, SettlementGraceDays),
            [.. products], RecordedAt);
    }
}
