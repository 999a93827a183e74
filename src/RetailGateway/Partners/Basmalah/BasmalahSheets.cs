using System.Globalization;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Partners.Basmalah;

/// <summary>Reads the orders as the chain's books have them. Pure.</summary>
internal static class BasmalahSheets
{
    /// <summary>A page that was asked for by its number; another one is no answer.</summary>
    public static Reading<ShownOrders> Read(Halaman<LembarPesanan> page, int asked)
    {
        var isAnother = page.Hal != asked || (page.Hal < page.TotalHal && page.Baris.Count == 0);
        return isAnother
            ? new Reading<ShownOrders>.Unknown($"page {asked} of its orders was asked for, and another came")
            : new Reading<ShownOrders>.Known(new ShownOrders(
                [.. page.Baris.Where(sheet => sheet.Pembeli is BasmalahOrderCodes.Chain or BasmalahOrderCodes.Cooperative).Select(Sheet)],
                page.Hal < page.TotalHal ? (asked + 1).ToString(CultureInfo.InvariantCulture) : null));
    }

    private static ShownOrder Sheet(LembarPesanan sheet) => new(
        sheet.Pembeli == BasmalahOrderCodes.Chain, sheet.NoPesanan, BasmalahOrderCodes.States.Read(sheet.Keadaan), sheet.Keadaan,
        [.. sheet.Baris.Select(line => new ShownLine(
            new LineId(line.NoBaris), Count(line.Dipesan), Count(line.Disanggupi), Count(line.Dikirim), Count(line.Tiba), Count(line.Ditolak)))]);

    private static ShownCount Count(JumlahBarang count) => count.BeratKg is { } weight
        ? new ShownCount(Pack: null, Packs: 0, weight)
        : new ShownCount(count.Kemasan, count.JmlKemasan ?? 0, count.JmlEceran);
}
