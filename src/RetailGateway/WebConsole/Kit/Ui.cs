namespace RetailGateway.WebConsole.Kit;

/// <summary>How this request's page speaks and looks: injected into pages and parts as it is.</summary>
/// <param name="Language">What the words are in.</param>
/// <param name="Theme">How it looks.</param>
/// <param name="Format">Figures, dates and ages.</param>
public sealed record Ui(Language Language, Theme Theme, Format Format)
{
    /// <summary>The cookie that keeps the language: <c>id</c> or <c>en</c>.</summary>
    public const string LanguageCookie = "rg-language";

    /// <summary>The cookie that keeps the theme: <c>light</c> or <c>dark</c>; absent follows the device.</summary>
    public const string ThemeCookie = "rg-theme";

    /// <summary>The language's tag.</summary>
    public string Tag => Language == Language.Indonesian ? "id" : "en";

    /// <summary>One text in both languages, Indonesian first.</summary>
    public string Say(string indonesian, string english) => Language == Language.Indonesian ? indonesian : english;

    /// <summary>As the request's cookies say; in the zone of whoever is signed in.</summary>
    internal static Ui Of(HttpContext http, string zone, DateTimeOffset now)
    {
        var language = http.Request.Cookies[LanguageCookie] == "en" ? Language.English : Language.Indonesian;
        var theme = http.Request.Cookies[ThemeCookie] switch
        {
            "light" => Theme.Light,
            "dark" => Theme.Dark,
            _ => Theme.System,
        };
        return new Ui(language, theme, new Format(language, zone, now));
    }
}

/// <summary>The words of one folder's pages: each a property or a method that says it in both languages.</summary>
/// <param name="ui">What is spoken.</param>
public abstract class WordsOf(Ui ui)
{
    /// <summary>Figures, dates and ages, for sentences that have some.</summary>
    protected Format Format => ui.Format;

    /// <summary>One text in both languages, Indonesian first.</summary>
    protected string Say(string indonesian, string english) => ui.Say(indonesian, english);
}
