using RetailGateway.PartnerSimulator.Files;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Files.ManggaTown;

namespace RetailGateway.Tests.Files;

/// <summary>What a chain's file makes of its stock here, and what is answered.</summary>
public sealed class TakeFilesTests(TestCluster cluster)
{
    [Fact]
    public async Task A_file_in_the_chains_codes_and_packs_becomes_its_stock_and_is_answered_line_by_line()
    {
        await using var mangga = await ManggaTown.Open(cluster);

        mangga.Leave(
            "harian.csv",
            Line("OP-1", "OPNAME", Oil, 100, "08:00"),
            Line("K1-7", "JUAL", Oil, 2, "09:00"),
            Line("TB-1", "TERIMA", Oil, 3, "09:30", pack: "DUS"),
            Line("K1-8", "JUAL", Unmapped, 1, "10:00"),
            Line("K1-9", "JUAL", Rice, 1.5m, "10:00", store: "MG-99"));
        var answer = await mangga.Answer("harian.csv");

        Assert.Equal(["DITERIMA", "DITERIMA", "DITERIMA", "DITINJAU", "DITOLAK"], answer.Lines.Select(line => line.Result));
        Assert.Equal([2, 3, 4, 5, 6], answer.Lines.Select(line => line.Number));
        Assert.Contains("TOKO tidak dikenal", answer.Lines[4].Words, StringComparison.Ordinal);
        Assert.Equal("[MG-01 MINYAK, 134]", string.Join(' ', await mangga.Positions()));
        var file = Assert.Single(await mangga.Register())!;
        Assert.Equal(
            ("answered", 5, 3, 0, 1, 1),
            ((string)file["state"]!, (int)file["lines"]!, (int)file["applied"]!, (int)file["duplicate"]!, (int)file["review"]!, (int)file["refused"]!));
        Assert.Single(Directory.GetFiles(mangga.Folder("done")));
        Assert.Empty(Directory.GetFiles(mangga.Folder("work")));
    }

    [Fact]
    public async Task The_same_lines_in_another_file_change_nothing()
    {
        await using var mangga = await ManggaTown.Open(cluster);
        MarketLine[] lines = [Line("OP-1", "OPNAME", Rice, 50, "08:00"), Line("K1-1", "JUAL", Rice, 4, "09:00"), Line("K1-1", "JUAL", Oil, 1, "09:00", place: 2)];
        mangga.Leave("hari-1.csv", lines);
        await mangga.Answer("hari-1.csv");
        var before = await mangga.Positions();

        mangga.Leave("hari-1.csv", lines);
        mangga.Leave("salinan.csv", [lines[2], lines[0], lines[1]]);
        var again = await mangga.Answers("hari-1.csv", 2);
        var renamed = await mangga.Answer("salinan.csv");

        Assert.All([.. again[1].Lines, .. renamed.Lines], line => Assert.Equal("SUDAH_ADA", line.Result));
        Assert.Equal(before, await mangga.Positions());
        Assert.Equal(3, await mangga.Entries());
    }

    [Fact]
    public async Task A_code_that_was_unknown_counts_once_it_is_mapped_and_the_file_is_left_again()
    {
        await using var mangga = await ManggaTown.Open(cluster);
        MarketLine[] lines = [Line("OP-1", "OPNAME", Rice, 9), Line("OP-1", "OPNAME", Unmapped, 20, place: 2)];
        mangga.Leave("hari.csv", lines);
        await mangga.Answer("hari.csv");

        await mangga.Maps(Unmapped, "GULA", "PCS", 1);
        mangga.Leave("hari.csv", lines);
        var again = (await mangga.Answers("hari.csv", 2))[1];

        Assert.Equal(["SUDAH_ADA", "DITERIMA"], again.Lines.Select(line => line.Result));
        Assert.Equal("[MG-01 BERAS, 9] [MG-01 GULA, 20]", string.Join(' ', await mangga.Positions()));
        Assert.Equal(0, await mangga.Rows.Ask<long>("select count(*) from review_item where applied_at is null"));
    }

    [Fact]
    public async Task A_reversal_takes_its_receipts_line_back_whichever_comes_first()
    {
        await using var mangga = await ManggaTown.Open(cluster);
        MarketLine Reversal(string of) => Line("BT-" + of, "BATAL", Rice, 0, "11:00") with { Quantity = null, OfReceipt = of, OfPlace = 1 };

        mangga.Leave("a.csv", Reversal("K1-1"), Line("OP-1", "OPNAME", Rice, 10, "08:00"), Line("K1-2", "JUAL", Rice, 1, "09:00"));
        mangga.Leave("b.csv", Line("K1-1", "JUAL", Rice, 3, "09:00"), Reversal("K1-2"));
        await mangga.Answer("a.csv");
        var answer = await mangga.Answer("b.csv");

        Assert.All(answer.Lines, line => Assert.Equal("DITERIMA", line.Result));
        Assert.Equal("[MG-01 BERAS, 10]", string.Join(' ', await mangga.Positions()));
    }

    [Fact]
    public async Task A_line_that_cannot_be_read_is_refused_alone_and_says_why()
    {
        await using var mangga = await ManggaTown.Open(cluster);

        mangga.Leave(
            "hari.csv",
            Line("OP-1", "OPNAME", Rice, 10),
            Line("K1-1", "HADIAH", Rice, 1),
            Line("K1-2", "JUAL", Rice, -1),
            Line("K1\u00013", "JUAL", Rice, 1),
            Line("K1-4", "JUAL", new string('x', 65), 1),
            Line("=cmd|' /C calc'!A0", "HADIAH", Rice, 1),
            Line("K1-6", "JUAL", Rice, 1) with { Place = 0 });
        var answer = await mangga.Answer("hari.csv");

        Assert.Equal(["DITERIMA", .. Enumerable.Repeat("DITOLAK", 6)], answer.Lines.Select(line => line.Result));
        Assert.All(answer.Lines.Skip(1), line => Assert.NotEmpty(line.Words));
        Assert.Equal("'=cmd|' /C calc'!A0", answer.Lines[5].Receipt);
        Assert.Equal(1, await mangga.Entries());
    }

    [Fact]
    public async Task A_receipts_line_with_other_content_is_refused_and_the_first_stands()
    {
        await using var mangga = await ManggaTown.Open(cluster);
        mangga.Leave("a.csv", Line("OP-1", "OPNAME", Rice, 10));
        await mangga.Answer("a.csv");

        mangga.Leave("b.csv", Line("OP-1", "OPNAME", Rice, 11));
        var line = Assert.Single((await mangga.Answer("b.csv")).Lines);

        Assert.Equal("DITOLAK", line.Result);
        Assert.Contains("sudah tercatat dengan isi lain", line.Words, StringComparison.Ordinal);
        Assert.Equal("[MG-01 BERAS, 10]", string.Join(' ', await mangga.Positions()));
    }
}
