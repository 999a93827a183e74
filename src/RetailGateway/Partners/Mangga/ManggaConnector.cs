using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Partners.Mangga;

/// <summary>Mangga Swalayan behind the capabilities that it has: it leaves files of its stock and takes files of ours.</summary>
internal sealed class ManggaConnector(IOptions<ManggaOptions> options) : IReadsStockFiles, IWritesStockFiles
{
    public string Dialect => "mangga";

    public string Environment => options.Value.Environment;

    public FileRules Rules { get; } = new(
        Path.GetFullPath(options.Value.Folder!), options.Value.Quiet, options.Value.LargestMegabytes * 1024L * 1024, [".csv", ".txt"]);

    public int TailBytes => 256;

    public TimeSpan? StockFilesEvery => options.Value.AvailabilityEvery;

    public bool IsWhole(ReadOnlySpan<byte> tail)
    {
        // Of all that the chain writes in, each letter of the total is one byte of the same value.
        var text = Encoding.Latin1.GetString(tail).TrimEnd('\r', '\n', ' ', '\t');
        var last = text.AsSpan(text.LastIndexOfAny(['\r', '\n']) + 1).Trim();
        return last.Trim('"').StartsWith(ManggaFormat.Total, StringComparison.OrdinalIgnoreCase)
            && last.Trim('"').EndsWith(ManggaFormat.End, StringComparison.OrdinalIgnoreCase);
    }

    public FileCheck Check(Stream file) => ManggaCheck.Of(file, options.Value.MostLines);

    public IEnumerable<FileLine> Read(Stream file, FileLayout layout) => ManggaLines.Read(file, layout);

    public string AnswerName(string name, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"jawaban-{number:000000}-{Path.GetFileNameWithoutExtension(name)}.csv");

    public void AnswerHead(TextWriter answer, AnsweredFile file) => ManggaAnswers.Head(answer, file);

    public void AnswerLine(TextWriter answer, FileLine line, LineResult result) => ManggaAnswers.Line(answer, line, result);

    public void AnswerEnd(TextWriter answer, FileTotals totals) => ManggaAnswers.End(answer, totals);

    public string StockFileName(string cooperative, DateTimeOffset asOf) => ManggaStockFile.Name(cooperative, asOf);

    public Task<long> WriteStock(
        TextWriter file, string cooperative, DateTimeOffset asOf, IAsyncEnumerable<StockLine> lines, CancellationToken cancel) =>
        ManggaStockFile.Write(file, cooperative, asOf, lines, cancel);
}
