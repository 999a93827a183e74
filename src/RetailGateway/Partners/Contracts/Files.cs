using System.Text;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock;

namespace RetailGateway.Partners.Contracts;

/// <summary>A partner without an API: it and we leave files in a folder for each other.</summary>
internal interface IExchangesFiles : IConnector
{
    /// <summary>Where, and within which bounds.</summary>
    FileRules Rules { get; }
}

/// <summary>Leaves files of its own stock's changes, and is told line by line what became of them.</summary>
internal interface IReadsStockFiles : IExchangesFiles
{
    /// <summary>How many bytes of a file's end <see cref="IsWhole"/> needs.</summary>
    int TailBytes { get; }

    /// <summary>Whether this is the end of a whole file: whoever writes it has come to the end.</summary>
    bool IsWhole(ReadOnlySpan<byte> tail);

    /// <summary>Reads all of it and changes nothing: layout, bounds, control total.</summary>
    /// <param name="file">Can be read from its beginning again.</param>
    FileCheck Check(Stream file);

    /// <summary>The lines of a file that <see cref="Check"/> found sound, in the order of the file, as they are asked for.</summary>
    IEnumerable<FileLine> Read(Stream file, FileLayout layout);

    /// <summary>The name of the answer to a file.</summary>
    /// <param name="name">The file's, as the partner gave it.</param>
    /// <param name="number">The file's in our register: the same file left twice is answered twice.</param>
    string AnswerName(string name, long number);

    /// <summary>Begins an answer with what is said of the file as a whole.</summary>
    void AnswerHead(TextWriter answer, AnsweredFile file);

    /// <summary>What became of one line.</summary>
    void AnswerLine(TextWriter answer, FileLine line, LineResult result);

    /// <summary>Ends an answer: whoever reads it knows by this that it is whole.</summary>
    void AnswerEnd(TextWriter answer, FileTotals totals);
}

/// <summary>Takes files of what a cooperative has available.</summary>
internal interface IWritesStockFiles : IExchangesFiles
{
    /// <summary>How long after a file the next is left by day as well; null where the night's are enough.</summary>
    TimeSpan? StockFilesEvery { get; }

    /// <summary>The name of a cooperative's file of an instant.</summary>
    string StockFileName(string cooperative, DateTimeOffset asOf);

    /// <summary>Writes a whole file with its control total.</summary>
    /// <returns>How many lines it has.</returns>
    Task<long> WriteStock(TextWriter file, string cooperative, DateTimeOffset asOf, IAsyncEnumerable<StockLine> lines, CancellationToken cancel);
}

/// <summary>Where files are exchanged, and what is taken.</summary>
/// <param name="Root">Holds a folder for each party.</param>
/// <param name="Quiet">A file without its end that has not grown for so long is taken for torn.</param>
/// <param name="LargestBytes">A larger file is refused unread.</param>
/// <param name="Extensions">The endings that a file's name may have, in lower case, with the dot.</param>
internal sealed record FileRules(string Root, TimeSpan Quiet, long LargestBytes, IReadOnlyList<string> Extensions);

/// <summary>How a file is written.</summary>
/// <param name="Encoding">Of its letters.</param>
/// <param name="Delimiter">Between its fields.</param>
internal sealed record FileLayout(Encoding Encoding, char Delimiter);

/// <summary>What a look at a whole file found.</summary>
internal abstract record FileCheck
{
    private FileCheck()
    {
    }

    /// <summary>It can be taken line by line.</summary>
    /// <param name="Layout">How it is written.</param>
    /// <param name="Lines">How many lines it has, without head and total.</param>
    internal sealed record Sound(FileLayout Layout, int Lines) : FileCheck;

    /// <summary>Nothing of it can be taken.</summary>
    /// <param name="Refusal">Why not.</param>
    internal sealed record Wrong(FileRefusal Refusal) : FileCheck;
}

/// <summary>Why a whole file is refused.</summary>
/// <param name="Code">For programs.</param>
/// <param name="Words">For our people, with the figures.</param>
/// <param name="TheirWords">The same in the partner's language, where the dialect says it with the figures.</param>
internal sealed record FileRefusal(string Code, string Words, string? TheirWords = null)
{
    internal const string Torn = "torn";
    internal const string Empty = "empty";
    internal const string TooLarge = "too-large";
    internal const string NoFile = "not-a-file";
    internal const string OddName = "odd-name";

    private const int LongestWords = 500;

    /// <summary>As the store and a screen can show it, whatever of the file it quotes.</summary>
    internal FileRefusal Legible() => this with { Words = Legible(Words), TheirWords = TheirWords is null ? null : Legible(TheirWords) };

    private static string Legible(string words) => string.Concat(words.Take(LongestWords).Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? '?' : letter));
}

/// <summary>One line of a file.</summary>
/// <param name="Number">Where it stands in the file; the head is line 1.</param>
/// <param name="Document">The receipt that it names, as it is written there.</param>
/// <param name="Place">The receipt's line, as it is written there.</param>
/// <param name="Entry">What it says; null where it cannot be read.</param>
/// <param name="Wrong">Why it cannot be read, in the partner's language.</param>
internal sealed record FileLine(int Number, string Document, string Place, FileEntry? Entry, string? Wrong = null);

/// <summary>A change of the partner's own stock, in its own codes.</summary>
/// <param name="ChangeId">Made of the document that it reports, never of the file.</param>
/// <param name="Location">The partner's location code.</param>
/// <param name="Item">The partner's item code, with the pack where it names one.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Quantity">In the pack that the item's code means; null for a reversal.</param>
/// <param name="OccurredAt">When, in UTC.</param>
/// <param name="Document">The partner's document.</param>
/// <param name="Reverses">For a reversal: the change id that it takes back.</param>
internal sealed record FileEntry(
    string ChangeId, string Location, string Item, EntryKind Kind, Quantity? Quantity, DateTimeOffset OccurredAt, string Document, string? Reverses);

/// <summary>The file that an answer is about.</summary>
/// <param name="Name">As the partner named it.</param>
/// <param name="Sha256">Of its content; null where it was not read.</param>
/// <param name="Refusal">Why nothing of it was taken; null where its lines are answered.</param>
internal sealed record AnsweredFile(string Name, string? Sha256, FileRefusal? Refusal);

/// <summary>What was done with a line.</summary>
internal enum LineState
{
    /// <summary>It counts now.</summary>
    Applied,

    /// <summary>It counted already.</summary>
    Duplicate,

    /// <summary>Its code is unknown; it waits for a person.</summary>
    Review,

    /// <summary>It does not count.</summary>
    Refused,
}

/// <summary>What became of a line.</summary>
/// <param name="State">What was done.</param>
/// <param name="Code">Why it was refused.</param>
/// <param name="Words">The same in words, with the figures.</param>
internal sealed record LineResult(LineState State, string? Code = null, string? Words = null);

/// <summary>How many lines of a file became what.</summary>
internal sealed record FileTotals(int Lines, int Applied, int Duplicate, int Review, int Refused);
