namespace RetailGateway.Features.People;

/// <summary>The people of a party: who they are, who comes in by which link.</summary>
internal static class InvitationsModule
{
    internal static void AddInvitations(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<PartyPeople>();
        builder.Services.AddScoped<PersonChanges>();
        builder.Services.AddScoped<Invitations>();
        builder.Services.AddScoped<SignInCodes>();
        builder.Services.AddSingleton<ForgottenPasswords>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ForgottenPasswords>());
    }
}
