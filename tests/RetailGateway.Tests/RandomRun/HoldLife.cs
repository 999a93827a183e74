using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.RandomRun;

/// <summary>Who holds goods.</summary>
internal enum Holder
{
    /// <summary>The owner, where people keep the stock and nobody else acts meanwhile: what is available is known.</summary>
    OwnerAlone,

    /// <summary>The owner, where a till keeps the stock, which tells what left, and others hold as well.</summary>
    OwnerBesideTill,

    /// <summary>Another party; it commits nothing.</summary>
    Partner,
}

/// <summary>
/// Somebody who holds goods of a place, and lets them go: commits, releases, or forgets them until their time is over.
/// Each request is one act under one key, however often it is sent.
/// </summary>
internal sealed class HoldLife(Random random, Model model, StepLog log, ApiClient client, int owner, string place, string who, Holder holder)
{
    private const int LongestSeconds = 4;

    private readonly List<long> open = [];
    private int numbers;

    /// <summary>What a till is to tell of: product, document and quantity.</summary>
    internal Queue<(string Product, string Document, int Quantity)> Left { get; init; } = new();

    /// <summary>When the last of those ends that end in the run's own time.</summary>
    internal DateTimeOffset LastEnd { get; private set; }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>Holds something, or lets something go.</summary>
    internal async Task Step()
    {
        var held = open.Count == 0 ? 0 : open[random.Next(open.Count)];
        switch (random.Next(10))
        {
            case < 3 when held != 0:
                await Release(held);
                break;
            case < 6 when held != 0 && holder != Holder.Partner:
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
        var until = Until();
        log.Step(who, string.Create(CultureInfo.InvariantCulture, $"reserves {quantity} {product} of {available} at {place} until {until:HH:mm:ss}"));
        var reply = await Act("/v1/stock/reservations", new JsonObject
        {
            ["ownerId"] = owner,
            ["location"] = place,
            ["product"] = product,
            ["quantity"] = Text(quantity),
            ["reference"] = Reference(),
            ["expiresAt"] = until.ToString("O", CultureInfo.InvariantCulture),
        });

        var taken = reply.Status == HttpStatusCode.Created;
        var isLate = reply.Problem == "invalid" && until <= Now;
        if (!taken && !isLate && reply.Problem != "not-available")
            throw new Xunit.Sdk.XunitException($"{who} was answered {reply.Status}: {reply.Text}");
        if (holder == Holder.OwnerAlone && taken != quantity <= available)
            throw new Xunit.Sdk.XunitException($"{quantity} {product} of {available} available at {place} were {(taken ? "reserved" : "refused")}: {reply.Text}");
        if (!taken)
            return;

        var id = (long)reply.Json["id"]!;
        model.Reserve(id, new Hold(place, product, quantity, until));
        open.Add(id);
    }

    private async Task Release(long held)
    {
        log.Step(who, $"releases {held}");
        if (await IsMade(held, "releases", new JsonObject { ["reference"] = Reference() }))
            Gone(held, model.Held(held).Left);
    }

    /// <summary>
    /// Some of it leaves, or all; with the last despatch the rest is given back. The movement is posted with it, or is
    /// expected of the till.
    /// </summary>
    private async Task Commit(long held)
    {
        var (_, product, left, _) = model.Held(held);
        var (quantity, final) = (random.Next(1, (int)left + 1), random.Next(2) == 0);
        var at = Changes.At("00:00").AddMinutes(10 * random.Next(6 * 24));
        var reference = Reference();
        log.Step(who, string.Create(CultureInfo.InvariantCulture, $"commits {quantity} of {left} of {held}{(final ? ", the last" : "")}"));
        var isMade = await IsMade(held, "commits", new JsonObject
        {
            ["reference"] = reference,
            ["quantity"] = Text(quantity),
            ["occurredAt"] = at.ToString("O", CultureInfo.InvariantCulture),
            ["final"] = final,
        });
        if (!isMade)
            return;

        if (holder == Holder.OwnerAlone)
        {
            model.Tell(new Fact("console", $"reservation/{held}/{reference}", place, product, "sale", -quantity, at, null));
        }
        else
        {
            model.Expect(place, product, reference, quantity, at);
            Left.Enqueue((product, reference, quantity));
        }

        Gone(held, final ? left : quantity);
    }

    /// <summary>A step of what is held; false where its time was over first, as it may be.</summary>
    private async Task<bool> IsMade(long held, string step, JsonObject body)
    {
        var reply = await Act($"/v1/stock/reservations/{held}/{step}", body);
        if (reply.Problem == "not-held" && model.Held(held).Until <= Now)
        {
            open.Remove(held);
            return false;
        }

        reply.Must(HttpStatusCode.OK);
        return true;
    }

    /// <summary>A day, or where others hold as well sometimes a moment.</summary>
    private DateTimeOffset Until()
    {
        if (holder == Holder.OwnerAlone || random.Next(3) > 0)
            return Now.AddDays(1);
        var until = Now.AddSeconds(random.Next(1, LongestSeconds));
        LastEnd = until > LastEnd ? until : LastEnd;
        return until;
    }

    private void Gone(long held, decimal quantity)
    {
        model.LetGo(held, quantity);
        if (model.Held(held).Left == 0)
            open.Remove(held);
    }

    private Task<Reply> Act(string path, JsonObject body) => client.Insist(path, body, key: $"{who}-{numbers}");

    private string Reference() => string.Create(CultureInfo.InvariantCulture, $"{who}-{++numbers}");

    private static string Text(decimal quantity) => quantity.ToString(CultureInfo.InvariantCulture);
}
