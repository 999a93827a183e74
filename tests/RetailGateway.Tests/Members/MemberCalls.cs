using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Members;

/// <summary>Members' orders of a town's cooperative, and the answers of their employer.</summary>
internal static class MemberCalls
{
    /// <summary>Far ahead: no day of a test is beyond its paydays.</summary>
    internal const string First = "2999-01";

    internal static JsonObject Employer(string code, int payday = 25) => new() { ["code"] = code, ["name"] = $"Dinas {code}", ["payday"] = payday };

    internal static JsonObject Member(string number, string employer, string? name = null) => new()
    {
        ["number"] = number,
        ["name"] = name ?? $"Anggota {number}",
        ["employer"] = employer,
        ["employeeNumber"] = $"NIP-{number}",
    };

    internal static JsonObject Plan(string employer, decimal price = 18_000_000, int months = 12, string first = First) => new()
    {
        ["employer"] = employer,
        ["price"] = Text(price),
        ["downPayment"] = "0",
        ["service"] = "1200000",
        ["months"] = months,
        ["firstMonth"] = first,
        ["waivesService"] = true,
    };

    internal static JsonObject Goods(string member, string employer, decimal price = 18_000_000, int months = 12, string? product = null, JsonObject? order = null) => new()
    {
        ["member"] = member,
        ["goods"] = "Sepeda motor",
        ["plan"] = Plan(employer, price, months),
        ["product"] = product,
        ["order"] = order,
    };

    /// <summary>An employer and a member of it, by codes with a word in front.</summary>
    internal static async Task Joins(this Town town, string word, string? name = null)
    {
        (await town.Console.Post("/v1/employers", Employer($"{word}-DINAS"))).Must(HttpStatusCode.Created);
        (await town.Console.Post("/v1/members", Member($"{word}-A1", $"{word}-DINAS", name))).Must(HttpStatusCode.Created);
    }

    /// <summary>An order for the member, who joined before.</summary>
    internal static async Task<long> Buys(this Town town, string word, decimal price = 18_000_000, int months = 12) =>
        (long)(await town.Console.Post("/v1/member-orders", Goods($"{word}-A1", $"{word}-DINAS", price, months))).Must(HttpStatusCode.Created).Json["order"]!["id"]!;

    /// <summary>One of everything about members: for whoever needs it to be there.</summary>
    internal static async Task MembersOneMore(this Town town, string word)
    {
        await town.Joins(word);
        var order = await town.Buys(word);
        (await town.Console.Post($"/v1/member-orders/{order}/payments", new JsonObject { ["amount"] = "1000" })).Must(HttpStatusCode.OK);
        var (run, file) = await town.AsksFor($"{word}-DINAS", First);
        (await town.AnswersWith(run, Answered(file))).Must(HttpStatusCode.OK);
    }

    /// <summary>The employer's file of a month.</summary>
    internal static async Task<(long Run, string File)> AsksFor(this Town town, string employer, string month)
    {
        var made = await town.Console.Post("/v1/deductions", new JsonObject { ["employer"] = employer, ["month"] = month });
        Assert.True(made.Status is HttpStatusCode.Created or HttpStatusCode.OK, made.Text);
        return ((long)made.Json["run"]!["id"]!, (string)made.Json["file"]!);
    }

    internal static Task<Reply> AnswersWith(this Town town, long run, string file, string? key = null) => town.Console.PostRaw(
        $"/v1/deductions/{run}/answers", Encoding.UTF8.GetBytes(file), key ?? Guid.NewGuid().ToString(), "text/csv");

    /// <summary>The file as the employer sends it back: every line deducted, but those that are refused with a reason.</summary>
    internal static string Answered(string file, params int[] refused) => string.Join("\r\n", file.Split("\r\n").Select((line, index) =>
        index == 0 || line.Length == 0 || line.Contains(";TOTAL;", StringComparison.Ordinal) ? line
        : refused.Contains(index) ? $"{line[..^2]};refused;gaji habis" : $"{line[..^2]};deducted;"));

    internal static async Task<JsonNode> MemberOrder(this Town town, long order) => (await town.Console.Get($"/v1/member-orders/{order}")).Must(HttpStatusCode.OK).Json;

    internal static string[] States(this JsonNode order, int first) => [.. order["instalments"]!.AsArray().Take(first).Select(one => (string)one!["state"]!)];

    internal static decimal Rupiah(this JsonNode order, string name) => decimal.Parse((string)order["order"]![name]!, CultureInfo.InvariantCulture);

    internal static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);
}
