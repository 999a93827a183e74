using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Parties.Partnerships;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Producers;

/// <summary>POST /v1/parties/{id}/terms: the cooperative records its terms with a producer from a day on; those of before stay what they were.</summary>
internal static class RecordProducerTerms
{
    private const int MostDays = 3_650;

    internal static void Map(RouteGroupBuilder parties) => parties
        .MapPost("/{id:int}/terms", Handle)
        .WithName("recordProducerTerms")
        .WithSummary("Record your terms with a producer")
        .WithDescription("By a cooperative. A producer needs no login, so the terms hold from their day on without its acceptance here. Always new ones, from today or a later day on; only the first may begin in the past.")
        .RequireScope(Scope.PartiesWrite)
        .Answers<ProducerTerms>(StatusCodes.Status201Created)
        .Example(
            """
            {"validFrom":"2026-11-01","paymentDays":7,"consignment":{"onConsignment":true,"shrinkageBorneBy":"consignee","settledEvery":"week","settledFromDay":1},
             "products":[{"product":"UMK-FEN-01","amount":"8000"}]}
            """,
            """
            {"validFrom":"2026-11-01","inForce":true,"paymentDays":7,
             "consignment":{"onConsignment":true,"sharePercent":"100","shrinkageBorneBy":"consignee","settledEvery":"week","settledFromDay":1,"settlementGraceDays":0},
             "products":[{"product":"UMK-FEN-01","amount":"8000","onConsignment":true,"baseQuantity":"1","currency":"IDR"}],"recordedAt":"2026-11-01T02:00:00Z"}
            """)
        .RefusesAsPost();

    private static Task<IResult> Handle(HttpContext http, int id, Body<NewProducerTerms> body, Caller caller, Writes writes) =>
        writes.Once(http, caller, body, async work =>
        {
            await GetProducerTerms.CheckProducer(work, caller, id);
            var wanted = body.Value;
            var there = await GetProducerTerms.Read(work, caller, id);
            if (there.Exists(terms => terms.ValidFrom == wanted.ValidFrom))
            {
                throw new Refusal(Problems.AlreadyExists, $"Terms from {wanted.ValidFrom:yyyy-MM-dd} are recorded. They stand as they were.");
            }

            var check = Checked(wanted);
            await PartnershipRows.CheckStart(work, check, wanted.ValidFrom, isFirst: there.Count == 0);
            var products = await ConsignedProducts.Find(work, caller, check, "/products", [.. wanted.Products.Select(product => product?.Product)]);
            check.Done();
            await Write(work, caller, id, wanted, products);
            return Answer.Created(
                $"/v1/parties/{id}/terms", (await GetProducerTerms.Read(work, caller, id)).Find(terms => terms.ValidFrom == wanted.ValidFrom));
        });

    private static Check Checked(NewProducerTerms wanted)
    {
        var check = new Check();
        check.Whole("/paymentDays", wanted.PaymentDays, MostDays);
        wanted.Consignment.Check(check, field => $"/consignment/{field}");
        foreach (var (index, product) in wanted.Products.Index())
        {
            check.That(product is not null, $"/products/{index}", "A product is expected.");
            check.Amount($"/products/{index}/amount", product?.Amount ?? 0, UnitPrice.Decimals, below: 10_000_000_000);
            check.Factor($"/products/{index}/baseQuantity", product?.BaseQuantity ?? 1);
            check.That(Currency.IsCode(product?.Currency), $"/products/{index}/currency", "Three capital letters of ISO 4217 are expected.");
        }

        return check;
    }

    private static async Task Write(Work work, Caller caller, int producer, NewProducerTerms wanted, List<int> products)
    {
        await work.Connection.ExecuteAsync(
            """
            insert into producer_terms (owner_id, producer_id, valid_from, payment_days, on_consignment, share_percent, shrinkage_borne_by,
                settled_every, settled_from_day, settlement_grace_days)
            values (@owner, @producer, @ValidFrom, @PaymentDays, @OnConsignment, @SharePercent, @bearer, @every, @SettledFromDay, @SettlementGraceDays)
            """,
            new
            {
                owner = caller.Party.Value,
                producer,
                wanted.ValidFrom,
                wanted.PaymentDays,
                wanted.Consignment.OnConsignment,
                wanted.Consignment.SharePercent,
                bearer = Names.Of(wanted.Consignment.ShrinkageBorneBy),
                every = Names.Of(wanted.Consignment.SettledEvery),
                wanted.Consignment.SettledFromDay,
                wanted.Consignment.SettlementGraceDays,
            });
        await work.Connection.ExecuteAsync(
            """
            insert into producer_terms_product (owner_id, producer_id, valid_from, product_id, on_consignment, amount, base_quantity, currency)
            select @owner, @producer, @ValidFrom, p.id, p.consigned, p.amount, p.base_quantity, p.currency
            from unnest(@products, @consigned, @amounts, @bases, @currencies) as p (id, consigned, amount, base_quantity, currency)
            """,
            new
            {
                owner = caller.Party.Value,
                producer,
                wanted.ValidFrom,
                products = products.ToArray(),
                consigned = wanted.Products.Select(product => product.OnConsignment ?? wanted.Consignment.OnConsignment).ToArray(),
                amounts = wanted.Products.Select(product => product.Amount).ToArray(),
                bases = wanted.Products.Select(product => product.BaseQuantity).ToArray(),
                currencies = wanted.Products.Select(product => product.Currency).ToArray(),
            });
    }
}
