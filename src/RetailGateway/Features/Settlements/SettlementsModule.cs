using RetailGateway.Features.Operations.Contracts;
using RetailGateway.Features.Settlements.Runs;

namespace RetailGateway.Features.Settlements;

/// <summary>What consignees owe their consignors: settled by a job, read by both.</summary>
internal static class SettlementsModule
{
    internal static void AddSettlements(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RunGate>();
        builder.Services.AddTransient<SettlePeriods>();
    }

    internal static void MapSettlements(this RouteGroupBuilder api)
    {
        var settlements = api.MapGroup("/settlements").WithTags("Settlements");
        GetSettlements.Map(settlements);
        GetSettlement.Map(settlements);
        GetSettledEntries.Map(settlements);
        RunSettlements.Map(settlements);
    }
}
