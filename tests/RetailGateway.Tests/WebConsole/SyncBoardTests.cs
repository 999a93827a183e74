using RetailGateway.Access;
using RetailGateway.Access.People;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Sync;
using RetailGateway.Features.Sync.Conflicts;
using RetailGateway.Features.Sync.Review;
using RetailGateway.Partners.Contracts;
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
    public void A_stream_needs_one_for_the_conflicts_that_are_one_s_own_turn_alone()
    {
        Assert.Equal(Tone.Wait, Assert.Single(Board(Stream() with { Conflicts = 1 }).Streams).Tone);
        Assert.Equal(Tone.Bad, Assert.Single(Board(Stream() with { Conflicts = 2, OwnConflicts = 1 }).Streams).Tone);
    }

    [Fact]
    public void A_till_that_never_spoke_is_not_in_sync()
    {
        Assert.Equal(Tone.Unknown, Of(MatterBoard.Empty, Till(null)).Answer);
        Assert.Equal(Tone.Ok, Of(MatterBoard.Empty, Till(Now)).Answer);
    }

    [Fact]
    public void A_shop_without_a_till_is_in_sync_once_somebody_has_counted_there()
    {
        Assert.Empty(Of(MatterBoard.Empty, Console(null)).Connections);
        Assert.Equal(Tone.Unknown, Of(MatterBoard.Empty, Console(null)).Answer);
        Assert.Equal(["console"], Of(MatterBoard.Empty, Console(Now)).Connections.Select(one => one.Connection.Code));
        Assert.Equal(Tone.Ok, Of(MatterBoard.Empty, Console(Now)).Answer);
        Assert.Equal(Tone.Unknown, Of(MatterBoard.Empty, Console(Now), Till(null)).Answer);
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

    [Fact]
    public void What_is_a_party_s_turn_waits_for_whoever_works_matters_and_for_the_others_it_is_a_colleague_s()
    {
        var open = new MatterBoard(
            [new ConflictCount("negative_on_hand", "owner", 1, 5_000, 0)], [ConflictSidesTests.Matter("negative_on_hand", "{}", 5_000, 8)], [], CodeCount: 1, [new WaitingCode("X-1", "Kasir", 12, 7, Now.UtcDateTime, 0)]);
        var parked = new SyncConnection(1, "BSM", "bsm", "Basmalah", "connector", "basmalah", null, [Stream() with { Turn = WhoseTurn.You, Conflicts = 1 }]);

        foreach (var role in RoleNames.Of(PartyKind.Cooperative))
        {
            var works = Permissions.Allow([role], Permission.WorkMatters);
            var board = Of(role, open, parked);

            Assert.Equal(works ? (3, 0, 0) : (0, 3, 3), (board.Mine.Count, board.Others.Count, board.Colleagues));
            Assert.Equal(works ? Tone.Bad : Tone.Wait, board.Answer);
            Assert.All(board.Streams, row => Assert.Equal((works, works ? Tone.Bad : Tone.Wait), (row.IsYours, row.Tone)));
            Assert.All(board.Mine.First, matter => Assert.Equal(Tone.Bad, matter.Tone));
            Assert.All(board.Others.First, matter => Assert.Equal((Tone.Wait, true), (matter.Tone, matter.Why.StartsWith("Petugas atau Manajer. ", StringComparison.Ordinal))));
        }
    }

    [Fact]
    public void What_waits_for_whoever_runs_the_gateway_is_the_administrator_s_turn_and_to_the_others_it_is_said_so()
    {
        var keyless = new SyncConnection(1, "BSM", "bsm", "Basmalah", "connector", "basmalah", null, [Stream() with { LastErrorCode = "no-key", Turn = WhoseTurn.Administrator }]);

        foreach (var role in RoleNames.Of(PartyKind.Cooperative))
        {
            var board = Of(role, MatterBoard.Empty, keyless);

            Assert.Equal(role == Role.Administrator ? (1, 0, Tone.Bad) : (0, 1, Tone.Wait), (board.Mine.Count, board.Others.Count, board.Answer));
            Assert.All(board.Others.First, matter => Assert.StartsWith("Administrator. ", matter.Why, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("langsung", "stock_out", "2 mnt")]
    [InlineData("langsung", "stock_in", "2 mnt")]
    [InlineData("malam", "stock_out", "26 jam")]
    [InlineData("malam", "stock_in", "26 jam")]
    [InlineData("tiap jam", "stock_out", "1 jam")]
    [InlineData("tiap jam", "stock_in", "26 jam")]
    [InlineData("tak dikenal", "stock_out", null)]
    public void A_stream_s_limit_is_said_beside_its_lags_where_this_process_knows_it(string dialect, string kind, string? said)
    {
        var stream = Stream() with { Kind = kind };
        var overview = new SyncOverview(
            new SyncStatus([new SyncConnection(1, "BSM", "bsm", "Basmalah", "connector", dialect, null, [stream])]),
            MatterBoard.Empty,
            new Dictionary<(int, string, string), decimal?[]> { [(1, kind, "KPN")] = [4, null, 9] },
            new LagLimits([new Live(), new Files("malam", null), new Files("tiap jam", TimeSpan.FromHours(1))]));

        var row = Assert.Single(SyncBoard.Of(Somebody(Role.Manager), overview, new SyncWords(Ui), Matters).Streams);

        Assert.Equal(said, row.Limit is { } limit ? Ui.Format.Age(limit) : null);
        Assert.Equal(
            $"Jeda 25 jam terakhir: paling lama 9 dtk, kini 0 dtk{(said is null ? "" : $", batas {said}")}, 1 jam tanpa catatan", new SyncWords(Ui).Lags(row));
    }

    [Theory]
    [InlineData(0, 0, "Nilai berisiko Rp0")]
    [InlineData(0, 2, "Nilai berisiko belum diketahui")]
    [InlineData(1_500, 0, "Nilai berisiko Rp1.500")]
    [InlineData(1_500, 2, "Nilai berisiko Rp1.500 dan 2 belum diketahui")]
    public void A_sum_says_what_of_it_nobody_knows(int rupiah, long unpriced, string said) => Assert.Equal(said, Matters.Sum(rupiah, unpriced));

    private static SyncBoard Board(params SyncStream[] streams) => Of(
        MatterBoard.Empty, new SyncConnection(1, "BSM", "bsm", "Basmalah", "connector", "basmalah", null, streams));

    private static SyncBoard Of(MatterBoard open, params SyncConnection[] connections) => Of(Role.Manager, open, connections);

    private static SyncBoard Of(Role role, MatterBoard open, params SyncConnection[] connections) => SyncBoard.Of(
        Somebody(role), new SyncOverview(new SyncStatus(connections), open, new Dictionary<(int, string, string), decimal?[]>(), new LagLimits([])), new SyncWords(Ui), Matters);

    private static Visitor Somebody(Role role) => new(
        1, Guid.Empty, "Uji", "uji@halaman.example", [role], "KPN", ShopName: null, "WIB",
        new Caller(new PartyId(1), PartyKind.Cooperative, new ConnectionId(1), "live", KeyId: "", new HashSet<string>()));

    private static SyncConnection Till(DateTimeOffset? lastEntry) => new(2, "KPN", "kasir", "Kasir", "api", null, lastEntry, []);

    private static SyncConnection Console(DateTimeOffset? lastEntry) => new(3, "KPN", "console", "Konsol", "console", null, lastEntry, []);

    private sealed record Live : IConnector
    {
        public string Dialect => "langsung";

        public string Environment => "live";
    }

    private sealed record Files(string Dialect, TimeSpan? StockFilesEvery) : IWritesStockFiles
    {
        public string Environment => "live";

        public FileRules Rules => throw new NotSupportedException();

        public string StockFileName(string cooperative, DateTimeOffset asOf) => throw new NotSupportedException();

        public Task<long> WriteStock(TextWriter file, string cooperative, DateTimeOffset asOf, IAsyncEnumerable<StockLine> lines, CancellationToken cancel) => throw new NotSupportedException();
    }

    private static SyncStream Stream() => new("stock_out", "KPN", 0, 0, 0, Now, null, null, null, Now, WhoseTurn.Nobody, "All is well.", 0, 0);
}
