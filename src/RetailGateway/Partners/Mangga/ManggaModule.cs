using System.ComponentModel.DataAnnotations;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Partners.Mangga;

/// <summary>Where files are exchanged with Mangga Swalayan: section <c>Partners:Mangga</c>.</summary>
internal sealed class ManggaOptions
{
    /// <summary>The folder that holds a folder for each of the dialect's parties; without one the connector is not used.</summary>
    public string? Folder { get; set; }

    /// <summary>Whose files these are: those of <c>live</c> or of <c>test</c> parties, never both.</summary>
    public string Environment { get; set; } = "live";

    /// <summary>A file without its total that has not grown for so long is answered as torn.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Quiet { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long after a file of availability the next is left; without it each night and on demand alone.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan? AvailabilityEvery { get; set; }

    /// <summary>A larger file is refused unread.</summary>
    [Range(1, 2048)]
    public int LargestMegabytes { get; set; } = 128;

    /// <summary>A file of more lines is refused.</summary>
    [Range(1, 10_000_000)]
    public int MostLines { get; set; } = 1_000_000;
}

/// <summary>Registers the connector where a folder is set.</summary>
internal static class ManggaModule
{
    internal static void AddMangga(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection("Partners:Mangga");
        if (string.IsNullOrWhiteSpace(section["Folder"]))
        {
            return;
        }

        builder.Services.AddOptions<ManggaOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<ManggaConnector>();
        builder.Services.AddSingleton<IConnector>(services => services.GetRequiredService<ManggaConnector>());
    }
}
