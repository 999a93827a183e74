using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders.Replenishment;

/// <summary>PUT and GET /v1/replenishment/levels: what shops should have of their goods.</summary>
internal static class SetLevels
{
    private const string ExampleAnswer = """{"results":[{"index":0,"status":"set"}]}""";

    internal static void Map(RouteGroupBuilder replenishment)
    {
        replenishment.MapPut("/levels", Set)
            .WithName("setReplenishmentLevels")
            .WithSummary("Set minimum and target levels")
            .WithDescription("Up to 5,000, of one location or many; each is answered on its own, and holds in the place of the one before. Where less than the minimum is there or on its way, the product is proposed up to its target; with 0 and 0 it never is.")
            .RequireScope(Scope.OrdersWrite)
            .Answers<LevelResults>(StatusCodes.Status207MultiStatus)
            .Example("""{"levels":[{"location":"KPN-01","product":"STP-0055","minimum":"24","target":"60"}]}""", ExampleAnswer)
            .RefusesLines(RefusedExample, Problems.Invalid, Problems.NotFound)
            .Refuses(Problems.Malformed, Problems.Invalid, Problems.IdempotencyKeyInUse, Problems.IdempotencyKeyReused);
        replenishment.MapGet("/levels", All)
            .WithName("listReplenishmentLevels")
            .WithSummary("List minimum and target levels")
            .WithDescription("By location, then product.")
            .RequireScope(Scope.OrdersRead)
            .Answers<Page<Level>>()
            .Refuses(Problems.CursorInvalid, Problems.Invalid);
    }

    private static JsonObject RefusedExample(JsonObject problem) => new()
    {
        ["results"] = new JsonArray(new JsonObject { ["index"] = 0, ["status"] = "refused", ["problem"] = problem }),
    };

    private static Task<IResult> Set(HttpContext http, Body<LevelBatch> body, Caller caller, Writes writes) =>
        writes.Once(http, caller, body.Sha256, keyRequired: false, async work =>
        {
            if (body.Value.Levels.Count is 0 or > LevelBatch.MaxLevels)
            {
                throw Refusal.At("/levels", $"1 to {LevelBatch.MaxLevels} levels are expected.");
            }

            await work.Open(http.RequestAborted);
            return Answer.MultiStatus(new LevelResults(await Levels.Set(work, caller, body.Value.Levels)));
        });

    private static async Task<IResult> All(
        HttpContext http,
        Caller caller,
        GatewayDb database,
        [Description("A location's code.")] string? location,
        [Description("Your item code of a product.")] string? product,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var take = Paging.Limit(limit);
        var list = CursorKind.Of("levels", caller);
        var after = cursor is null ? (0, 0) : list.Parts(cursor, 2) is var parts ? (CursorPart.Id(parts[0]), CursorPart.Id(parts[1])) : default;
        await using var work = await database.Open(caller, http.RequestAborted);
        var page = Page<PlacedLevel>.Of(await Levels.List(work, caller, location, product, after, take + 1), take, placed => list.Cursor(placed.LocationId, placed.ProductId));
        return new Page<Level>([.. page.Items.Select(placed => placed.Level)], page.Next).Answer(http);
    }
}

/// <summary>Levels to set.</summary>
/// <param name="Levels">1 to 5,000; of two for one location and product the later holds.</param>
internal sealed record LevelBatch([property: MinLength(1), MaxLength(LevelBatch.MaxLevels)] IReadOnlyList<Level> Levels)
{
    internal const int MaxLevels = 5_000;
}

/// <summary>What a shop should have of a product.</summary>
/// <param name="Location">Your location's code.</param>
/// <param name="Product">Your item code of the product.</param>
/// <param name="Minimum">Base units below which more is ordered.</param>
/// <param name="Target">Base units up to which; not below the minimum.</param>
/// <param name="SupplierId">Who it is ordered from; whoever asks least for it when absent.</param>
internal sealed record Level(
    [property: MaxLength(40)] string Location, [property: MaxLength(64)] string Product, decimal Minimum, decimal Target, int? SupplierId = null);

/// <summary>What became of each level, in the order they came.</summary>
/// <param name="Results">One a level.</param>
internal sealed record LevelResults(IReadOnlyList<LevelResult> Results);

/// <summary>What became of one level.</summary>
/// <param name="Index">Its place in the batch, from 0.</param>
/// <param name="Status">What was done.</param>
/// <param name="Problem">Why it was refused; absent where it was not.</param>
internal sealed record LevelResult(int Index, LevelStatus Status, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProblemBody? Problem = null);

/// <summary>What was done with a level.</summary>
internal enum LevelStatus
{
    /// <summary>It holds now.</summary>
    Set,

    /// <summary>It was not set, for the reason in problem.</summary>
    Refused,
}
