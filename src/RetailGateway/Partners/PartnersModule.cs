using RetailGateway.Partners.Basmalah;
using RetailGateway.Partners.Mangga;
using RetailGateway.Partners.Ubl.Exchange;

namespace RetailGateway.Partners;

/// <summary>The partner systems that we speak to, a folder a dialect.</summary>
internal static class PartnersModule
{
    internal static void AddPartners(this WebApplicationBuilder builder)
    {
        builder.AddBasmalah();
        builder.AddMangga();
        builder.AddUbl();
    }

    /// <summary>Where partners call us in their own dialects.</summary>
    internal static void MapPartners(this IEndpointRouteBuilder app) => app.MapBasmalah();
}
