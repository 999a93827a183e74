using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;

namespace RetailGateway.WebConsole.Kit;

/// <summary>
/// The smallest parts of pages, which a table has by the hundred: written as they are, for as components each of them
/// would cost more than the row around it.
/// </summary>
public static class Mark
{
    /// <summary>A symbol (Shell/Symbols.razor). A word always stands beside it.</summary>
    /// <param name="name">Which: a constant of ours.</param>
    public static MarkupString Icon(string name) => new(IconText(name));

    /// <summary>A cell that has nothing, said to whoever does not see it.</summary>
    public static MarkupString Nil(Ui ui) =>
        new($"<span class=\"mute\" aria-hidden=\"true\">–</span><span class=\"sr\">{ui.Say("tidak ada", "none")}</span>");

    /// <summary>A state: its shape and its word.</summary>
    /// <param name="tone">The state.</param>
    /// <param name="word">The state's word, as text.</param>
    /// <param name="fill">On a ground of its own, where it stands alone.</param>
    public static MarkupString Status(Tone tone, string word, bool fill = false) =>
        new($"<span class=\"st {tone.Class()}{(fill ? " fill" : "")}\">{IconText(tone.Icon())}{HtmlEncoder.Default.Encode(word)}</span>");

    private static string IconText(string name) => $"<svg class=\"i\" aria-hidden=\"true\"><use href=\"#{name}\"/></svg>";
}
