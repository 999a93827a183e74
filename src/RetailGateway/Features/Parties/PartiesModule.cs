using RetailGateway.Features.Parties.Connections;
using RetailGateway.Features.Parties.Locations;
using RetailGateway.Features.Parties.Partnerships;
using RetailGateway.Features.Parties.Producers;
using RetailGateway.Features.Parties.Register;

namespace RetailGateway.Features.Parties;

/// <summary>Who and where: parties, locations, connections, partnerships and their terms.</summary>
internal static class PartiesModule
{
    internal static void AddParties(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<GetRegister>();
        builder.Services.AddSingleton<FindCooperatives>();
        builder.Services.AddSingleton<GetTrade>();
    }

    internal static void MapParties(this RouteGroupBuilder api)
    {
        var parties = api.MapGroup("/parties").WithTags("Parties");
        GetParties.Map(parties);
        RegisterParty.Map(parties);
        ImportParties.Map(parties);
        RenameParty.Map(parties);
        RecordTaxStatus.Map(parties);
        RecordProducerTerms.Map(parties);
        GetProducerTerms.Map(parties);
        GetRegister.Map(api.MapGroup("/register").WithTags("Parties"));

        var locations = api.MapGroup("/locations").WithTags("Locations");
        GetLocations.Map(locations);
        AddLocation.Map(locations);
        ChangeLocation.Map(locations);
        ImportLocations.Map(locations);
        GetSystemsOfRecord.Map(locations);
        ChangeSystemOfRecord.Map(locations);

        var connections = api.MapGroup("/connections").WithTags("Connections");
        GetConnections.Map(connections);
        AddConnection.Map(connections);
        ReportsWithin.Map(connections);

        var partnerships = api.MapGroup("/partnerships").WithTags("Partnerships");
        GetPartnerships.Map(partnerships);
        AddPartnership.Map(partnerships);
        ImportPartnerships.Map(partnerships);
        GetTerms.Map(partnerships);
        ProposeTerms.Map(partnerships);
        AcceptTerms.Map(partnerships);
        GetPrices.Map(partnerships);
        AddPrice.Map(partnerships);
    }
}
