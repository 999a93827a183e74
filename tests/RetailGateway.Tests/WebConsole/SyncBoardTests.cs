using RetailGateway.Domain.Parties;
using RetailGateway.Features.Sync;
using RetailGateway.Features.Sync.Conflicts;
using RetailGateway.Features.Sync.Review;
using RetailGateway.WebConsole.Kit;
using RetailGateway.WebConsole.Matters;
using RetailGateway.WebConsole.Sync;

namespace RetailGateway.Tests.WebConsole;

/// <summary>What the sync page answers in its first second.</summary>
public sealed class SyncBoardTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 7, 5, 0, TimeSpan.Zero);
    private static readonly Ui Ui = new(Language.Indonesian, Theme.System, new Format(Language.Indonesian, "WIB", Now));
    private static readonly MatterWords Matters = new(Ui);

    [Fact]
    public void All_is_well_only_where_every_stream_is_known_to_run()
    {
        Assert.Equal(Tone.Ok, Board(Stream()).Answer);
        Assert.Equal(Tone.Unknown, Board(Stream(), Stream() with { LastSuccessAt = null }).Answer);
        Assert.Equal(Tone.Wait, Board(Stream() with { LastErrorCode = "busy", Turn = WhoseTurn.Gateway }).Answer);
        Assert.Equal(Tone.Bad, Board(Stream() with { Turn = WhoseTurn.You }).Answer);
    }

    [Fact]
    public void A_till_that_never_spoke_is_not_in_sync()
    {
        Assert.Equal(Tone.Unknown, Of(MatterBoard.Empty, Till(null)).Answer);
        Assert.Equal(Tone.Ok, Of(MatterBoard.Empty, Till(Now)).Answer);
    }

    [Fact]
    public void What_is_counted_is_all_of_it_and_what_is_shown_the_dearest()
    {
        var open = new MatterBoard(
            [new ConflictCount("negative_on_hand", "owner", 900, 5_000, 899), new ConflictCount("partner_refuses", "partner", 3, 0, 3)],
            [.. Enumerable.Range(1, 8).Select(id => ConflictSidesTests.Matter("negative_on_hand", "{}", id == 8 ? 5_000 : null, id))],
            [ConflictSidesTests.Matter("partner_refuses", "{}", null, 20, "partner")],
            CodeCount: 40,
            [new WaitingCode("X-1", "Kasir", 12, 7, Now.UtcDateTime, 0)]);

        var board = Of(open, Till(Now));

        Assert.Equal((940, 5_000m, 939), (board.Mine.Count, board.Mine.Rupiah, board.Mine.Unpriced));
        Assert.Equal(SyncBoard.Shown, board.Mine.First.Count);
        Assert.Equal("/sync/conflicts/8", board.Mine.First[0].Href);
        Assert.Equal((3, 3), (board.Others.Count, board.Others.Unpriced));
    }

    [Theory]
    [InlineData(0, 0, "Rp0")]
    [InlineData(0, 2, "Belum diketahui")]
    [InlineData(1_500, 0, "Rp1.500")]
    [InlineData(1_500, 2, "Rp1.500 dan 2 belum diketahui")]
    public void A_sum_says_what_of_it_nobody_knows(int rupiah, long unpriced, string said) => Assert.Equal(said, Matters.Sum(rupiah, unpriced));

    private static SyncBoard Board(params SyncStream[] streams) => Of(
        MatterBoard.Empty, new SyncConnection(1, "BSM", "bsm", "Basmalah", "connector", "basmalah", null, streams));

    private static SyncBoard Of(MatterBoard open, params SyncConnection[] connections) => SyncBoard.Of(
        PartyKind.Cooperative, new SyncOverview(new SyncStatus(connections), open, new Dictionary<(int, string, string), decimal?[]>()), new SyncWords(Ui), Matters);

    private static SyncConnection Till(DateTimeOffset? lastEntry) => new(2, "KPN", "kasir", "Kasir", "api", null, lastEntry, []);

    private static SyncStream Stream() => new("stock_out", "KPN", 0, 0, 0, Now, null, null, null, Now, WhoseTurn.Nobody, "All is well.", 0, 0);
}
