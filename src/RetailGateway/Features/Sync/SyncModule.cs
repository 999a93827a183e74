using RetailGateway.Features.Sync.Conflicts;
using RetailGateway.Features.Sync.Contracts;
using RetailGateway.Features.Sync.Drift;
using RetailGateway.Features.Sync.Feed;
using RetailGateway.Features.Sync.Files;
using RetailGateway.Features.Sync.Live;
using RetailGateway.Features.Sync.Orders;
using RetailGateway.Features.Sync.Review;
using RetailGateway.Features.Sync.Streams;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync;

/// <summary>What is told to whom, how far that has come, and what waits for a person.</summary>
internal static class SyncModule
{
    /// <summary>What the endpoints need and, where it works in the background, the workers.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="works">Whether this process works in the background.</param>
    internal static void AddSync(this WebApplicationBuilder builder, bool works)
    {
        builder.Services.AddSingleton<FeedSignal>();
        builder.Services.AddSingleton<LiveChanges>();
        builder.Services.AddHostedService(services => services.GetRequiredService<LiveChanges>());
        builder.Services.AddSingleton<FileRetries>();
        builder.Services.AddSingleton<LagLimits>();
        builder.Services.AddSingleton<ReadOverview>();
        builder.Services.AddSingleton<GetConflicts>();
        builder.Services.AddSingleton<GetReviewItems>();
        builder.Services.AddSingleton<MappingChoices>();
        builder.Services.AddSingleton<LagHistory>();
        builder.Services.AddSingleton<Audit.Contracts.SubjectHistory>();
        builder.Services.AddSingleton<AskedOf>();
        builder.Services.AddSingleton<ReviewActions>();
        builder.Services.AddSingleton<ConflictActions>();
        builder.Services.AddHostedService(services => services.GetRequiredService<FeedSignal>());
        builder.Services.AddSingleton<FileLines>();
        builder.Services.AddSingleton<FileIntake>();
        builder.Services.AddTransient<NightlyFiles>();
        builder.Services.AddSingleton<ITakesOrderMessages, OrderInbox>();
        if (works)
        {
            builder.Services.AddHostedService<Sequencer>();
            builder.Services.AddHostedService<PublishStock>();
            builder.Services.AddHostedService<ReadStock>();
            builder.Services.AddHostedService<DeliverOrders>();
            builder.Services.AddHostedService<ReadOrders>();
            builder.Services.AddHostedService<ApplyMapped>();
            builder.Services.AddHostedService<TakeFiles>();
            builder.Services.AddHostedService<LeaveStock>();
        }
    }

    internal static void MapSync(this RouteGroupBuilder api)
    {
        GetEvents.Map(api);
        var sync = api.MapGroup("/sync").WithTags("Sync");
        GetConnections.Map(sync);
        GetDrift.Map(sync);
        GetDriftChecks.Map(sync);
        AskForDriftCheck.Map(sync);
        GetReviewItems.Map(sync);
        ResolveReviewItems.Map(sync);
        GetConflicts.Map(sync);
        ResolveConflicts.Map(sync);
        GetFiles.Map(sync);
        RetryFile.Map(sync);
    }
}
