namespace RetailGateway.Features.Audit;

/// <summary>Who decided what, and why.</summary>
internal static class AuditModule
{
    internal static void AddAudit(this WebApplicationBuilder builder) => builder.Services.AddSingleton<GetAudit>();

    internal static void MapAudit(this RouteGroupBuilder api) => GetAudit.Map(api);
}
