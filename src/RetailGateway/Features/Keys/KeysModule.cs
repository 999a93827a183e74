namespace RetailGateway.Features.Keys;

/// <summary>The keys of a party's systems, as its people keep them.</summary>
internal static class KeysModule
{
    internal static void AddKeys(this WebApplicationBuilder builder) => builder.Services.AddSingleton<PartyKeys>();
}
