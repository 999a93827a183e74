using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using RetailGateway.Database;

namespace RetailGateway.Access.People;

/// <summary>When passkeys were last used, which the framework's own store does not keep.</summary>
internal sealed class PasskeyUse(GatewayDb database)
{
    /// <summary>Writes down that the passkey of this answer, which was found right, let somebody in now.</summary>
    /// <param name="credential">The browser's answer, in its JSON.</param>
    internal async Task Used(string credential)
    {
        using var answer = JsonDocument.Parse(credential);
        await using var command = database.Identity.CreateCommand("update person_passkey set used_at = now() where credential_id = $1");
        command.Parameters.Add(new Npgsql.NpgsqlParameter { Value = WebEncoders.Base64UrlDecode(answer.RootElement.GetProperty("id").GetString()!) });
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Somebody's passkeys that were used, by their ids in hexadecimal.</summary>
    internal async Task<IReadOnlyDictionary<string, DateTimeOffset?>> Of(int person)
    {
        await using var command = database.Identity.CreateCommand("select credential_id, used_at from person_passkey where user_id = $1 and used_at is not null");
        command.Parameters.Add(new Npgsql.NpgsqlParameter { Value = person });
        await using var rows = await command.ExecuteReaderAsync();
        var used = new Dictionary<string, DateTimeOffset?>(StringComparer.Ordinal);
        while (await rows.ReadAsync())
        {
            used.Add(Convert.ToHexStringLower(rows.GetFieldValue<byte[]>(0)), rows.GetFieldValue<DateTimeOffset>(1));
        }

        return used;
    }
}
