using RetailGateway.Partners.Ubl;

namespace RetailGateway.Tests.Partners.Ubl;

/// <summary>What the contract's samples say: a civil servants' co-op buys rice and oil of a chain, and a chain buys crisps of a co-op.</summary>
internal static class UblSamples
{
    private static readonly TimeSpan s_wib = TimeSpan.FromHours(7);

    private static readonly UblParty s_kpn = new()
    {
        Endpoint = new("9520009000012", "0088"),
        Ids = [new("9520009000012", "0088"), new("KPN-SEJAHTERA")],
        Name = "KPN Sejahtera",
    };

    private static readonly UblParty s_chain = new() { Ids = [new("9520009000029", "0088")], Name = "Mangga Swalayan" };

    private static readonly UblParty s_kopontren = new() { Ids = [new("KOP-NURUL-HUDA")], Name = "Kopontren Nurul Huda" };

    private static readonly UblItem s_rice = new()
    {
        Name = "Beras ramos 25 kg",
        BuyersId = "BRS-25",
        SellersId = "77-001",
        StandardId = new("9520001000010", "0160"),
    };

    private static readonly UblItem s_oil = new() { Name = "Minyak goreng 1 l", SellersId = "77-002", StandardId = new("9520001000027", "0160") };

    private static readonly UblItem s_otherOil = new() { Name = "Minyak goreng kelapa 1 l", SellersId = "77-019", StandardId = new("9520001000034", "0160") };

    private static readonly UblItem s_crisps = new() { Name = "Keripik singkong balado 200 g", BuyersId = "MG-4411", SellersId = "KRP-09" };

    private static readonly UblDelivery s_shop = new()
    {
        Location = new("9520009000036", "0088"),
        LocationName = "Toko KPN Sejahtera 1",
        From = new(new(2026, 12, 2)),
        Until = new(new(2026, 12, 4)),
    };

    internal static IReadOnlyDictionary<string, UblDocument> All { get; } = new Dictionary<string, UblDocument>
    {
        ["pesanan-beras.xml"] = new UblOrder(
            new("PO-2026-0412", new(new(2026, 11, 30), new(8, 15, 0), s_wib), s_kpn, s_chain),
            [
                new(new("1", s_rice) { Quantity = new(20, "BG"), Price = new(337_500, "IDR", new(1, "BG")) }),
                new(new("2", s_oil) { Quantity = new(15, "CT"), Price = new(17_250.5m, "IDR", new(1, "C62")) }),
            ])
        { Currency = new("IDR"), Delivery = s_shop, Note = "Mohon dikirim sebelum hari gajian." },
        ["jawaban.xml"] = new UblOrderResponse(
            About("JWB-88120", new(new(2026, 11, 30), new(10, 40, 21)), s_kpn, s_chain),
            [
                new(new("1", s_rice) { Status = "3", Quantity = new(18, "BG") }) { OrderLine = "1" },
                new(new("2", s_oil) { Status = "3" })
                {
                    OrderLine = "2",
                    Substituted = new("2", s_otherOil) { Quantity = new(15, "CT"), Price = new(17_000, "IDR", new(1, "C62")) },
                },
            ])
        { Code = "CA", Currency = new("IDR") },
        ["perubahan.xml"] = new UblOrderChange(
            About("PO-2026-0412-U1", new(new(2026, 11, 30), new(11, 5, 0), s_wib), s_kpn, s_chain),
            "1",
            [
                new(new("1", s_rice) { Status = "3", Quantity = new(18, "BG") }),
                new(new("2", s_oil) { Status = "2", Quantity = new(15, "CT") }),
                new(new("3", s_otherOil) { Status = "1", Quantity = new(15, "CT") }),
            ])
        { Currency = new("IDR") },
        ["jawaban-perubahan.xml"] = new UblOrderResponse(About("JWB-88131", new(new(2026, 11, 30)), s_kpn, s_chain), [])
        {
            Code = "AP",
            Documents = [new("PO-2026-0412-U1", "OrderChange")],
        },
        ["pembatalan.xml"] = new UblOrderCancellation(
            About("PO-2026-0412-B", new(new(2026, 12, 1)), s_kpn, s_chain), ["Gudang kebanjiran.", "Mohon konfirmasi sebelum pukul 12.00."]),
        ["pengiriman.xml"] = new UblDespatchAdvice(
            About("SJ-40077", new(new(2026, 12, 2), Time: null, s_wib), s_kpn, s_chain),
            [
                new("1", "1", s_rice) { Delivered = new(12, "BG"), Outstanding = new(5, "BG"), OutstandingReason = "Menunggu panen" },
                new("2", "3", s_otherOil) { Delivered = new(15, "CT") },
            ]),
        ["penerimaan.xml"] = new UblReceiptAdvice(
            About("BPB-0093", new(new(2026, 12, 3), new(14, 2, 7, 250), s_wib), s_kpn, s_chain) with { Uuid = "0b0e6a1e-7a52-4f43-9d6c-2f4d3a0c9e11" },
            [
                new("1")
                {
                    Received = new(11, "BG"),
                    Short = new(1, "BG"),
                    Rejected = new(12.5m, "KGM"),
                    RejectReason = "Karung basah",
                    OrderLine = "1",
                    DespatchLine = "1",
                    Despatch = "SJ-40077",
                    Goods = s_rice,
                },
                new("2") { Received = new(16, "CT"), Oversupply = new(1, "CT"), OrderLine = "3", DespatchLine = "2", Despatch = "SJ-40077" },
            ])
        { Status = "Revised", Despatches = [new("SJ-40077")] },
        ["pesanan-keripik.xml"] = new UblOrder(
            new("4500118822", new(new(2026, 11, 28)), s_chain, s_kopontren),
            [
                new(new("00010", s_crisps)
                {
                    Quantity = new(10, "CT"),
                    Price = new(9_500, "IDR"),
                    Delivery = new() { Location = new("MG-DC-01"), Until = new(new(2026, 12, 5), new(12, 0)) },
                }),
            ])
        { Currency = new("IDR") },
        ["jawaban-titipan.xml"] = new UblReceiptAdvice(
            new("TT-771", new(new(2026, 12, 4)), s_chain, s_kopontren),
            [new("1") { Discrepancy = "AE", OrderLine = "00010", Order = "4500118822" }])
        { Type = "DespatchAdviceResponse", Despatches = [new("SJ-KNH-12")] },
    };

    private static UblHead About(string id, UblMoment issued, UblParty customer, UblParty supplier) =>
        new(id, issued, customer, supplier) { OrderReference = "PO-2026-0412" };
}
