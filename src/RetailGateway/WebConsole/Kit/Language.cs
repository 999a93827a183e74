namespace RetailGateway.WebConsole.Kit;

/// <summary>What the pages speak.</summary>
public enum Language
{
    /// <summary>Bahasa Indonesia, where nobody chose.</summary>
    Indonesian,

    /// <summary>English.</summary>
    English,
}

/// <summary>How the pages look.</summary>
public enum Theme
{
    /// <summary>As the device does.</summary>
    System,

    /// <summary>Dark on light.</summary>
    Light,

    /// <summary>Light on dark.</summary>
    Dark,
}
