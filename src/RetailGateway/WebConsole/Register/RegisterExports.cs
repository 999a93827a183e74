using System.Globalization;
using System.Text;
using MiniExcelLibs;
using RetailGateway.Access.People;
using RetailGateway.Features.Parties.Register;
using RetailGateway.Http;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Register;

/// <summary>The register as a file: CSV, or a workbook. What is asked for is what the page shows.</summary>
internal static class RegisterExports
{
    /// <summary>A workbook is made of rows that are all at hand: some 10 MB of them. CSV has no such bound.</summary>
    internal const int MostInWorkbook = 10_000;

    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    internal static void MapRegisterExports(this IEndpointRouteBuilder app)
    {
        app.MapGet("/register/export.csv", Csv).ExcludeFromDescription().RequireAuthorization(new PermitAttribute(Permission.KeepRegister));
        app.MapGet("/register/export.xlsx", Xlsx).ExcludeFromDescription().RequireAuthorization(new PermitAttribute(Permission.KeepRegister));
    }

    /// <summary>
    /// With a byte order mark, and semicolons between cells: so a spreadsheet set to Indonesian, whose decimal sign is the
    /// comma, opens it in columns. Our own imports read it too.
    /// </summary>
    private static async Task Csv(HttpContext http, Visitor visitor, Ui ui, FindCooperatives register, string? state, string? kind, string? q)
    {
        var words = new RegisterWords(ui);
        var rows = register.ReadAll(visitor.Caller, RegisterQuery.Of(state, kind, q).Wanted(ui.Format), http.RequestAborted);
        await using var first = rows.GetAsyncEnumerator();
        var any = await first.MoveNextAsync();
        Name(http, ui, "csv", "text/csv; charset=utf-8");
        await using var text = new StreamWriter(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 16 * 1024);
        await text.WriteAsync(Line(Heads(words)));
        for (; any; any = await first.MoveNextAsync())
        {
            await text.WriteAsync(Line(Cells(first.Current, words, ui.Format).Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "")));
        }
    }

    private static async Task<IResult> Xlsx(HttpContext http, Visitor visitor, Ui ui, FindCooperatives register, string? state, string? kind, string? q)
    {
        var words = new RegisterWords(ui);
        var heads = Heads(words);
        var rows = new List<Dictionary<string, object>>();
        await foreach (var cooperative in register.ReadAll(visitor.Caller, RegisterQuery.Of(state, kind, q).Wanted(ui.Format), http.RequestAborted))
        {
            if (rows.Count == MostInWorkbook)
            {
                throw new Refusal(Problems.TooLarge) { Words = words.TooManyForXlsx(MostInWorkbook) };
            }

            rows.Add(heads.Zip(Cells(cooperative, words, ui.Format), (head, cell) => KeyValuePair.Create(head, cell is string text ? SheetCell.Text(text) : cell)).ToDictionary());
        }

        // A workbook's table of contents is written last, so it is made beside and then sent.
        var file = new FileStream(Path.GetTempFileName(), new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous });
        await file.SaveAsAsync(rows, cancellationToken: http.RequestAborted);
        file.Position = 0;
        Name(http, ui, "xlsx", Workbook);
        return Results.Stream(file, Workbook);
    }

    private static string[] Heads(RegisterWords words) =>
    [
        words.Code, words.Name, words.KindOf, words.Shops, words.Partners, words.Products, words.Umkm, words.Last, words.OwnShelf, words.State, words.Since, words.Registered,
    ];

    private static object[] Cells(RegisteredCooperative cooperative, RegisterWords words, Format format) =>
    [
        cooperative.Code, cooperative.Name, words.Kind(cooperative.Kind), cooperative.Shops,
        string.Join(", ", cooperative.Partners.Select(partner => $"{partner.Name} ({words.Role(partner.Role)})")),
        cooperative.Products, cooperative.UmkmProducts, Day(cooperative.LastEntryAt, format), words.NotYetKnown, words.Activity(cooperative),
        Day(cooperative.DormantSince, format), Day(cooperative.RegisteredAt, format),
    ];

    /// <summary>As spreadsheets in every language read a day.</summary>
    private static string Day(DateTimeOffset? at, Format format) => at is { } instant ? format.DayOf(instant).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";

    private static string Line(IEnumerable<string> cells) => $"{string.Join(';', cells.Select(SheetCell.Csv))}\r\n";

    private static void Name(HttpContext http, Ui ui, string ending, string type)
    {
        http.Response.ContentType = type;
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"koperasi-{ui.Format.DayOf(ui.Format.Now):yyyy-MM-dd}.{ending}\"";
        http.Response.Headers.CacheControl = "no-store";
    }
}
