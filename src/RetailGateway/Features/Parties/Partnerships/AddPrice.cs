using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Partnerships;

/// <summary>POST /v1/partnerships/{id}/prices: the price of a pack from a day on; those of before stay what they were.</summary>
internal static class AddPrice
{
    internal static void Map(RouteGroupBuilder partnerships) => partnerships
        .MapPost("/{id:int}/prices", Handle)
        .WithName("addPrice")
        .WithSummary("Add a price to a partnership")
        .WithDescription("By its cooperative, for a pack of its own catalogue, from today or a later day on; only a pack's first price may begin in the past.")
        .RequireScope(Scope.PartiesWrite)
        .Answers<Price>(StatusCodes.Status201Created)
        .RefusesAsPost();

    private static Task<IResult> Handle(HttpContext http, int id, Body<NewPrice> body, Caller caller, Writes writes) =>
        writes.Once(http, caller, body, async work =>
        {
            await PartnershipRows.LockOwn(work, caller, id);
            var wanted = body.Value;
            var check = new Check();
            check.Amount("/amount", wanted.Amount, UnitPrice.Decimals, below: 10_000_000_000);
            check.Factor("/baseQuantity", wanted.BaseQuantity);
            check.That(Currency.IsCode(wanted.Currency), "/currency", "Three capital letters of ISO 4217 are expected.");
            var product = check.Code("/product", wanted.Product);
            var pack = check.OptionalText("/pack", wanted.Pack, ItemCode.MaxLength);
            check.Done();

            var found = await Find(work, caller, product, pack);
            var (isFirst, isTaken) = await Before(work, id, found.Product, found.Pack, wanted.ValidFrom);
            if (isTaken)
            {
                throw new Refusal(Problems.AlreadyExists, $"A price from {wanted.ValidFrom:yyyy-MM-dd} is recorded for this pack. It stands as it was.");
            }

            await PartnershipRows.CheckStart(work, check, wanted.ValidFrom, isFirst);
            check.Done();
            var made = await work.Connection.QuerySingleAsync<Price>(
                """
                insert into price (owner_id, partnership_id, product_id, pack_code, valid_from, amount, base_quantity, currency)
                values (@owner, @id, @Product, @Pack, @ValidFrom, @Amount, @BaseQuantity, @Currency)
                returning product_id, @Code as product, pack_code as pack, valid_from,
                    valid_from <= current_date and not exists (
                        select from price n
                        where n.owner_id = @owner and n.partnership_id = @id and n.product_id = @Product and n.pack_code = @Pack
                            and n.valid_from > @ValidFrom and n.valid_from <= current_date) as in_force,
                    amount, base_quantity, currency
                """,
                new { owner = caller.Party.Value, id, found.Product, found.Pack, found.Code, wanted.ValidFrom, wanted.Amount, wanted.BaseQuantity, wanted.Currency });
            return Answer.Created($"/v1/partnerships/{id}/prices", made);
        });

    private static async Task<(int Product, string Pack, string Code)> Find(Work work, Caller caller, string product, string? pack) =>
        await work.Connection.QuerySingleOrDefaultAsync<(int, string, string)?>(
            """
            select g.product_id, k.code, g.code
            from product g join pack k on k.owner_id = g.owner_id and k.product_id = g.product_id
            where g.owner_id = @owner and g.code_key = upper(@product) and upper(k.code) = upper(coalesce(@pack, g.base_unit))
            """,
            new { owner = caller.Party.Value, product, pack })
        ?? throw new Refusal(Problems.NotFound, "No product of yours has that code and such a pack.");

    private static Task<(bool IsFirst, bool IsTaken)> Before(Work work, int id, int product, string pack, DateOnly from) =>
        work.Connection.QuerySingleAsync<(bool IsFirst, bool IsTaken)>(
            """
            select count(*) = 0, coalesce(bool_or(valid_from = @from), false)
            from price
            where partnership_id = @id and product_id = @product and pack_code = @pack
            """,
            new { id, product, pack, from });
}

/// <summary>A price to add.</summary>
/// <param name="Product">Your item code.</param>
/// <param name="ValidFrom">Its first day.</param>
/// <param name="Amount">For the base quantity, not below zero, at most ten decimals.</param>
/// <param name="Pack">The pack; the base unit's when absent.</param>
/// <param name="BaseQuantity">How many packs the amount buys; one when absent.</param>
/// <param name="Currency">ISO 4217; IDR when absent.</param>
internal sealed record NewPrice(
    string Product, DateOnly ValidFrom, decimal Amount, string? Pack = null, decimal BaseQuantity = 1, string Currency = "IDR");
