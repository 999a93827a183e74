using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using RetailGateway.Features.Catalogue.Contracts.Imports;
using RetailGateway.Features.Stock.ByHand;

namespace RetailGateway.WebConsole.Stock;

/// <summary>
/// An upload between looking and confirming: what was shown goes to the browser sealed and comes back the same or not at
/// all, so nothing can be confirmed that was not looked at, by whom it was shown, within the day.
/// </summary>
internal sealed class UploadFile(IDataProtectionProvider protection)
{
    /// <summary>As for every table that is read.</summary>
    internal const int Megabytes = ImportFile.Megabytes;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>The plan, for a hidden field.</summary>
    internal string Seal(UploadPlan plan, int person)
    {
        using var packed = new MemoryStream();
        using (var zip = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(zip, plan);
        }

        return Convert.ToBase64String(Of(person).Protect(packed.ToArray(), Kept));
    }

    /// <summary>The plan that was shown to this person; null for anything else.</summary>
    internal UploadPlan? Open(string? text, int person)
    {
        try
        {
            using var packed = new MemoryStream(Of(person).Unprotect(Convert.FromBase64String(text ?? "")));
            using var zip = new BrotliStream(packed, CompressionMode.Decompress);
            return JsonSerializer.Deserialize<UploadPlan>(zip);
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector Of(int person) => protection.CreateProtector("stock upload", $"{person}").ToTimeLimitedDataProtector();
}
