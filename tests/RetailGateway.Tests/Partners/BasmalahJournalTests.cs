using RetailGateway.PartnerSimulator.Chain;
using RetailGateway.PartnerSimulator.Chain.Books;
using static RetailGateway.Tests.Partners.BasmalahChainFixture;

namespace RetailGateway.Tests.Partners;

/// <summary>Toko Basmalah keeps what it confirmed over its own end.</summary>
public sealed class BasmalahJournalTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"basmalah-{Guid.NewGuid():N}.jsonl");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task What_was_confirmed_survives_a_restart_and_old_tokens_go_on()
    {
        string answer;
        string token;
        long head;
        await using (var before = await Start(_file))
        {
            token = (string)(await before.Get("/stok/potret"))["token"]!;
            new ChainLife(before.Chain.Books, seed: 1).Step();
            answer = await (await before.Post(Send("RG-1", version: 4, cartons: 3))).Content.ReadAsStringAsync(Cancel);
            head = before.Stock.Head;
        }

        await using var after = await Start(_file);

        Assert.Equal(head, after.Stock.Head);
        Assert.Equal(120, after.Held());
        Assert.Equal(answer, await after.Http.GetStringAsync($"{Api}/ketersediaan/kiriman/RG-1", Cancel));
        Assert.Equal(answer, await (await after.Post(Send("RG-1", version: 4, cartons: 3))).Content.ReadAsStringAsync(Cancel));
        Assert.Single((await after.Get($"/stok/perubahan?sejak={token}"))["baris"]!.AsArray());
    }

    [Fact]
    public async Task A_last_line_torn_at_any_byte_is_as_if_it_had_never_been_written()
    {
        await using (var before = await Start(_file))
        {
            await before.Post(Send("RG-1", version: 1, cartons: 1));
            await before.Post(Send("RG-2", version: 2, cartons: 2));
        }

        var whole = await File.ReadAllBytesAsync(_file, Cancel);
        var lastLine = whole.AsSpan(0, whole.Length - 1).LastIndexOf((byte)'\n') + 1;
        for (var length = lastLine; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(_file, whole[..length], Cancel);
            using (var books = Open())
            {
                Assert.Null(books.Availability.Find(Cooperative, "RG-2"));
                books.Stock.Enter(StockEntryKind.Sale, SampleCatalogue.Store, SampleCatalogue.Noodles, -1);
            }

            using var again = Open();
            Assert.Equal(49, again.Stock.OnHand(SampleCatalogue.Store, SampleCatalogue.Noodles));
        }
    }

    [Fact]
    public void Books_torn_while_they_were_founded_are_founded_again()
    {
        Open().Dispose();
        var whole = File.ReadAllBytes(_file);
        File.WriteAllBytes(_file, whole[..(whole.Length / 2)]);

        using var books = Open();

        Assert.Equal(SampleCatalogue.Create().Opening.Count, books.Stock.Head);
    }

    [Fact]
    public void A_broken_line_in_the_middle_is_not_passed_over()
    {
        Open().Dispose();
        File.AppendAllText(_file, "{\"event\":\"sto\n");

        Assert.Throws<InvalidDataException>(Open);
    }

    [Fact]
    public void A_journal_of_other_goods_is_refused()
    {
        Open().Dispose();

        Assert.Throws<InvalidDataException>(() =>
            ChainBooks.Open(new ChainCatalogue([], [], []), _file, "baru", TimeProvider.System));
    }

    private ChainBooks Open() => ChainBooks.Open(SampleCatalogue.Create(), _file, "contoh", TimeProvider.System);
}
