using System.Net;

namespace RetailGateway.Tests.Pages;

/// <summary>A page as it was answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Text">The markup.</param>
/// <param name="Leads">Where it leads on to; null where it does not.</param>
internal sealed record PageReply(HttpStatusCode Status, string Text, string? Leads)
{
    /// <summary>The forms that are drawn on it.</summary>
    internal IReadOnlyList<DrawnForm> Forms => DrawnForm.All(Text);

    /// <summary>The posted form of this name.</summary>
    internal DrawnForm Form(string handler) => Forms.Single(form => form.Handler == handler);
}

/// <summary>Somebody at the console without a browser: a jar of cookies, pages that are asked for and forms that are posted.</summary>
internal sealed class ConsoleVisit : IDisposable
{
    private readonly HttpClient http;

    /// <summary>Passkeys and passwords want the machine's name.</summary>
    internal ConsoleVisit(Uri address) => http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
    {
        BaseAddress = new Uri($"http://localhost:{address.Port}/"),
        DefaultRequestHeaders = { { "Accept", "text/html" } },
    };

    /// <summary>Signs in, and fails where that is refused.</summary>
    internal static async Task<ConsoleVisit> SignedIn(Uri address, string email, string password = ConsoleTown.Password)
    {
        var visit = new ConsoleVisit(address);
        var form = (await visit.Get("/sign-in")).Form("sign-in");
        Assert.Equal(HttpStatusCode.Redirect, (await visit.Post("/sign-in", form.With(("email", email), ("password", password)))).Status);
        return visit;
    }

    internal Task<PageReply> Get(string path) => Send(new HttpRequestMessage(HttpMethod.Get, path));

    internal Task<PageReply> Post(string path, IReadOnlyList<KeyValuePair<string, string>> fields) =>
        Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) });

    /// <summary>Posts a form with a file in each of its file fields.</summary>
    internal Task<PageReply> PostFile(string path, DrawnForm form, string name, byte[] bytes)
    {
        var content = new MultipartFormDataContent();
        foreach (var (field, value) in form.Values)
            content.Add(new StringContent(value), field);
        foreach (var field in form.Fields.Where(field => field.Type == "file"))
            content.Add(new ByteArrayContent(bytes), field.Name, name);
        return Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });
    }

    /// <summary>A file, as it is downloaded.</summary>
    internal async Task<byte[]> Download(string path) => await http.GetByteArrayAsync(path, TestContext.Current.CancellationToken);

    /// <summary>Asks for a page, and for the page that it leads to.</summary>
    internal async Task<PageReply> Followed(PageReply reply) => reply.Leads is { } next ? await Get(next) : reply;

    public void Dispose() => http.Dispose();

    private async Task<PageReply> Send(HttpRequestMessage request)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var answer = await http.SendAsync(request, cancel);
        var leads = answer.Headers.Location is { } to ? (to.IsAbsoluteUri ? to.PathAndQuery : to.ToString()) : null;
        return new PageReply(answer.StatusCode, await answer.Content.ReadAsStringAsync(cancel), leads);
    }
}
