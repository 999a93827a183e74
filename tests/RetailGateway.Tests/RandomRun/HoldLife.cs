using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.RandomRun;

/// <summary>
/// Somebody who holds goods of a place, and lets them go: the owner, who commits as well, or a partner. Each request is
/// one act under one key, however often it is sent.
/// </summary>
internal sealed class HoldLife(Random random, Model model, StepLog log, ApiClient client, int owner, string place, string who, bool isOwner)
{
    private readonly List<long> open = [];
    private int numbers;

    /// <summary>Holds something, or lets something go.</summary>
    internal async Task Step()
    {
        var held = open.Count == 0 ? 0 : open[random.Next(open.Count)];
        switch (random.Next(10))
        {
            case < 3 when held != 0:
                await Release(held);
                break;
            case < 6 when held != 0 && isOwner:
                await Commit(held);
                break;
            default:
                await Reserve();
                break;
        }
    }

    private async Task Reserve()
    {
        var (product, quantity) = (ShopLife.Products[random.Next(ShopLife.Products.Length)], random.Next(1, 8));
        var available = model.Available(place, product);
        log.Step(who, string.Create(CultureInfo.InvariantCulture, $"reserves {quantity} {product} of {available} at {place}"));
        var reply = await Act("/v1/stock/reservations", new JsonObject
        {
            ["ownerId"] = owner,
            ["location"] = place,
            ["product"] = product,
            ["quantity"] = Text(quantity),
            ["reference"] = Reference(),
            ["expiresAt"] = TimeProvider.System.GetUtcNow().AddDays(1).ToString("O", CultureInfo.InvariantCulture),
        });

        var taken = reply.Status == HttpStatusCode.Created;
        if (!taken && reply.Problem != "not-available")
            throw new Xunit.Sdk.XunitException($"{who} was answered {reply.Status}: {reply.Text}");
        if (isOwner && taken != quantity <= available)
            throw new Xunit.Sdk.XunitException($"{quantity} {product} of {available} available at {place} were {(taken ? "reserved" : "refused")}: {reply.Text}");
        if (!taken)
            return;

        var id = (long)reply.Json["id"]!;
        model.Hold(id, place, product, quantity);
        open.Add(id);
    }

    private async Task Release(long held)
    {
        log.Step(who, $"releases {held}");
        (await Act($"/v1/stock/reservations/{held}/releases", new JsonObject { ["reference"] = Reference() })).Must(HttpStatusCode.OK);
        Gone(held, model.Left(held));
    }

    /// <summary>Some of it leaves, or all; with the last despatch the rest is given back. The movement is posted with it.</summary>
    private async Task Commit(long held)
    {
        var left = model.Left(held);
        var (quantity, final) = (random.Next(1, (int)left + 1), random.Next(2) == 0);
        var at = Changes.At("00:00").AddMinutes(10 * random.Next(6 * 24));
        var reference = Reference();
        log.Step(who, string.Create(CultureInfo.InvariantCulture, $"commits {quantity} of {left} of {held}{(final ? ", the last" : "")}"));
        (await Act($"/v1/stock/reservations/{held}/commits", new JsonObject
        {
            ["reference"] = reference,
            ["quantity"] = Text(quantity),
            ["occurredAt"] = at.ToString("O", CultureInfo.InvariantCulture),
            ["final"] = final,
        })).Must(HttpStatusCode.OK);

        model.Tell(new Fact("console", $"reservation/{held}/{reference}", place, model.ProductOf(held), "sale", -quantity, at, null));
        Gone(held, final ? left : quantity);
    }

    private void Gone(long held, decimal quantity)
    {
        model.LetGo(held, quantity);
        if (model.Left(held) == 0)
            open.Remove(held);
    }

    private Task<Reply> Act(string path, JsonObject body) => client.Insist(path, body, key: $"{who}-{numbers}");

    private string Reference() => string.Create(CultureInfo.InvariantCulture, $"{who}-{++numbers}");

    private static string Text(decimal quantity) => quantity.ToString(CultureInfo.InvariantCulture);
}
