using System.Security.Cryptography;
using System.Text;

namespace RetailGateway.Access;

/// <summary>
/// A partner system's key, <c>rg_&lt;live|test&gt;_&lt;id&gt;_&lt;secret&gt;</c>. The id begins with its owner's number and
/// an x; the secret is shown once and only its SHA-256 is kept.
/// </summary>
internal sealed record ApiKey(string Environment, int Owner, string Id, string Secret)
{
    private const int SecretBytes = 24;

    internal byte[] SecretSha256 => SHA256.HashData(Encoding.UTF8.GetBytes(Secret));

    internal static ApiKey New(string environment, int owner) => new(
        environment,
        owner,
        $"{owner}x{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}",
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes)));

    internal static bool TryParse(string? text, out ApiKey key)
    {
        key = null!;
        if (text?.Split('_') is not ["rg", "live" or "test", { Length: > 1 } id, { Length: > 1 } secret]
            || id.IndexOf('x', StringComparison.Ordinal) is not (> 0 and < 11 and var end)
            || !int.TryParse(id.AsSpan(0, end), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var owner))
        {
            return false;
        }

        key = new ApiKey(text.Split('_')[1], owner, id, secret);
        return true;
    }

    public override string ToString() => $"rg_{Environment}_{Id}_{Secret}";
}
