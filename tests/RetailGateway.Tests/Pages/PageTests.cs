using System.Net;
using System.Reflection;
using Npgsql;
using RetailGateway.Access.People;
using RetailGateway.Domain.Parties;
using RetailGateway.Tests.Access;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Pages;

/// <summary>Two towns with something at every page, for the tests of this folder.</summary>
public sealed class PagesFixture(TestCluster cluster) : IAsyncLifetime
{
    internal GatewayUnderTest Gateway { get; private set; } = null!;

    internal PageTown Own { get; private set; } = null!;

    internal PageTown Theirs { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Gateway = await GatewayUnderTest.Start(await cluster.Clone());
        Theirs = await PageTown.Create(Gateway, Marked.Secret);
        Own = await PageTown.Create(Gateway, "MILIK");
        // The register of an office is that of its environment: another's cooperative is of another.
        Theirs.Ids["register/Id"] = $"{(await Town.Create(Gateway, environment: "test")).Coop}";
        await Eventually.See(() => Gateway.Database.Counts(), counts => counts.Contains("outbox 0", StringComparison.Ordinal));
    }

    /// <summary>Every table's content, but for what moves by being looked at: two of these are equal where nothing was written.</summary>
    internal async Task<string> Content()
    {
        await using var owner = NpgsqlDataSource.Create(Gateway.Store.Owner);
        return await owner.One<string>(
            """
            select string_agg(format('%s %s', relname, (xpath('/row/n/text()', query_to_xml(
                format('select md5(string_agg(row, ''|'' order by row)) as n from (select (to_jsonb(t) - ''{last_used_at,seen_at}''::text[])::text as row from %I t) r', relname), false, true, '')))[1]), E'\n' order by relname)
            from pg_class
            where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not in ('schema_migration', 'job_run', 'data_protection_key')
            """);
    }

    /// <summary>The same, once what was told to systems lies in their feeds.</summary>
    internal async Task<string> Settled()
    {
        await Eventually.See(() => Gateway.Database.Ask<long>("select count(*) from outbox"), waiting => waiting == 0);
        return await Content();
    }

    /// <summary>What differs between two of them.</summary>
    internal static string Differences(string before, string after) => string.Join(' ', after.Split('\n').Except(before.Split('\n')));

    /// <summary>A page with the own town's things in it.</summary>
    internal Task<PageReply> Ask(TaughtPage page) => Own.As(page.Role).Get(page.Address(Own));

    /// <summary>Every form that is taught, as its page draws it.</summary>
    internal async Task<List<(string Template, TaughtPage Page, TaughtForm Form, DrawnForm Drawn)>> Forms()
    {
        var all = new List<(string, TaughtPage, TaughtForm, DrawnForm)>();
        foreach (var (template, page) in ConsolePages.All.Where(page => page.Value.Forms.Count > 0))
        {
            var drawn = (await Ask(page)).Forms;
            all.AddRange(page.Forms.Select(form => (template, page, form, drawn.First(one => one.Kind == form.Kind))));
        }

        return all;
    }

    /// <summary>A form as its page draws it, with something of its own to act upon.</summary>
    internal async Task<DrawnForm> Draw(TaughtPage page, TaughtForm form)
    {
        await form.Given(Own);
        return (await Ask(page)).Forms.First(one => one.Kind == form.Kind);
    }

    /// <summary>Posts a form with some fields filled in; one that takes a file takes a table of nothing.</summary>
    internal static Task<PageReply> Post(ConsoleVisit visit, string address, DrawnForm drawn, IReadOnlyList<(string Name, string Value)> filled) => drawn.TakesFile
        ? visit.PostFile(address, drawn.Holding(filled), "stok.csv", "kode,jumlah\n"u8.ToArray())
        : visit.Post(address, drawn.With(filled));

    public async ValueTask DisposeAsync()
    {
        Own?.Dispose();
        Theirs?.Dispose();
        await Gateway.DisposeAsync();
    }
}

/// <summary>Every page and every form of the console, with what is another's, with what never was, and with a forged token.</summary>
public sealed class PageTests(PagesFixture pages) : IClassFixture<PagesFixture>
{
    /// <summary>Words of the pages that refuse: not found, not permitted, refused, an invitation that is none.</summary>
    private static readonly string[] Plain = ["Halaman tidak ditemukan", "Perlu hak lain", "Permintaan ini ditolak", "tidak berlaku lagi", "role=\"alert\""];

    [Fact]
    public void Every_page_is_taught_with_every_word_that_its_address_can_name_a_thing_by()
    {
        var mapped = ConsolePages.Mapped(pages.Gateway);

        Assert.Empty(mapped.Keys.Except(ConsolePages.All.Keys, StringComparer.Ordinal).Select(page => $"Teach ConsolePages the page {page}"));
        Assert.Empty(ConsolePages.All.Keys.Except(mapped.Keys, StringComparer.Ordinal).Select(page => $"{page} is mapped no more"));
        Assert.Empty(
            from page in mapped
            from word in ConsolePages.QueryOf(page.Value)
            where !ConsolePages.NameNothing.Contains(word)
                && !ConsolePages.All[page.Key].Aims.Select(aim => aim(pages.Own, pages.Theirs)).Append(ConsolePages.All[page.Key].Address(pages.Own))
                    .Any(address => address.Contains($"{word}=", StringComparison.OrdinalIgnoreCase))
            select $"Teach ConsolePages what '{word}' of {page.Key} can name");
    }

    [Fact]
    public async Task Every_form_is_taught_and_each_is_drawn_for_whoever_has_something_to_do_there()
    {
        var untaught = new List<string>();
        var drawn = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (template, page) in ConsolePages.All)
        {
            var forms = (await pages.Ask(page)).Forms.Where(form => form.Kind is not null).ToList();
            var kinds = forms.Select(form => form.Kind!).ToHashSet(StringComparer.Ordinal);
            drawn.UnionWith(kinds);
            untaught.AddRange(kinds.Except(page.Forms.Select(form => form.Kind), StringComparer.Ordinal).Select(kind => $"Teach ConsolePages the form {kind} of {template}"));
            untaught.AddRange(page.Forms.Select(form => form.Kind).Except(kinds, StringComparer.Ordinal).Select(kind => $"{template} draws no form {kind}"));
            untaught.AddRange(
                from form in forms
                from one in form.Fields
                where one.Type is "hidden" or "select" or "radio" or "checkbox" && !ConsolePages.FieldsNameNothing.Contains(one.Name)
                    && page.Forms.FirstOrDefault(taught => taught.Kind == form.Kind)?.Aims.Any(aim => aim(pages.Own, pages.Theirs).Any(aimed => aimed.Name == one.Name)) != true
                select $"Teach ConsolePages what '{one.Name}' in the form {form.Kind} of {template} can name");
        }

        Assert.Empty(untaught);

        // Asked for where mail is set up; taken where an invitation is open: each has tests of its own.
        Assert.Equal(["forgot"], ConsolePages.FormsInComponents().Except(drawn, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_role_has_the_pages_that_it_is_permitted_and_is_refused_the_others()
    {
        var town = pages.Own.Town;
        var office = await town.Office();
        var wrong = new List<string>();
        foreach (var role in Enum.GetValues<Role>())
        {
            var party = RoleNames.Of(PartyKind.Cooperative).Contains(role) ? town.CoopCode : RoleNames.Of(PartyKind.Chain).Contains(role) ? town.ChainCode : office;
            using var visit = await town.Visit(role.Name(), party);
            foreach (var (template, type) in ConsolePages.Mapped(pages.Gateway))
            {
                if (type.GetCustomAttribute<PermitAttribute>() is not { } permit)
                    continue;
                var reply = await visit.Get(ConsolePages.All[template].Address(pages.Own));
                var isRefused = reply.Status == HttpStatusCode.Forbidden || (template == "/" && reply.Leads is not null);
                if (isRefused == Permissions.Allow([role], permit.Permission) || (int)reply.Status >= 500)
                    wrong.Add($"{role} at {template}: {(int)reply.Status}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_page_of_another_s_thing_or_of_what_never_was_is_refused_plainly()
    {
        var before = await pages.Content();
        var wrong = new List<string>();
        foreach (var (template, page) in ConsolePages.All)
        {
            foreach (var address in Foreign(template, page))
            {
                var reply = await pages.Own.As(page.Role).Get(address);
                if (!IsRefused(reply) && !IsEmptyList(template, reply))
                    wrong.Add($"{address}: {(int)reply.Status}");
                if (Without(reply.Text, address).Contains(Marked.Secret, StringComparison.Ordinal))
                    wrong.Add($"{address} shows what is theirs");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(before, await pages.Content());
    }

    [Fact]
    public async Task A_form_that_names_another_s_thing_or_what_never_was_is_refused_plainly_and_writes_nothing()
    {
        var forms = await pages.Forms();
        var before = await pages.Content();
        var wrong = new List<string>();
        foreach (var (template, page, form, drawn) in forms)
        {
            var visit = pages.Own.As(page.Role);
            var filled = await form.Fill(pages.Own, visit);

            // The page's own form, posted to the page of another's thing.
            foreach (var address in Foreign(template, page).Where(address => template != "/audit"))
                await Hold(address, await PagesFixture.Post(visit, address, drawn, filled), []);

            foreach (var aim in form.Aims)
            {
                var fields = aim(pages.Own, pages.Theirs);
                await Hold(page.Address(pages.Own), await PagesFixture.Post(visit, page.Address(pages.Own), drawn, [.. filled.Where(one => fields.All(other => other.Name != one.Name)), .. fields]), fields);
            }

            async Task Hold(string address, PageReply reply, (string Name, string Value)[] sent)
            {
                var after = await pages.Content();
                if (!IsRefused(reply) || after != before)
                    wrong.Add($"{form.Kind} at {address} {string.Join(' ', sent)}: {(int)reply.Status} {reply.Leads} {PagesFixture.Differences(before, after)}");
                if (sent.Aggregate(Without(reply.Text, address), (text, one) => text.Replace(one.Value, "", StringComparison.Ordinal)).Contains(Marked.Secret, StringComparison.Ordinal))
                    wrong.Add($"{form.Kind} at {address} shows what is theirs");
                before = after;
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_form_with_a_forged_token_is_refused_and_writes_nothing()
    {
        var forms = await pages.Forms();
        var before = await pages.Content();
        var wrong = new List<string>();
        foreach (var (_, page, form, drawn) in forms)
        {
            (string Name, string Value)[] filled = [.. await form.Fill(pages.Own, pages.Own.As(page.Role)), (DrawnForm.Token, "palsu")];
            var reply = await PagesFixture.Post(pages.Own.As(page.Role), page.Address(pages.Own), drawn, filled);
            if (reply.Status != HttpStatusCode.BadRequest || !reply.Text.Contains("Permintaan ini ditolak", StringComparison.Ordinal))
                wrong.Add($"{form.Kind} of {page.Address(pages.Own)}: {(int)reply.Status}");
        }

        foreach (var address in ConsolePages.Posts(pages.Gateway))
        {
            var reply = await pages.Own.As("manager").Post(address, [KeyValuePair.Create(DrawnForm.Token, "palsu")]);
            if (reply.Status != HttpStatusCode.BadRequest)
                wrong.Add($"{address}: {(int)reply.Status}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(before, await pages.Content());
        Assert.Equal(HttpStatusCode.OK, (await pages.Own.As("manager").Get("/account")).Status);
    }

    /// <summary>The page in each address that names what is theirs, what never was, or nothing that could be.</summary>
    private IEnumerable<string> Foreign(string template, TaughtPage page)
    {
        var (own, theirs) = (page.Address(pages.Own), page.Address(pages.Theirs));
        var aims = page.Aims.Select(aim => aim(pages.Own, pages.Theirs));
        if (!template.Contains('{', StringComparison.Ordinal) || own == theirs)
            return aims;

        var folder = theirs[..(theirs.LastIndexOf('/') + 1)];
        var id = theirs[folder.Length..];
        return [theirs, $"{folder}{PageTown.Never(id)}", $"{folder}0", $"{folder}-1", $"{folder}99999999999999999999", $"{folder}%27%22%3C%3E", $"{folder}%01", .. aims];
    }

    private static bool IsRefused(PageReply reply) => (int)reply.Status is >= 400 and < 500 && Plain.Any(word => reply.Text.Contains(word, StringComparison.Ordinal));

    /// <summary>A filter of the log that finds nothing is an answer.</summary>
    private static bool IsEmptyList(string template, PageReply reply) =>
        template == "/audit" && reply.Status == HttpStatusCode.OK && reply.Text.Contains("Tidak ada catatan seperti itu", StringComparison.Ordinal);

    /// <summary>What the address itself says is no news to whoever wrote it.</summary>
    private static string Without(string text, string address) => address.Split('/', '?', '=', '&').Where(part => part.Length > 2)
        .Aggregate(text, (left, part) => left.Replace(Uri.UnescapeDataString(part), "", StringComparison.Ordinal));
}
