using System.Net;
using System.Text.Json;
using Refit;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Partners.Basmalah;

/// <summary>Reads what came back from the chain, or did not.</summary>
internal static class BasmalahAnswers
{
    /// <summary>Reads any answer.</summary>
    public static Reading<T> Read<T>(IApiResponse<T> response)
    {
        if (!response.IsReceived)
            return new Reading<T>.Unknown($"no answer: {response.Error?.Message}");
        if (response.StatusCode == HttpStatusCode.OK)
        {
            return response is { IsSuccessful: true, Content: { } content }
                ? new Reading<T>.Known(content)
                : new Reading<T>.Unknown($"an answer we cannot read: {response.Error?.Message}");
        }

        if (response.StatusCode == HttpStatusCode.TooManyRequests)
            return new Reading<T>.Busy(response.Headers.ComeAgain());

        return RefusalIn(response.Error) is { } refusal && BasmalahCodes.RefusesRequest(refusal.Kode, (int)response.StatusCode.Value)
            ? new Reading<T>.Refused(refusal.Kode, refusal.Pesan)
            : new Reading<T>.Unknown($"HTTP {(int)response.StatusCode.Value}, without a refusal we know");
    }

    /// <summary>Reads the answer to a send: a verdict for each line, in the order they were sent.</summary>
    public static Reading<IReadOnlyList<LineVerdict>> ReadSend(
        KirimanKetersediaan sent, IApiResponse<JawabanKiriman> response) =>
        Read(response).Then<IReadOnlyList<LineVerdict>>(answer => BasmalahEcho.EchoMatches(sent, answer) switch
        {
            [] => new Reading<IReadOnlyList<LineVerdict>>.Known([.. answer.Baris.Select(BasmalahEcho.Judge)]),
            // Whose it is stays out of the words: they are shown to those it does not concern.
            _ when answer.Koperasi != sent.Koperasi => new Reading<IReadOnlyList<LineVerdict>>.Unknown("the answer carries another party's data", answer.Koperasi),
            var differences => new Reading<IReadOnlyList<LineVerdict>>.Unknown(
                $"the answer speaks of something else: {string.Join("; ", differences.Take(3))}", Echoed: differences),
        });

    /// <summary>Reads that the chain has a document: when it took it. One that it has otherwise is not the one that was sent.</summary>
    public static Reading<DateTimeOffset> ReadDocument(DokumenPesanan sent, IApiResponse<JawabanDokumen> response) =>
        Read(response).Then(answer => BasmalahPaper.Differences(sent, answer.Dokumen) switch
        {
            [] => BasmalahTranslator.ToInstant(answer.DiterimaPada, answer.Zona),
            _ when answer.Dokumen.Koperasi != sent.Koperasi => new Reading<DateTimeOffset>.Unknown("the answer carries another party's data", answer.Dokumen.Koperasi),
            var differences => new Reading<DateTimeOffset>.Unknown($"it has another document: {string.Join("; ", differences.Take(3))}", Echoed: differences),
        });

    private static Galat? RefusalIn(ApiExceptionBase? error)
    {
        if (error is not ApiException { Content: { } body })
            return null;

        try
        {
            return JsonSerializer.Deserialize<Galat>(body, BasmalahClient.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
