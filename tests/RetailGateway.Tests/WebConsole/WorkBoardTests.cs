using RetailGateway.Features.Operations;
using RetailGateway.WebConsole.Kit;
using RetailGateway.WebConsole.Work;

namespace RetailGateway.Tests.WebConsole;

public sealed class WorkBoardTests
{
    private const string Own = "KPN-1";
    private static readonly DateTimeOffset At = new(2026, 11, 24, 7, 5, 0, TimeSpan.Zero);

    public static TheoryData<string, Tone> Judged => new()
    {
        { "stream", Tone.Ok },
        { "stream held", Tone.Wait },
        { "stream busy", Tone.Wait },
        { "stream refused", Tone.Wait },
        { "stream parked by us", Tone.Block },
        { "stream parked by another", Tone.Block },
        { "line", Tone.Bad },
        { "file", Tone.Wait },
        { "file parked", Tone.Bad },
        { "feed", Tone.Wait },
        { "feed long", Tone.Wait },
        { "job", Tone.Wait },
    };

    [Theory]
    [MemberData(nameof(Judged))]
    public void Work_is_told_by_its_state_and_only_what_waits_for_nobody_looks_well(string which, Tone tone) =>
        Assert.Equal(tone, WorkBoard.Of(Of(which), Own, runsGateway: false).Tone);

    [Theory]
    [InlineData("stream", "Nobody")]
    [InlineData("stream held", "Gateway")]
    [InlineData("stream busy", "Gateway")]
    [InlineData("stream refused", "Partner")]
    [InlineData("stream no-key", "Administrator")]
    [InlineData("stream parked by us", "You")]
    [InlineData("stream parked by another", "WhoeverParked")]
    [InlineData("line", "You")]
    [InlineData("file", "Gateway")]
    [InlineData("file parked", "You")]
    [InlineData("feed", "Gateway")]
    [InlineData("feed long", "Administrator")]
    [InlineData("job", "Gateway")]
    public void Whose_turn_it_is_follows_from_what_went_wrong(string which, string turn) =>
        Assert.Equal(turn, WorkBoard.Of(Of(which), Own, runsGateway: false).Turn.ToString());

    [Fact]
    public void A_refused_line_is_worked_at_its_stream() =>
        Assert.Equal("2-16-stock_out-1", WorkBoard.Of(Of("line"), Own, runsGateway: false).Stream);

    [Fact]
    public void A_board_counts_what_waits_by_whose_turn_it_is()
    {
        var board = WorkBoard.Of([Of("stream"), Of("line"), Of("file parked"), Of("feed")], Own, runsGateway: false);

        Assert.Equal((2, 3), (board.Yours, board.Waiting));
    }

    [Fact]
    public void What_waits_for_whoever_runs_the_gateway_is_an_administrator_s_own_turn_and_nobody_else_s()
    {
        DueWork[] due = [Of("feed long"), Of("stream no-key"), Of("stream refused")];

        Assert.Equal([true, true, false], WorkBoard.Of(due, Own, runsGateway: true).Items.Select(item => item.IsYours));
        Assert.Equal(0, WorkBoard.Of(due, Own, runsGateway: false).Yours);
    }

    private static DueWork Of(string which) => which.Split(' ')[0] switch
    {
        "line" => Plain(WorkKind.Line, "2-16-stock_out-1/3/4") with { LastErrorCode = "E-STK-01", LastError = "unknown item", ParkedAt = At },
        "file" => Plain(WorkKind.File, "7") with { LastErrorCode = "file-broke-off", LastError = "too large", ParkedAt = which.EndsWith("parked", StringComparison.Ordinal) ? At : null },
        "feed" => Plain(WorkKind.Feed, "feed") with { Count = 3, AgeSeconds = which.EndsWith("long", StringComparison.Ordinal) ? 600 : 1 },
        "job" => Plain(WorkKind.Job, "9") with { Count = 1, AgeSeconds = 600 },
        _ => which switch
        {
            "stream held" => Plain(WorkKind.Stream, "2-16-stock_out-1") with { Holder = "host 1", HeldUntil = At },
            "stream busy" => Plain(WorkKind.Stream, "2-16-stock_out-1") with { Attempts = 2, LastErrorCode = "busy", LastError = "429" },
            "stream refused" => Plain(WorkKind.Stream, "2-16-stock_out-1") with { Attempts = 2, LastErrorCode = "E-AUT-01", LastError = "forbidden" },
            "stream no-key" => Plain(WorkKind.Stream, "2-16-stock_out-1") with { LastErrorCode = "no-key", LastError = "no key" },
            "stream parked by us" => Plain(WorkKind.Stream, "2-16-stock_out-1") with { ParkedAt = At, ParkedBy = Own, ParkedBecause = "opname" },
            "stream parked by another" => Plain(WorkKind.Stream, "2-16-stock_out-1") with { ParkedAt = At, ParkedBy = "RITEL-1", ParkedBecause = "pindah" },
            _ => Plain(WorkKind.Stream, "2-16-stock_out-1"),
        },
    };

    private static DueWork Plain(WorkKind kind, string id) =>
        new(kind, id, "stock_out basmalah", Own, 0, null, 0, 0, null, null, null, null, null, null, null, null);
}
