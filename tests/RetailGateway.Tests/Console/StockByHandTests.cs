using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Catalogue.Contracts.Imports;
using RetailGateway.Features.Stock.ByHand;
using RetailGateway.Features.Stock.Positions;
using RetailGateway.WebConsole.Stock;

namespace RetailGateway.Tests.Console;

/// <summary>What people write of stock, read without a database.</summary>
public sealed class StockByHandTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 7, 0, 0, TimeSpan.Zero);
    private static readonly BookProduct Rice = new(new ProductId(7), "BRS-5", "Beras 5 kg", "bungkus", Stocked: true);
    private static readonly BookProduct Delivery = new(new ProductId(8), "ANTAR", "Ongkos antar", "kali", Stocked: false);

    [Theory]
    [InlineData("24", "24")]
    [InlineData(" 2,5 ", "2.5")]
    [InlineData("2.5", "2.5")]
    [InlineData("1.234", "1234")]
    [InlineData("1.234.567,125", "1234567.125")]
    [InlineData("0", "0")]
    public void What_is_typed_reads_as_the_screen_writes_it(string typed, string means) =>
        Assert.Equal(decimal.Parse(means, System.Globalization.CultureInfo.InvariantCulture), WrittenQuantity.Typed(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("=1+1")]
    [InlineData("dua")]
    [InlineData("1,2345")]
    [InlineData("12.34.567")]
    [InlineData("1e3")]
    [InlineData("٣")]
    [InlineData("9999999999999999")]
    public void What_is_no_quantity_is_none(string? typed) => Assert.Null(WrittenQuantity.Typed(typed));

    [Fact]
    public void In_a_file_a_point_is_a_point()
    {
        Assert.Equal(1.234m, WrittenQuantity.InFile("1.234"));
        Assert.Equal(0.5m, WrittenQuantity.InFile("0,5"));
        Assert.Null(WrittenQuantity.InFile("1.234,5"));
    }

    [Fact]
    public void The_id_of_an_entry_says_who_recorded_it()
    {
        var form = Guid.NewGuid();

        Assert.Equal(12, HandIds.Person($"form/{form:N}/12"));
        Assert.Equal(12, HandIds.Person($"sheet/{form:N}/12/7"));
        Assert.Null(HandIds.Person("struk/1"));
        Assert.Null(HandIds.Person($"upload/{form:N}/12"));
        Assert.Null(HandIds.Person(null));
    }

    [Fact]
    public void A_sheet_keeps_the_lines_that_are_filled_in_and_marks_those_that_cannot_be_read()
    {
        var form = SheetForm.Of(new FormCollection(new Dictionary<string, StringValues>
        {
            ["q-7"] = "3",
            ["at-7"] = "2026-11-24T07:00:00.000Z",
            ["q-8"] = " ",
            ["q-9"] = "tiga",
            ["q-x"] = "1",
            ["sheet"] = "abc",
        }));

        Assert.Equal((3m, Now), form.Counted.Single().Value);
        Assert.Equal([9], form.Wrong);
    }

    [Fact]
    public void The_story_of_a_figure_is_its_last_count_and_what_moved_since()
    {
        var story = StockStory.Of([Entry(EntryKind.Sale, -2), Entry(EntryKind.Sale, -1), Entry(EntryKind.Receipt, 4, reversed: true), Entry(EntryKind.Count, 6), Entry(EntryKind.Receipt, 9)], isLast: false);

        Assert.Equal(6, story.Count!.Quantity);
        Assert.Equal([(EntryKind.Sale, -3m)], story.Moved);
        Assert.True(story.IsWhole);
    }

    [Fact]
    public void A_figure_whose_count_lies_further_back_says_so()
    {
        Assert.False(StockStory.Of([Entry(EntryKind.Sale, -2)], isLast: false).IsWhole);
        Assert.True(StockStory.Of([Entry(EntryKind.Sale, -2)], isLast: true).IsWhole);
    }

    [Fact]
    public void A_line_of_a_file_becomes_an_entry_in_base_units_at_the_shops_own_time()
    {
        var line = Lines("kode,jumlah,jenis,waktu,dokumen\nDUS,2,jual,2026-11-24 13:30,NT-1\n").Single();

        Assert.Equal(new HandEntry("document/sale/7/NT-1", 7, EntryKind.Sale, -24, new DateTimeOffset(2026, 11, 24, 13, 30, 0, TimeSpan.FromHours(7)), "NT-1"), line.Entry);
    }

    [Fact]
    public void A_line_without_a_document_is_known_by_its_file_so_that_the_same_file_counts_once()
    {
        const string File = "item;quantity\nBRS-5;3\n";

        Assert.Equal(Lines(File).Single().Entry!.ChangeId, Lines(File).Single().Entry!.ChangeId);
        Assert.Equal("upload/abc/2", Lines(File).Single().Entry!.ChangeId);
    }

    [Theory]
    [InlineData("X,1,,", "kode", nameof(UploadFaultKind.Item))]
    [InlineData("ANTAR,1,,", "kode", nameof(UploadFaultKind.Item))]
    [InlineData(",1,hitung,", "kode", nameof(UploadFaultKind.Missing))]
    [InlineData("BRS-5,,,", "jumlah", nameof(UploadFaultKind.Missing))]
    [InlineData("BRS-5,-1,,", "jumlah", nameof(UploadFaultKind.Quantity))]
    [InlineData("BRS-5,=1+1,,", "jumlah", nameof(UploadFaultKind.Quantity))]
    [InlineData("BRS-5,0,jual,", "jumlah", nameof(UploadFaultKind.Zero))]
    [InlineData("BRS-5,1,curi,", "jenis", nameof(UploadFaultKind.Kind))]
    [InlineData("BRS-5,1,,2026-11-24", "waktu", nameof(UploadFaultKind.Time))]
    [InlineData("BRS-5,1,,,x", "", nameof(UploadFaultKind.Width))]
    public void What_is_wrong_in_a_line_is_said_with_its_column(string line, string column, string kind)
    {
        var read = Lines($"kode,jumlah,jenis,waktu\n{line}\n").Single();

        Assert.Null(read.Entry);
        Assert.Contains((column, kind), read.Faults.Select(fault => (fault.Column, fault.Kind.ToString())));
    }

    [Fact]
    public void A_product_that_is_counted_twice_names_the_line_that_says_it_already()
    {
        var lines = Lines("kode,jumlah\nBRS-5,3\nbrs-5,4\n");

        Assert.NotNull(lines[0].Entry);
        Assert.Equal(new UploadFault("kode", UploadFaultKind.Twice, Other: 2), lines[1].Faults.Single());
    }

    private static IReadOnlyList<UploadLine> Lines(string csv)
    {
        var sheet = Features.Catalogue.Contracts.Imports.Sheet.Read(new ImportFile(Encoding.UTF8.GetBytes(csv), IsWorkbook: false, []), [], UploadLines.Columns);
        return new UploadLines(Find, "abc", TimeSpan.FromHours(7), Now).Read(sheet);
    }

    private static BookPack? Find(string code, DateTimeOffset at) => code.ToUpperInvariant() switch
    {
        "BRS-5" => Rice.Base,
        "DUS" => new BookPack(Rice, 12 * Quantity.Scale),
        "ANTAR" => Delivery.Base,
        _ => null,
    };

    private static LedgerEntry Entry(EntryKind kind, decimal quantity, bool reversed = false) =>
        new("struk/1", "kasir", kind, quantity, Now, Now, null, null, Absorbed: false, reversed, null);
}
