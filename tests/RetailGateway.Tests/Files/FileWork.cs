using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Features.Sync.Feed;
using RetailGateway.Features.Sync.Files;
using RetailGateway.Partners.Contracts;
using RetailGateway.Partners.Mangga;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Files;

/// <summary>The workers of files over a connector into which a test has put a fault.</summary>
internal static class FileWork
{
    internal static TakeFiles Takes(ManggaTown town, GatewayUnderTest web, IReadsStockFiles connector) => new(
        town.Rows, new FeedSignal(town.Rows, NullLogger<FeedSignal>.Instance),
        new FileIntake(town.Rows, new FileLines(town.Rows, web.Services.GetRequiredService<StockLedger>())), [connector], TimeProvider.System, NullLogger<TakeFiles>.Instance);

    internal static LeaveStock Leaves(ManggaTown town, IWritesStockFiles connector) => new(
        town.Rows, new FeedSignal(town.Rows, NullLogger<FeedSignal>.Instance), [connector], NullLogger<LeaveStock>.Instance);

    internal static ManggaConnector Connector(ManggaTown town) => new(Options.Create(new ManggaOptions { Folder = town.Root, Quiet = TimeSpan.FromSeconds(2) }));
}

/// <summary>Mangga's dialect with faults: it breaks on some files, and lets the test in before it ends an answer or a file.</summary>
internal sealed class FaultyMangga(ManggaConnector dialect) : IReadsStockFiles, IWritesStockFiles
{
    /// <summary>Breaks on lines of this receipt.</summary>
    internal string? BreaksOn { get; set; }

    /// <summary>Happens before the end of an answer or a file of availability is written.</summary>
    internal Action? BeforeTheEnd { get; init; }

    internal int Broken { get; private set; }

    public string Dialect => dialect.Dialect;

    public string Environment => dialect.Environment;

    public FileRules Rules => dialect.Rules;

    public int TailBytes => dialect.TailBytes;

    public TimeSpan? StockFilesEvery => dialect.StockFilesEvery;

    public bool IsWhole(ReadOnlySpan<byte> tail) => dialect.IsWhole(tail);

    public FileCheck Check(Stream file) => dialect.Check(file);

    public IEnumerable<FileLine> Read(Stream file, FileLayout layout) => dialect.Read(file, layout).Select(line =>
    {
        if (BreaksOn is null || line.Document != BreaksOn)
            return line;
        Broken++;
        throw new OverflowException("It is more than the dialect can say.");
    });

    public string AnswerName(string name, long number) => dialect.AnswerName(name, number);

    public void AnswerHead(TextWriter answer, AnsweredFile file) => dialect.AnswerHead(answer, file);

    public void AnswerLine(TextWriter answer, FileLine line, LineResult result) => dialect.AnswerLine(answer, line, result);

    public void AnswerEnd(TextWriter answer, FileTotals totals)
    {
        BeforeTheEnd?.Invoke();
        dialect.AnswerEnd(answer, totals);
    }

    public string StockFileName(string cooperative, DateTimeOffset asOf) => dialect.StockFileName(cooperative, asOf);

    public async Task<long> WriteStock(TextWriter file, string cooperative, DateTimeOffset asOf, IAsyncEnumerable<StockLine> lines, CancellationToken cancel)
    {
        var written = await dialect.WriteStock(file, cooperative, asOf, lines, cancel);
        BeforeTheEnd?.Invoke();
        return written;
    }
}
