using RetailGateway.Http;

namespace RetailGateway.Tests.WebConsole;

public sealed class SheetCellTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+62", "'+62")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("\n=1", "'\n=1")]
    [InlineData("\uFF1D1", "'\uFF1D1")]
    [InlineData("KPN = maju", "KPN = maju")]
    [InlineData("", "")]
    public void A_text_that_a_spreadsheet_would_calculate_stays_a_text(string text, string cell) => Assert.Equal(cell, SheetCell.Text(text));

    [Theory]
    [InlineData("KPN; \"maju\"", "\"KPN; \"\"maju\"\"\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("=\"a\";1", "\"'=\"\"a\"\";1\"")]
    public void A_cell_of_a_csv_file_is_quoted_where_it_would_break_the_line(string text, string cell) => Assert.Equal(cell, SheetCell.Csv(text));
}
