namespace RetailGateway.WebConsole.Kit;

/// <summary>The five states: a shape first, a word, and then a colour. What is unknown never looks like a pass.</summary>
public enum Tone
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Somebody must act.</summary>
    Bad,

    /// <summary>It goes on by itself, or when somebody else acts.</summary>
    Wait,

    /// <summary>It cannot go on.</summary>
    Block,

    /// <summary>Nobody knows.</summary>
    Unknown,

    /// <summary>No state: an explanation.</summary>
    Plain,
}

/// <summary>Tones as the style sheet and the icons name them.</summary>
public static class Tones
{
    /// <summary>The class of the style sheet, which is the state's icon too; empty for none.</summary>
    public static string Class(this Tone tone) => tone switch
    {
        Tone.Ok => "ok",
        Tone.Bad => "bad",
        Tone.Wait => "wait",
        Tone.Block => "block",
        Tone.Unknown => "unk",
        _ => "",
    };

    /// <summary>The icon.</summary>
    public static string Icon(this Tone tone) => tone == Tone.Plain ? "info" : tone.Class();
}
