using System.Security.Cryptography;
using RetailGateway.Access;
using RetailGateway.Domain.Measures;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Catalogue.Contracts.Imports;
using RetailGateway.Features.Stock.Changes;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.ByHand;

/// <summary>A file of counts and movements: looked at line by line, then recorded exactly as it was looked at.</summary>
internal sealed class StockUpload(StockByHand hand, PartyBooks books, TimeProvider time)
{
    /// <summary>Rows below the header.</summary>
    internal const int MostLines = 2_000;

    private const int HashLength = 32;
    private const int LongestFileName = 100;

    /// <summary>What the file would do; nothing is written.</summary>
    /// <exception cref="Refusal">The file as a whole is too large, unreadable, or has other columns.</exception>
    internal async Task<UploadPreview> Look(Caller caller, StockPlace place, string file, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        var sha256 = SHA256.HashData(bytes.Span);
        var sheet = Sheet.Read(new ImportFile(bytes, IsZip(bytes.Span), sha256), [], UploadLines.Columns);
        if (!(sheet.Has("kode") || sheet.Has("item")) || !(sheet.Has("jumlah") || sheet.Has("quantity")))
        {
            throw Sheet.Refused("The columns 'kode' (or 'item') and 'jumlah' (or 'quantity') are needed.");
        }

        if (sheet.Rows.Count > MostLines)
        {
            throw new Refusal(Problems.TooLarge, $"A file holds up to {MostLines:N0} rows below its header.");
        }

        // No product has the number 0, so the book is read anew: a code added a moment ago is known.
        var book = await books.GetKnowing(caller.Party, place.LocationId, 0, cancel);
        var offset = Enum.Parse<IndonesianZone>(place.TimeZone, ignoreCase: true).Offset();
        var hash = Convert.ToHexStringLower(sha256)[..HashLength];
        var lines = new UploadLines((code, at) => book.Find(caller.Connection, code, at), hash, offset, time.GetUtcNow()).Read(sheet);
        var entries = lines.Select(line => line.Entry).OfType<HandEntry>().ToList();
        var effect = await hand.Preview(caller, place, entries, cancel);
        var recorded = effect.Lines.Where(line => line.Status == ChangeStatus.Applied).Select(line => line.Entry).ToList();
        return new UploadPreview(lines, effect, new UploadPlan(hash, place.Code, Named(file), recorded, effect.Positions));
    }

    /// <summary>Records what was looked at, all of it or nothing.</summary>
    /// <returns>False where stock has moved since, so that it would do something else: look again.</returns>
    internal async Task<bool> Confirm(Caller caller, StockPlace place, UploadPlan plan, CancellationToken cancel)
    {
        var effect = await hand.RecordIf(caller, place, plan.Entries, sentAt: null, new HandPaper("upload", plan.Hash, plan.File), effect => AsAgreed(effect, plan), cancel);
        return AsAgreed(effect, plan);
    }

    /// <summary>Every entry recorded and every position from and to what was shown; or the same file confirmed before.</summary>
    private static bool AsAgreed(HandEffect effect, UploadPlan plan) =>
        effect.Lines.All(line => line.Status == ChangeStatus.Duplicate)
        || (effect.Lines.All(line => line.Status == ChangeStatus.Applied)
            && effect.Positions.Select(Figures).Order().SequenceEqual(plan.Positions.Select(Figures).Order()));

    private static (string, decimal, decimal) Figures(PositionEffect effect) => (effect.Product, effect.OnHandBefore, effect.OnHandAfter);

    /// <summary>What a browser says that the file is called: a note, cut short and without what cannot be shown.</summary>
    private static string Named(string file) =>
        new([.. file[(file.LastIndexOfAny(['/', '\\']) + 1)..].Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter)).Take(LongestFileName)]);

    /// <summary>A workbook is a zip file, whatever its name or the browser says.</summary>
    private static bool IsZip(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK"u8);
}

/// <summary>A file as it was understood, and what it would do.</summary>
/// <param name="Lines">One a row of the file.</param>
/// <param name="Effect">What the lines without faults would do, in their order.</param>
/// <param name="Plan">What is recorded once it is confirmed.</param>
internal sealed record UploadPreview(IReadOnlyList<UploadLine> Lines, HandEffect Effect, UploadPlan Plan);

/// <summary>What was looked at and may be confirmed.</summary>
/// <param name="Hash">Of the file.</param>
/// <param name="Place">The location's code.</param>
/// <param name="File">What the file was called.</param>
/// <param name="Entries">What is recorded.</param>
/// <param name="Positions">What that makes of the stock.</param>
internal sealed record UploadPlan(string Hash, string Place, string File, IReadOnlyList<HandEntry> Entries, IReadOnlyList<PositionEffect> Positions);
