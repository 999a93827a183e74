using System.Text.Json;
using RetailGateway.WebConsole.Audit;

namespace RetailGateway.Tests.WebConsole;

public sealed class DifferencesTests
{
    [Fact]
    public void Only_what_an_act_changed_is_told_place_by_place() => Assert.Equal(
        [
            new Difference("parkedAt", null, "2026-11-24T07:05:12Z"),
            new Difference("evidence.onHand", "-2", "12"),
            new Difference("attempts", "3", "0"),
            new Difference("scopes", "stock:read", "stock:read, stock:write"),
            new Difference("lines.2.code", "B", null),
        ],
        Of(
            """{"id":"7","parkedAt":null,"ageSeconds":"1.2","evidence":{"onHand":-2,"unit":"PCS"},"attempts":3,"scopes":["stock:read"],"lines":[{"code":"A"},{"code":"B"}]}""",
            """{"id":"7","parkedAt":"2026-11-24T07:05:12Z","ageSeconds":"4.8","evidence":{"onHand":12,"unit":"PCS"},"attempts":0,"scopes":["stock:read","stock:write"],"lines":[{"code":"A"}]}""")
        .OrderBy(change => Array.IndexOf(["parkedAt", "evidence.onHand", "attempts", "scopes", "lines.2.code"], change.Path)));

    [Fact]
    public void What_was_not_there_before_is_new_in_every_place_and_what_is_gone_is_gone_in_every_place()
    {
        Assert.Equal([new Difference("role", null, "clerk")], Of(null, """{"role":"clerk","shop":null}"""));
        Assert.Equal([new Difference("key", "1xab", null)], Of("""{"key":"1xab"}""", null));
        Assert.Empty(Of(null, null));
    }

    private static IReadOnlyList<Difference> Of(string? before, string? after) => Differences.Of(Parsed(before), Parsed(after));

    private static JsonElement? Parsed(string? json) => json is null ? null : JsonSerializer.Deserialize<JsonElement>(json);
}
