using RetailGateway.Domain.Orders;
using RetailGateway.Features.Orders;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Orders;

/// <summary>What is said of one line of an order.</summary>
internal sealed class LineWords(Ui ui) : WordsOf(ui)
{
    /// <summary>What it is called: by name, else by its id in the order.</summary>
    internal string Name(TradeOrderLine line) => line.Name ?? line.Product ?? Say($"Baris {line.Line}", $"Line {line.Line}");

    /// <summary>How it was ordered: <c>4 dus isi 12</c>.</summary>
    internal string? Ordered(TradeOrderLine line) => line switch
    {
        { Pack: { } pack, PackFactor: { } factor, PacksOrdered: { } packs } => factor == 1 ? Kit.Format.Quantity(packs, pack) : Format.Packs(packs, pack, factor),
        _ => null,
    };

    /// <summary>The same where a pack holds more than one; null where it says no more than the base units.</summary>
    internal string? OrderedPacks(TradeOrderLine line) => line.PackFactor == 1 ? null : Ordered(line);

    /// <summary>Its price as agreed.</summary>
    internal string? Price(TradeOrderLine line, Func<decimal, string> money) => line is { Price: { } price, Pack: { } pack }
        ? $"{money(price)} {Say("per", "a")} {(line.PriceBaseQuantity is 1 or null ? "" : $"{Kit.Format.Number(line.PriceBaseQuantity.Value)} ")}{pack}"
        : null;

    /// <summary>Where it stands: the worst first, and every figure that is not zero in words.</summary>
    internal IReadOnlyList<(Tone Tone, string Said)> Standing(TradeOrderLine line, TradeSide side)
    {
        var underWay = line.Despatched - line.Received;
        var hasMoved = line.Despatched > 0 || line.Received > 0;
        List<(Tone, string)> said = [];
        Say(line.Short, side == TradeSide.Seller ? Tone.Bad : Tone.Wait, "Kurang stok", "Short of stock");
        Say(line.Rejected, Tone.Bad, "Ditolak pembeli", "Rejected");
        Say(line.Refused, Tone.Block, "Tidak disanggupi", "Refused");
        Say(line.Never, Tone.Block, "Tidak akan dikirim", "Never comes");
        Say(line.Cancelled, Tone.Block, "Dibatalkan", "Cancelled");
        Say(underWay, Tone.Wait, "Di jalan", "Under way");
        Say(line.Later, Tone.Wait, hasMoved ? "Menyusul" : "Belum dikirim", hasMoved ? "Comes later" : "Not sent yet");
        Say(line.Held, Tone.Plain, "Disisihkan dari stok penjual", "Held of the seller's stock");
        return said is [] or [(Tone.Plain, _), ..] && line.Received > 0 ? [(Tone.Ok, this.Say("Lengkap", "Complete")), .. said] : said;

        void Say(decimal? quantity, Tone tone, string indonesian, string english)
        {
            if (quantity > 0)
            {
                said.Add((tone, $"{this.Say(indonesian, english)} {Kit.Format.Number(quantity.Value)}"));
            }
        }
    }
}
