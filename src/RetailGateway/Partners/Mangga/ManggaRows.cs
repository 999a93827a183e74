using RetailGateway.Partners.Contracts;
using Sylvan.Data.Csv;

namespace RetailGateway.Partners.Mangga;

/// <summary>The records of a stock file, one at a time, by the names of its columns.</summary>
internal sealed class ManggaRows : IDisposable
{
    /// <summary>No record is longer: an unclosed quote or an endless line ends here.</summary>
    private const int LongestRecord = 32 * 1024;

    private const int Missing = -1;

    private readonly CsvDataReader csv;
    private readonly char delimiter;
    private readonly int[] places = new int[ManggaFormat.Columns.Length];
    private int nextLine = 1;

    private ManggaRows(CsvDataReader csv, char delimiter) => (this.csv, this.delimiter) = (csv, delimiter);

    /// <summary>Where the record begins; the head is line 1.</summary>
    internal int Line { get; private set; }

    /// <summary>How many fields every record has, but for the last.</summary>
    internal int Columns { get; private set; }

    internal int Fields => csv.RowFieldCount;

    internal bool IsTotal => Field(0).Equals(ManggaFormat.Total, StringComparison.OrdinalIgnoreCase);

    internal ReadOnlySpan<char> this[ManggaColumn column] => places[(int)column] is var place && place != Missing ? Field(place) : default;

    /// <summary>Opens a file and reads its head.</summary>
    /// <exception cref="ManggaFault">The head does not name the columns.</exception>
    internal static ManggaRows Open(Stream file, FileLayout layout)
    {
        file.Position = 0;
        var reader = new StreamReader(file, layout.Encoding, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        if (reader.Peek() == '\uFEFF')
        {
            _ = reader.Read();
        }

        var rows = new ManggaRows(CsvDataReader.Create(reader, new CsvDataReaderOptions
        {
            HasHeaders = false,
            Delimiter = layout.Delimiter,
            BufferSize = LongestRecord,
            MaxBufferSize = LongestRecord,
        }), layout.Delimiter);
        try
        {
            rows.ReadHead();
            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>The next record that holds anything.</summary>
    /// <exception cref="ManggaFault">From here on it is no CSV.</exception>
    internal bool Read()
    {
        try
        {
            while (csv.Read())
            {
                Line = nextLine;
                nextLine += Breaks(csv.GetRawRecordSpan());
                if (Fields > 1 || !Field(0).IsEmpty)
                {
                    return true;
                }
            }

            return false;
        }
        catch (Exception error) when (error is FormatException or InvalidDataException or System.Data.DataException)
        {
            throw new ManggaFault(
                "not-csv",
                $"From line {nextLine} on it is no CSV with fields divided by '{delimiter}': an unclosed quote, or a line beyond {LongestRecord} characters.",
                $"Mulai baris {nextLine} isinya bukan CSV: tanda kutip tidak ditutup, atau baris terlalu panjang.");
        }
    }

    internal ReadOnlySpan<char> Field(int place) => place < csv.RowFieldCount ? csv.GetFieldSpan(place).Trim() : default;

    public void Dispose() => csv.Dispose();

    private void ReadHead()
    {
        places.AsSpan().Fill(Missing);
        if (Read())
        {
            Columns = Fields;
            for (var place = 0; place < Fields; place++)
            {
                var column = Find(Field(place));
                if (column < 0 || places[column] != Missing)
                {
                    throw Head($"'{Field(place)}' is not a column, or stands there twice.", $"Kolom '{Field(place)}' tidak dikenal atau ganda.");
                }

                places[column] = place;
            }
        }

        for (var column = 0; column < ManggaFormat.RequiredColumns; column++)
        {
            if (places[column] == Missing)
            {
                throw Head($"The column {ManggaFormat.Columns[column]} is missing.", $"Kolom {ManggaFormat.Columns[column]} tidak ada.");
            }
        }
    }

    private static int Find(ReadOnlySpan<char> name)
    {
        for (var column = 0; column < ManggaFormat.Columns.Length; column++)
        {
            if (name.Equals(ManggaFormat.Columns[column], StringComparison.OrdinalIgnoreCase))
            {
                return column;
            }
        }

        return -1;
    }

    private static ManggaFault Head(string words, string theirWords) => new("head", $"The first line does not name the columns. {words}", theirWords);

    /// <summary>A record spans several lines where a quoted field holds line breaks.</summary>
    private static int Breaks(ReadOnlySpan<char> record) => Math.Max(1, record.Count('\n') is > 0 and var breaks ? breaks : record.Count('\r'));
}

/// <summary>Nothing of the file can be taken.</summary>
internal sealed class ManggaFault(string code, string words, string theirWords) : Exception(words)
{
    internal FileRefusal Refusal { get; } = new(code, words, theirWords);
}
