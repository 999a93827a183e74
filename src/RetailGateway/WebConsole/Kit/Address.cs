namespace RetailGateway.WebConsole.Kit;

/// <summary>Addresses of pages with what they are asked for.</summary>
public static class Address
{
    /// <summary>A path and its query; what is null or empty is left out.</summary>
    public static string Of(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var asked = QueryString.Empty;
        foreach (var (name, value) in query)
        {
            asked = string.IsNullOrEmpty(value) ? asked : asked.Add(name, value);
        }

        return path + asked;
    }
}
