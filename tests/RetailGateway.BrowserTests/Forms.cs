using Microsoft.Playwright;

namespace RetailGateway.BrowserTests;

/// <summary>Forms posted by hand, with the cookies of whoever is signed in: as they are, again, or forged.</summary>
internal static class Forms
{
    /// <summary>What the form of this name on the page would post, as it is.</summary>
    internal static async Task<Dictionary<string, string>> Fields(IPage page, string name)
    {
        var fields = await page.EvaluateAsync<string[][]>(
            "name => [...new FormData(document.querySelector(`input[name=_handler][value='${name}']`).form)].map(([key, value]) => [key, value])", name);
        return fields.ToDictionary(field => field[0], field => field[1], StringComparer.Ordinal);
    }

    /// <summary>Posts them and follows where that leads.</summary>
    internal static async Task<(int Status, string Text)> Post(IPage page, string path, Dictionary<string, string> fields)
    {
        var form = page.APIRequest.CreateFormData();
        foreach (var (name, value) in fields)
            form.Set(name, value);
        var answer = await page.APIRequest.PostAsync(
            new Uri(new Uri(page.Url), $"/{path}").ToString(),
            new APIRequestContextOptions { Form = form, Headers = new Dictionary<string, string> { ["Accept"] = "text/html" } });
        return (answer.Status, await answer.TextAsync());
    }
}
