using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using RetailGateway.Access;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Changes;

/// <summary>POST /v1/stock/changes: up to 5,000 independent changes, answered one by one, in order.</summary>
internal static class RecordChanges
{
    internal static void Map(RouteGroupBuilder stock) => stock
        .MapPost("/changes", Handle)
        .WithName("recordStockChanges")
        .WithSummary("Record stock changes")
        .WithDescription("Movements, counts and reversals, of one location or many. Each change is answered on its own; one bad line never blocks its neighbours. Sending the same changes again answers `duplicate` and changes nothing.")
        .RequireScope(Scope.StockWrite)
        .LimitBody(megabytes: 8)
        .Accepts<ChangeBatch>("application/json")
        .WithMetadata(new KeyOptional())
        .Answers<ChangeResults>(StatusCodes.Status207MultiStatus)
        .Example(ExampleRequest, ExampleAnswer)
        .RefusesLines(RefusedExample, WaitsCode.Refusals)
        .Refuses(Problems.Malformed, Problems.Invalid, Problems.TooLarge, Problems.TooManyChanges, Problems.UnsupportedMediaType, Problems.IdempotencyKeyInUse, Problems.IdempotencyKeyReused);

    private const string ExampleRequest =
        """
        {"changes":[
          {"changeId":"K01-20261124-0071/1","location":"KPN-01","item":"STP-0055","kind":"sale","quantity":"-2","occurredAt":"2026-11-24T14:05:07+07:00","document":"K01-20261124-0071"},
          {"changeId":"OPN-20261124/17","location":"KPN-01","item":"UMK-FEN-01","kind":"count","quantity":"24","occurredAt":"2026-11-24T14:00:00+07:00"},
          {"changeId":"K01-20261124-0070/1/batal","location":"KPN-01","item":"STP-0055","kind":"reversal","occurredAt":"2026-11-24T14:06:00+07:00","reverses":"K01-20261124-0070/1"}]}
        """;

    private const string ExampleAnswer =
        """
        {"results":[
          {"index":0,"changeId":"K01-20261124-0071/1","status":"applied"},
          {"index":1,"changeId":"OPN-20261124/17","status":"duplicate"},
          {"index":2,"changeId":"K01-20261124-0070/1/batal","status":"applied"}]}
        """;

    private static JsonObject RefusedExample(JsonObject problem) => new()
    {
        ["results"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["changeId"] = "K01-20261124-0071/1",
            ["status"] = "refused",
            ["problem"] = problem,
        }),
    };

    private static async Task<IResult> Handle(HttpContext http, Caller caller, Writes writes, PartyBooks books, Gathering gathering)
    {
        var body = await RawBody.Read(http, "application/json");
        var hasKey = http.Request.Headers.ContainsKey("Idempotency-Key");
        if (!hasKey && body.Length <= Gathering.LargestBody)
        {
            var changes = new BatchReader(body.Span).Read(out var sentAt);
            if (sentAt is null && await gathering.Record(caller, changes, http.RequestAborted))
            {
                return Answer(changes);
            }
        }

        return await Alone(http, caller, writes, books, body, hasKey ? SHA256.HashData(body.Span) : []);
    }

    /// <summary>In a transaction of its own, with its stored answer where it has a key.</summary>
    private static async Task<IResult> Alone(
        HttpContext http, Caller caller, Writes writes, PartyBooks books, ReadOnlyMemory<byte> body, byte[] digest)
    {
        var cancel = http.RequestAborted;
        return await writes.Once(http, caller, digest, keyRequired: false, async work =>
        {
            var changes = new BatchReader(body.Span).Read(out var sentAt);
            var book = await books.Get(caller.Party, cancel);
            await Recording.RecordLast(work, caller, book, changes, sentAt, cancel);
            return Answer(changes);
        });
    }

    private static Answer Answer(List<IncomingChange> changes)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * changes.Count);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteStartArray("results"u8);
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteNumber("index"u8, change.Index);
            json.WriteString("changeId"u8, change.ChangeId);
            json.WriteString("status"u8, Word(change.Status));
            if (change.Problem is { } problem)
            {
                json.WritePropertyName("problem"u8);
                JsonSerializer.Serialize(json, problem, Json.Options);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return new Answer(StatusCodes.Status207MultiStatus, buffer.WrittenMemory);
    }

    private static ReadOnlySpan<byte> Word(ChangeStatus status) => status switch
    {
        ChangeStatus.Applied => "applied"u8,
        ChangeStatus.Duplicate => "duplicate"u8,
        ChangeStatus.Review => "review"u8,
        _ => "refused"u8,
    };
}
