namespace RetailGateway.Partners.Ubl;

/// <summary>What reading, writing or translating came to: all of it, or all that stands in its way.</summary>
internal abstract record UblResult<T>
{
    private UblResult()
    {
    }

    /// <summary>It is done.</summary>
    internal sealed record Done(T Value) : UblResult<T>;

    /// <summary>Nothing of it is taken.</summary>
    /// <param name="Refusals">All faults that were found, at most <see cref="UblFindings.Most"/>; never none.</param>
    internal sealed record Refused(IReadOnlyList<UblRefusal> Refusals) : UblResult<T>;

    /// <summary>Goes on with what is done; what is refused stays refused.</summary>
    internal UblResult<TNext> Then<TNext>(Func<T, UblResult<TNext>> next) => this switch
    {
        Done done => next(done.Value),
        Refused refused => new UblResult<TNext>.Refused(refused.Refusals),
        _ => throw new InvalidOperationException("A result is one of two."),
    };
}

/// <summary>One fault of a document.</summary>
/// <param name="Fault">For programs.</param>
/// <param name="Words">For people.</param>
/// <param name="Place">Where, by local names: <c>/Order/OrderLine[3]/LineItem/Quantity</c>.</param>
/// <param name="Line">The line of the file; null where no file was read.</param>
internal sealed record UblRefusal(UblFault Fault, string Words, string Place, int? Line = null);

/// <summary>What may be wrong with a document.</summary>
internal enum UblFault
{
    /// <summary>More bytes or elements than we take.</summary>
    TooLarge,

    /// <summary>Elements within elements beyond the bound.</summary>
    TooDeep,

    /// <summary>More lines than we take.</summary>
    TooManyLines,

    /// <summary>It brings a document type definition: entities are never expanded, nor anything fetched.</summary>
    DocumentType,

    /// <summary>Not well-formed, cut off, or in an encoding that it does not keep to.</summary>
    NotXml,

    /// <summary>None of the six documents.</summary>
    WrongRoot,

    /// <summary>A document's name, but not in the namespace that UBL 2 gives it.</summary>
    WrongNamespace,

    /// <summary>An element that must be there, and say something.</summary>
    MissingElement,

    /// <summary>An attribute that must be there, and say something.</summary>
    MissingAttribute,

    /// <summary>An element twice of which we read one.</summary>
    RepeatedElement,

    /// <summary>A longer text than we take.</summary>
    TextTooLong,

    /// <summary>An id or code with control characters, or blanks at its ends, or what XML cannot hold.</summary>
    OddText,

    /// <summary>Not a decimal of at most 28 digits.</summary>
    NotADecimal,

    /// <summary>Not a date of 1970 to 9998.</summary>
    NotADate,

    /// <summary>Not a time to the second, with at most seven decimals of it.</summary>
    NotATime,

    /// <summary>A price in another currency than the document says its prices have.</summary>
    CurrencyDiffers,

    /// <summary>Two lines of one id.</summary>
    DuplicateLine,

    /// <summary>About another order than the book's.</summary>
    OtherOrder,

    /// <summary>A code that says what the domain has no word for.</summary>
    UnknownCode,

    /// <summary>A unit that is neither the goods' pack nor their base unit.</summary>
    UnknownUnit,

    /// <summary>Not a whole number of thousandths of a base unit, or beyond what a quantity holds.</summary>
    NotExact,

    /// <summary>Goods that the book does not know.</summary>
    UnknownItem,
}

/// <summary>How much of a document is taken.</summary>
/// <param name="Bytes">Of the file.</param>
/// <param name="Depth">Of elements within elements.</param>
/// <param name="Elements">In all, read or passed over.</param>
/// <param name="Lines">Of the document.</param>
/// <param name="Text">UTF-16 units of one text.</param>
internal sealed record UblBounds(int Bytes, int Depth, int Elements, int Lines, int Text)
{
    /// <summary>Ten thousand lines fit, and their tree into some fifty megabytes.</summary>
    internal static UblBounds Usual { get; } = new(Bytes: 8 * 1024 * 1024, Depth: 64, Elements: 400_000, Lines: 10_000, Text: 2_000);
}

/// <summary>Gathers what is wrong with one document.</summary>
internal sealed class UblFindings
{
    /// <summary>Whoever has read a hundred faults has read enough.</summary>
    internal const int Most = 100;

    private readonly List<UblRefusal> refusals = [];

    internal bool AreFull => refusals.Count >= Most;

    /// <summary>Keeps a fault; the same one of a place once.</summary>
    internal void Add(UblFault fault, string words, string place, int? line = null)
    {
        if (!AreFull && !refusals.Exists(refusal => refusal.Fault == fault && refusal.Place == place))
        {
            refusals.Add(new(fault, words, place, line));
        }
    }

    /// <summary>The value where nothing is wrong with it.</summary>
    internal UblResult<T> Settle<T>(T value) =>
        refusals.Count == 0 ? new UblResult<T>.Done(value) : new UblResult<T>.Refused(refusals);
}
