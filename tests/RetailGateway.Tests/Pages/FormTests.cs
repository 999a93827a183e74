using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Xml.Linq;
using MiniExcelLibs;
using Npgsql;
using RetailGateway.Hosting;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Pages;

/// <summary>A form that is sent twice acts once.</summary>
public sealed class FormAgainTests(PagesFixture pages) : IClassFixture<PagesFixture>
{
    [Fact]
    public async Task A_form_that_is_sent_again_writes_nothing_more_and_one_with_a_number_acted_the_first_time()
    {
        var wrong = new List<string>();
        foreach (var (template, page) in ConsolePages.All)
        {
            foreach (var form in page.Forms)
            {
                var visit = pages.Own.As(page.Role);
                var drawn = await pages.Draw(page, form);
                var filled = await form.Fill(pages.Own, visit);
                var before = await pages.Settled();
                var first = await PagesFixture.Post(visit, page.Address(pages.Own), drawn, filled);
                var acted = await pages.Settled();
                var second = await PagesFixture.Post(visit, page.Address(pages.Own), drawn, filled);
                var after = await pages.Settled();

                if (after != acted || (int)second.Status >= 500)
                    wrong.Add($"{form.Kind} of {template} again: {(int)second.Status} {PagesFixture.Differences(acted, after)}");
                if (form is { Repeatable: null, OnlyLooks: false } && (acted == before || (int)first.Status >= 400))
                    wrong.Add($"{form.Kind} of {template} does nothing: {(int)first.Status}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}

/// <summary>What somebody writes is text, wherever it is shown.</summary>
public sealed class FormTextTests(PagesFixture pages) : IClassFixture<PagesFixture>
{
    private const string Script = "<script>alert(";

    [Fact]
    public async Task Script_in_a_text_field_comes_back_as_text()
    {
        var wrong = new List<string>();
        foreach (var (template, page) in ConsolePages.All)
        {
            foreach (var form in page.Forms)
                await form.Given(pages.Own);
            foreach (var drawn in (await pages.Ask(page)).Forms.DistinctBy(form => (form.Kind, form.Action)))
            {
                var written = drawn.Fields.Where(one => one.IsText).Select(one => one.Name).Distinct(StringComparer.Ordinal).ToList();
                var form = page.Forms.FirstOrDefault(form => form.Kind == drawn.Kind);
                if (written.Count == 0)
                    continue;

                var shown = drawn.Handler is null
                    ? (await pages.Own.As(page.Role).Get(QueryOf(page, drawn, written))).Text
                    : await Shown(page, drawn, [.. (await form!.Fill(pages.Own, pages.Own.As(page.Role))).Where(one => !written.Contains(one.Name)), .. written.Select(name => (name, Hostile(name)))]);
                Look(shown, $"{drawn.Kind} of {template}", [.. written.Where(name => drawn.Fields.First(one => one.Name == name).Type != "password" && form?.Unseen.Contains(name) != true)]);
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));

        void Look(string text, string where, IReadOnlyList<string> fields)
        {
            if (text.Contains(Script, StringComparison.OrdinalIgnoreCase))
                wrong.Add($"{where} runs what was written");
            wrong.AddRange(fields.Where(name => !text.Contains(HtmlEncoder.Default.Encode(Hostile(name)), StringComparison.Ordinal)).Select(name => $"{where} does not show {name}"));
        }
    }

    [Fact]
    public async Task Script_that_is_kept_is_shown_as_text_by_every_page()
    {
        foreach (var (template, page) in ConsolePages.All)
        {
            foreach (var form in page.Forms.Where(form => form.Keeps is not null))
            {
                var drawn = await pages.Draw(page, form);
                var kept = (form.Keeps!, Hostile(form.Keeps!));
                var text = await Shown(page, drawn, [.. (await form.Fill(pages.Own, pages.Own.As(page.Role))).Where(one => one.Name != form.Keeps), kept]);
                Assert.True(text.Contains(HtmlEncoder.Default.Encode(kept.Item2), StringComparison.Ordinal), $"{form.Kind} of {template} keeps no {form.Keeps}");
            }
        }

        await using var owner = NpgsqlDataSource.Create(pages.Gateway.Store.Owner);
        foreach (var (table, column) in new[]
        {
            ("party", "name"), ("location", "name"), ("connection", "name"), ("product", "name"), ("product", "category"), ("pack", "name"), ("person", "name"),
            ("api_key", "name"), ("partner_file", "name"), ("partner_file", "last_error"), ("sync_stream", "last_error"), ("message", "arguments"),
        })
        {
            await owner.One<int>(
                table == "message"
                    ? "with changed as (update message set arguments = jsonb_build_object('subject', $1::text, 'place', $1::text) returning 1) select count(*)::integer from changed"
                    : $"with changed as (update {table} set {column} = $1 returning 1) select count(*)::integer from changed",
                Hostile($"{table}.{column}"));
        }

        var pagesThatRun = new List<string>();
        var told = "";
        foreach (var page in ConsolePages.All.Values)
        {
            var reply = await pages.Ask(page);
            told += reply.Text;
            if (reply.Text.Contains(Script, StringComparison.OrdinalIgnoreCase))
                pagesThatRun.Add(page.Address(pages.Own));
        }

        Assert.Empty(pagesThatRun);
        Assert.All(["product.name", "location.name", "person.name", "party.name"], name => Assert.Contains(HtmlEncoder.Default.Encode(Hostile(name)), told, StringComparison.Ordinal));
    }

    private static string Hostile(string field) => $"\"'>{Script}'{field}')</script>";

    private static string QueryOf(TaughtPage page, DrawnForm drawn, IReadOnlyList<string> written) =>
        $"{drawn.Action}?{string.Join('&', drawn.Values.Where(value => !written.Contains(value.Key)).Select(value => $"{value.Key}={Uri.EscapeDataString(value.Value)}").Concat(written.Select(name => $"{name}={Uri.EscapeDataString(Hostile(name))}")))}";

    /// <summary>What the form answers with, where that leads to, and what the log, the page and its list say of it then.</summary>
    private async Task<string> Shown(TaughtPage page, DrawnForm drawn, IReadOnlyList<(string, string)> filled)
    {
        var visit = pages.Own.As(page.Role);
        var reply = await PagesFixture.Post(visit, page.Address(pages.Own), drawn, filled);
        Assert.True((int)reply.Status < 500, $"{drawn.Kind}: {(int)reply.Status}");
        var then = await visit.Followed(reply);
        return reply.Text + then.Text + (await visit.Get("/audit")).Text + (await pages.Ask(page)).Text;
    }
}

/// <summary>Files that come, and files that go.</summary>
public sealed class FileFormTests(PagesFixture pages) : IClassFixture<PagesFixture>
{
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public async Task Every_form_that_takes_a_file_refuses_what_is_too_large_a_bomb_or_no_table_and_writes_nothing()
    {
        var forms = (await pages.Forms()).Where(form => form.Drawn.TakesFile).ToList();
        Assert.NotEmpty(forms);
        var before = await pages.Content();
        foreach (var (template, page, form, drawn) in forms)
        {
            foreach (var (name, bytes, status) in new[]
            {
                ("besar.csv", new byte[30 * Megabyte], HttpStatusCode.RequestEntityTooLarge),
                ("sedang.csv", new byte[6 * Megabyte], HttpStatusCode.RequestEntityTooLarge),
                ("bom.xlsx", Bomb(), HttpStatusCode.RequestEntityTooLarge),
                ("gambar.xlsx", [0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3], HttpStatusCode.UnprocessableEntity),
                ("kosong.csv", [], HttpStatusCode.UnprocessableEntity),
            })
            {
                var reply = await pages.Own.As(page.Role).PostFile(page.Address(pages.Own), drawn, name, bytes);
                Assert.True(reply.Status == status && reply.Text.Contains("role=\"alert\"", StringComparison.Ordinal), $"{form.Kind} of {template}, {name}: {(int)reply.Status}");
            }
        }

        Assert.Equal(before, await pages.Content());
    }

    [Fact]
    public async Task No_cell_of_any_file_that_is_downloaded_is_a_formula()
    {
        Assert.Empty(ConsolePages.Gets(pages.Gateway).Except(ConsolePages.Files, StringComparer.Ordinal).Select(address => $"Teach ConsolePages whether {address} is a file"));
        string[] starts = ["=", "+", "-", "@", "\t", "\r"];
        await using var owner = NpgsqlDataSource.Create(pages.Gateway.Store.Owner);
        foreach (var (start, index) in starts.Select((start, index) => (start, index)))
        {
            await PartiesCreate.Create(pages.Gateway.Database, "live", $"FORMULA-{index}", "x", "cooperative", "other", TestContext.Current.CancellationToken);
            await owner.One<int>("update party set name = $2 where code = $1 returning owner_id", $"FORMULA-{index}", $"{start}cmd|' /C calc'!A0;\"x\"");
        }

        // A code is letters, digits and hyphens and begins with no hyphen, so a name alone can look like a formula.
        foreach (var start in starts)
        {
            var shape = await Assert.ThrowsAsync<PostgresException>(() => owner.One<int>("update party set code = $1 where code = 'FORMULA-0' returning owner_id", $"{start}FORMULA"));
            Assert.Equal("party_code_has_a_shape", shape.ConstraintName);
        }

        await owner.One<int>("update party set name = '=1+1' where owner_id = $1 returning owner_id", pages.Own.Town.Chain);

        foreach (var address in ConsolePages.Files)
        {
            var bytes = await pages.Own.As("officer").Download(address);
            var cells = address.EndsWith(".csv", StringComparison.Ordinal) ? CellsOfCsv(Encoding.UTF8.GetString(bytes.AsSpan(3))) : CellsOfXlsx(bytes);

            Assert.Equal(starts.Length, cells.Count(cell => cell.Contains("cmd|", StringComparison.Ordinal)));
            Assert.Contains(cells, cell => cell.StartsWith("'=1+1 (", StringComparison.Ordinal));
            Assert.DoesNotContain(cells, cell => cell.Length > 0 && starts.Any(start => cell.StartsWith(start, StringComparison.Ordinal)));
            Assert.True(address.EndsWith(".csv", StringComparison.Ordinal) || !HasFormula(bytes), $"{address} has a formula");
        }
    }

    private static List<string> CellsOfXlsx(byte[] bytes)
    {
        using var workbook = new MemoryStream(bytes);
        return [.. MiniExcel.Query(workbook).SelectMany(row => ((IDictionary<string, object>)row).Values).OfType<string>()];
    }

    /// <summary>Whether a cell of a sheet holds a formula beside, or in place of, its text.</summary>
    private static bool HasFormula(byte[] bytes)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes));
        return archive.Entries.Where(part => part.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal) && part.Name.EndsWith(".xml", StringComparison.Ordinal))
            .Any(part => XDocument.Load(part.Open()).Descendants().Any(element => element.Name.LocalName == "f"));
    }

    /// <summary>Cells parted by semicolons, quoted where they must be (RFC 4180).</summary>
    private static List<string> CellsOfCsv(string text)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                if (quoted && at + 1 < text.Length && text[at + 1] == '"')
                    cell.Append(text[at++]);
                else
                    quoted = !quoted;
            }
            else if (!quoted && text[at] is ';' or '\n')
            {
                cells.Add(cell.ToString().TrimEnd('\r'));
                cell.Clear();
            }
            else
            {
                cell.Append(text[at]);
            }
        }

        return cells;
    }

    /// <summary>Sixty megabytes of nothing in a few kilobytes.</summary>
    private static byte[] Bomb()
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = archive.CreateEntry("xl/worksheets/sheet1.xml").Open();
            for (var megabyte = 0; megabyte < 60; megabyte++)
                part.Write(new byte[Megabyte]);
        }

        return file.ToArray();
    }
}
