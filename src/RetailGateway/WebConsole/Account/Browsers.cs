namespace RetailGateway.WebConsole.Account;

/// <summary>What a browser says of itself, in two words.</summary>
internal static class Browsers
{
    private static readonly (string Sign, string Name)[] Names = [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    private static readonly (string Sign, string Name)[] Systems = [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux")];

    /// <summary>For example <c>Chrome, Android</c>; null where it is none of those that we know.</summary>
    internal static string? Name(string userAgent)
    {
        var browser = Array.Find(Names, known => userAgent.Contains(known.Sign, StringComparison.Ordinal)).Name;
        var system = Array.Find(Systems, known => userAgent.Contains(known.Sign, StringComparison.Ordinal)).Name;
        return browser is null ? null : system is null ? browser : $"{browser}, {system}";
    }
}
