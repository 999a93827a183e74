using RetailGateway.Features.Operations.Metrics;
using RetailGateway.Features.Operations.Streams;

namespace RetailGateway.Features.Operations;

/// <summary>The work in the background: what is due or under way, what was done, and how a person steps in.</summary>
internal static class OperationsModule
{
    internal static void AddOperations(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Figures>();
        builder.Services.AddSingleton<Gauges>();
        builder.Services.AddSingleton<GetDue>();
        builder.Services.AddSingleton<GetRuns>();
        builder.Services.AddSingleton<StreamSteps>();
    }

    internal static void MapOperations(this RouteGroupBuilder api)
    {
        var work = api.MapGroup("/work").WithTags("Work");
        GetRuns.Map(work);
        GetDue.Map(work);
        RetryStream.Map(work);
        ReleaseStream.Map(work);
        ParkStream.Map(work);
        UnparkStream.Map(work);
    }
}
