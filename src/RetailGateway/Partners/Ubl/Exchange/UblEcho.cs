using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetailGateway.Partners.Ubl.Exchange;

/// <summary>Holds a paper that the partner has against the one that was sent.</summary>
internal static class UblEcho
{
    /// <summary>Every difference, with its place; none where both say the same.</summary>
    public static IReadOnlyList<string> Differences(UblDocument sent, UblDocument held)
    {
        var (ours, theirs) = (Told(sent), Told(held));
        return [.. ours.Keys.Union(theirs.Keys)
            .Where(place => ours.GetValueOrDefault(place) != theirs.GetValueOrDefault(place))
            .Select(place => $"{place}: sent {ours.GetValueOrDefault(place) ?? "nothing"}, has {theirs.GetValueOrDefault(place) ?? "nothing"}")];
    }

    /// <summary>All that a paper says, by its place.</summary>
    private static Dictionary<string, string> Told(UblDocument paper)
    {
        var told = new Dictionary<string, string> { ["kind"] = UblNames.Root(paper) };
        Add(JsonSerializer.SerializeToNode(paper, paper.GetType()), "");
        return told;

        void Add(JsonNode? node, string place)
        {
            switch (node)
            {
                case JsonObject parts:
                    foreach (var (name, part) in parts)
                    {
                        Add(part, place.Length == 0 ? name : $"{place}.{name}");
                    }

                    break;
                case JsonArray all:
                    foreach (var (index, one) in all.Index())
                    {
                        Add(one, FormattableString.Invariant($"{place}[{index + 1}]"));
                    }

                    break;
                // 3 and 3.00 are one number.
                case JsonValue value when value.GetValueKind() == JsonValueKind.Number:
                    told[place] = FormattableString.Invariant($"{value.GetValue<decimal>() / 1.0000000000000000000000000000m}");
                    break;
                case JsonValue value:
                    told[place] = value.ToString();
                    break;
            }
        }
    }
}
