using RetailGateway.Access;
using RetailGateway.Access.People;
using RetailGateway.Database;
using RetailGateway.Features.Audit;
using RetailGateway.Features.Catalogue;
using RetailGateway.Features.Keys;
using RetailGateway.Features.Messages;
using RetailGateway.Features.Operations;
using RetailGateway.Features.Operations.Metrics;
using RetailGateway.Features.Orders;
using RetailGateway.Features.Parties;
using RetailGateway.Features.People;
using RetailGateway.Features.Settlements;
using RetailGateway.Features.Stock;
using RetailGateway.Features.Sync;
using RetailGateway.Hosting;
using RetailGateway.Http;
using RetailGateway.Jobs;
using RetailGateway.Partners;
using RetailGateway.WebConsole;

namespace RetailGateway;

/// <summary>The one host: its verbs are in <see cref="Verbs"/>, its parts are listed here.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => Verbs.Run(args);

    /// <summary>The web application, whole: what serves, what works in the background, and what it is made of.</summary>
    internal static WebApplication Build(WebApplicationBuilder builder)
    {
        var roles = builder.AddHosting();
        builder.AddGatewayDb();
        builder.AddConsole();
        builder.AddApi();
        builder.AddAccess();
        builder.AddPeople(keepsKeys: !Verbs.OnlyDescribing);
        builder.AddInvitations();
        builder.AddMessages(roles.Jobs);
        builder.AddKeys();
        builder.AddAudit();
        builder.AddParties();
        builder.AddCatalogue();
        builder.AddStock();
        builder.AddOrders();
        builder.AddSettlements();
        builder.AddSync(roles.Jobs);
        builder.AddPartners();
        builder.AddOperations();
        builder.AddJobs(roles.Jobs);
        builder.QuietWhileDescribing();

        var app = builder.Build();
        app.UseApi();
        app.UseAccess();
        app.UseConsole();
        app.UseKnownQuery();
        app.MapHealth();
        if (!Verbs.OnlyDescribing)
        {
            app.MapJobsDashboard();
            app.MapMetrics();
        }

        if (!app.Services.GetRequiredService<Roles>().Web)
        {
            return app;
        }

        app.MapConsole();
        app.MapApiPage();
        app.MapPartners();
        var api = app.MapApi();
        api.MapParties();
        api.MapCatalogue();
        api.MapStock();
        api.MapOrders();
        api.MapSettlements();
        api.MapSync();
        api.MapAudit();
        api.MapOperations();
        return app;
    }
}
