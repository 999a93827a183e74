namespace RetailGateway.Database;

internal static class DatabaseModule
{
    internal static void AddGatewayDb(this WebApplicationBuilder builder) =>
        builder.Services.AddSingleton(_ => new GatewayDb(
            builder.Configuration.GetConnectionString("Gateway")!,
            builder.Configuration.GetValue("Database:RequestConnections", 60)));
}
