namespace RetailGateway.Partners;

/// <summary>The partner systems we speak to, and the work of keeping in step with them.</summary>
internal static class PartnersModule
{
    internal static void AddPartners(this WebApplicationBuilder builder) => _ = builder;
}
