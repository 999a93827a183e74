using RetailGateway.Features.Stock.ByHand;
using RetailGateway.Features.Stock.Changes;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Features.Stock.Expected;
using RetailGateway.Features.Stock.Owners;
using RetailGateway.Features.Stock.Positions;
using RetailGateway.Features.Stock.Reservations;
using RetailGateway.Features.Stock.Transfers;

namespace RetailGateway.Features.Stock;

/// <summary>The stock ledger: changes in, positions out, and what is held for whom.</summary>
internal static class StockModule
{
    internal static void AddStock(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Gathering>();
        builder.Services.AddSingleton<StockLedger>();
        builder.Services.AddSingleton<GetLedger>();
        builder.Services.AddSingleton<ShopStock>();
        builder.Services.AddSingleton<StockByHand>();
        builder.Services.AddSingleton<SheetDifferences>();
        builder.Services.AddSingleton<StockUpload>();
        builder.Services.AddSingleton<WaitingLines>();
        builder.Services.AddSingleton<ExpectedDecisions>();
        builder.Services.AddSingleton<ExpectedMatters>();
        builder.Services.AddTransient<ExpireReservations>();
        builder.Services.AddTransient<RaiseUnfulfilled>();
    }

    internal static void MapStock(this RouteGroupBuilder api)
    {
        var stock = api.MapGroup("/stock").WithTags("Stock");
        RecordChanges.Map(stock);
        GetPositions.Map(stock);
        GetLedger.Map(stock);
        SetSafetyStock.Map(stock);
        SetOwner.Map(stock);
        GetOwners.Map(stock);
        Reserve.Map(stock);
        StepReservation.Map(stock);
        GetReservations.Map(stock);
        TransferStock.Map(stock);
        GetTransfers.Map(stock);
        GetExpected.Map(stock);
        DecideExpected.Map(stock);
    }
}
