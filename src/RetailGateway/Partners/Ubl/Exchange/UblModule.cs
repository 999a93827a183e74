using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Partners.Ubl.Exchange;

/// <summary>Where a partner's exchange of documents is, and our keys there: section <c>Partners:Ubl</c>.</summary>
internal sealed class UblOptions
{
    /// <summary>The exchange's address; without one the connector is not used.</summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>live or test: whose streams this address is for.</summary>
    [RegularExpression("live|test")]
    public string Environment { get; set; } = "live";

    /// <summary>How the partner is named on paper: PartyIdentification without a scheme.</summary>
    [Required]
    [StringLength(64, MinimumLength = 1)]
    public string Party { get; set; } = "";

    /// <summary>Our key for each cooperative that the partner trades with, by the cooperative's code.</summary>
    public Dictionary<string, string> Keys { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What our packs and base units are called on paper (UN/ECE recommendations 20 and 21), beside the usual ones.</summary>
    public Dictionary<string, string> Units { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The partner's zone, for dates and times of its papers that say no offset.</summary>
    public string Zone { get; set; } = "Asia/Jakarta";

    /// <summary>How long a try may take before it counts as silence. All tries of an exchange end well within a stream's lease.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:12", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>What was agreed, as papers need it.</summary>
    internal UblTerms Terms => new(Party, TimeZoneInfo.FindSystemTimeZoneById(Zone), Units);
}

/// <summary>Registers the connector with what keeps a failing partner from hurting us.</summary>
internal static class UblModule
{
    internal static void AddUbl(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection("Partners:Ubl");
        if (section.Get<UblOptions>() is not { BaseAddress: { } address, Keys.Count: > 0 })
        {
            return;
        }

        builder.Services.AddOptions<UblOptions>().Bind(section).ValidateDataAnnotations()
            .Validate(options => TimeZoneInfo.TryFindSystemTimeZoneById(options.Zone, out _), "Partners:Ubl:Zone is no zone that this system knows.")
            .ValidateOnStart();
        builder.Services.AddUblApi(address).AddResilienceHandler(
            "ubl",
            (pipeline, context) => PartnerHttp.Guard(pipeline, context.ServiceProvider.GetRequiredService<IOptions<UblOptions>>().Value.Timeout));
        builder.Services.AddSingleton<IConnector, UblConnector>();
    }
}
