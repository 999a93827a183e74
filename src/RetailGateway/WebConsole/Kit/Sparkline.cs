using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;

namespace RetailGateway.WebConsole.Kit;

/// <summary>A line of values as wide as a word, with a dot at its end: the newest value that is known.</summary>
public static class Sparkline
{
    private const int Left = 2;
    private const int Width = 90;
    private const double Floor = 21.4;
    private const double Height = 17;

    /// <summary>Draws it.</summary>
    /// <param name="values">From the oldest to the newest, at least one; null where nobody knows, and there the line is broken.</param>
    /// <param name="limit">Above it something is wrong: a dotted line.</param>
    /// <param name="tone">The state of the end.</param>
    /// <param name="sentence">What the picture says, as text, for whoever does not see it.</param>
    public static MarkupString Of(IReadOnlyList<decimal?> values, decimal? limit, Tone tone, string sentence)
    {
        var top = (double)Math.Max(1, Math.Max(values.Max() ?? 0, limit ?? 0));
        var text = new StringBuilder(16 * values.Count).Append(
            CultureInfo.InvariantCulture, $"<svg class=\"spark {tone.Class()}\" viewBox=\"0 0 96 24\" role=\"img\" aria-label=\"{HtmlEncoder.Default.Encode(sentence)}\">");
        if (limit is { } bound)
        {
            text.Append("<path class=\"lim\" d=\"M0 ");
            Tenths(text, Up(bound)).Append("H96\"/>");
        }

        text.Append("<path d=\"");
        int? last = null;
        for (var index = 0; index < values.Count; index++)
        {
            if (values[index] is { } value)
            {
                text.Append(last == index - 1 && index > 0 ? 'L' : 'M');
                Tenths(text, Along(index)).Append(' ');
                Tenths(text, Up(value));
                last = index;
            }
        }

        text.Append("\"/>");
        if (last is { } end)
        {
            text.Append("<circle cx=\"");
            Tenths(text, Along(end)).Append("\" cy=\"");
            Tenths(text, Up(values[end]!.Value)).Append("\" r=\"2.75\"/>");
        }

        return new MarkupString(text.Append("</svg>").ToString());

        double Along(int index) => Left + ((double)index * Width / Math.Max(1, values.Count - 1));

        double Up(decimal value) => Floor - (Height * Math.Max(0, (double)value) / top);
    }

    /// <summary>A place to the tenth, never below zero: whole numbers are written in a fraction of a decimal's time.</summary>
    private static StringBuilder Tenths(StringBuilder text, double place)
    {
        var tenths = (int)Math.Round(place * 10, MidpointRounding.AwayFromZero);
        return text.Append(tenths / 10).Append('.').Append(tenths % 10);
    }
}
