using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Partners.Basmalah;

/// <summary>Where Toko Basmalah is, and our keys there: section <c>Partners:Basmalah</c>.</summary>
internal sealed class BasmalahOptions
{
    /// <summary>Its API's address; without one the connector is not used.</summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>
    /// live or test: whose streams this address is for. The two have the same codes and would write into each other's copy,
    /// so a process speaks for one of them.
    /// </summary>
    [RegularExpression("live|test")]
    public string Environment { get; set; } = "live";

    /// <summary>Our key for each cooperative whose goods it takes, by the cooperative's code.</summary>
    public Dictionary<string, string> Keys { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the chain signs its calls to us with, for each cooperative; without one it is read from, and cannot call.</summary>
    public Dictionary<string, string> CallbackSecrets { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long a try may take before it counts as silence. All tries of an exchange end well within a stream's lease.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:12", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Reading the chain's own stock needs a key, whichever.</summary>
    internal string AnyKey => Keys.Values.First();
}

/// <summary>Registers the connector with what keeps a failing partner from hurting us.</summary>
internal static class BasmalahModule
{
    internal static void AddBasmalah(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection("Partners:Basmalah");
        if (section.Get<BasmalahOptions>() is not { BaseAddress: { } address, Keys.Count: > 0 })
        {
            return;
        }

        builder.Services.AddOptions<BasmalahOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddBasmalahApi(address).AddResilienceHandler(
            "basmalah",
            (pipeline, context) => PartnerHttp.Guard(pipeline, context.ServiceProvider.GetRequiredService<IOptions<BasmalahOptions>>().Value.Timeout));
        builder.Services.AddSingleton<BasmalahConnector>();
        builder.Services.AddSingleton<IConnector>(services => services.GetRequiredService<BasmalahConnector>());
    }

    /// <summary>Where the chain calls us, where it is set up.</summary>
    internal static void MapBasmalah(this IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetService<BasmalahConnector>() is not null)
        {
            BasmalahCallback.Map(app);
        }
    }
}
