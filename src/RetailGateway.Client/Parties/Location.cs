using System.Text.Json.Serialization;

namespace RetailGateway.Client;

/// <summary>What a location looks like to its customers.</summary>
public enum LocationFormat
{
    /// <summary>A minimarket.</summary>
    Minimarket,

    /// <summary>A supermarket.</summary>
    Supermarket,

    /// <summary>A department store.</summary>
    DepartmentStore,

    /// <summary>A cooperative's shop.</summary>
    CoopShop,

    /// <summary>A warehouse.</summary>
    Warehouse,
}

/// <summary>A time zone of Indonesia.</summary>
public enum IndonesianZone
{
    /// <summary>Western, UTC+7.</summary>
    Wib,

    /// <summary>Central, UTC+8.</summary>
    Wita,

    /// <summary>Eastern, UTC+9.</summary>
    Wit,
}

/// <summary>A shop, store or warehouse of one party.</summary>
/// <param name="Id">Its number.</param>
/// <param name="OwnerId">Whose.</param>
/// <param name="Code">The owner's code for it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Format">What it looks like to its customers.</param>
/// <param name="TimeZone">Its time zone.</param>
/// <param name="Gln">GS1's number of it, thirteen digits.</param>
/// <param name="Kelurahan">The code of the kelurahan it stands in.</param>
/// <param name="LicenceNumber">Of its business licence.</param>
/// <param name="LicenceExpires">The licence's last day.</param>
public sealed record Location(
    int Id, int OwnerId, string Code, string Name, LocationFormat Format, IndonesianZone TimeZone,
    string? Gln = null, string? Kelurahan = null, string? LicenceNumber = null, DateOnly? LicenceExpires = null);

/// <summary>A location to add.</summary>
/// <param name="Code">Your code for it, 1 to 40 characters, unique with you without regard to letter case.</param>
/// <param name="Name">Its name.</param>
/// <param name="Format">What it looks like to its customers.</param>
/// <param name="Gln">GS1's number of it; its check digit is verified.</param>
/// <param name="Kelurahan">The code of the kelurahan it stands in.</param>
/// <param name="TimeZone">Its time zone; <see cref="IndonesianZone.Wib"/> when null. It never changes.</param>
/// <param name="LicenceNumber">Of its business licence.</param>
/// <param name="LicenceExpires">The licence's last day.</param>
public sealed record NewLocation(
    string Code, string Name, LocationFormat Format, string? Gln = null, string? Kelurahan = null, IndonesianZone? TimeZone = null,
    string? LicenceNumber = null, DateOnly? LicenceExpires = null);

/// <summary>What of a location changes; what is left out stays.</summary>
public sealed record LocationChanges
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>What it looks like to its customers.</summary>
    public LocationFormat? Format { get; init; }

    /// <summary>GS1's number of it; can be cleared.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Edit<string> Gln { get; init; }

    /// <summary>The code of the kelurahan it stands in; can be cleared.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Edit<string> Kelurahan { get; init; }

    /// <summary>Of its business licence; can be cleared.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Edit<string> LicenceNumber { get; init; }

    /// <summary>The licence's last day; can be cleared.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Edit<DateOnly> LicenceExpires { get; init; }
}

/// <summary>A time in which one connection's word on a location's stock counts.</summary>
/// <param name="Connection">Its code.</param>
/// <param name="From">The first instant; null for since ever.</param>
/// <param name="Until">The first instant that is no longer of it; null while it holds.</param>
public sealed record RecordPeriod(string Connection, DateTimeOffset? From = null, DateTimeOffset? Until = null);

/// <summary>Whose word counts next.</summary>
/// <param name="Connection">The code of a connection of yours; <c>console</c> for people on the phone.</param>
/// <param name="From">From when; now when null.</param>
public sealed record NewSystemOfRecord(string Connection, DateTimeOffset? From = null);
