using System.Globalization;
using System.Text.Json;
using RetailGateway.PartnerSimulator.Demo.Life;
using RetailGateway.PartnerSimulator.Demo.Stage;
using RetailGateway.PartnerSimulator.Demo.Town;

namespace RetailGateway.PartnerSimulator.Demo.View;

/// <summary>Tells whoever started the demo where to look and what to try, in lines that work as they stand.</summary>
internal static class WhereToLook
{
    public static string Text(DemoStage stage, DemoFolder folder, Dictionary<string, string> keys, DateTimeOffset now)
    {
        var api = $"http://localhost:{stage.GatewayPort}";
        var change = $$"""{"changes":[{"changeId":"coba-{{folder.Run}}/1","location":"KPN-01","item":"STP-0001","kind":"sale","quantity":"-1","occurredAt":"{{now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}}"}]}""";
        var people = File.ReadAllText(folder.PeopleFile);
        return
            $$"""

            The gateway was ready after {{stage.GatewayStart.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)}} s. Its data is in {{folder.Path}}, with the logs and every key (keys.json).

              {{api}}/         the console: sign in as somebody of below
              {{api}}/stock    as toko@kpn.example: a shop without a till, to count by hand
              {{api}}/docs     the API, to read and to try
              {{api}}/jobs     the schedule at work
              {{stage.Chain}}mitra/v2   Toko Basmalah, the simulated chain

            Who signs in, all with the password {{Password(people)}} (people.json):

            {{string.Join('\n', People(people))}}

            Their mail is left in {{folder.At("mail/new")}}.

            Try, in another terminal:

            TILL={{keys[TownCallers.ReaderParty]}}
            READER={{keys["reader"]}}
            CHAIN={{keys[TownFiles.Chain]}}
            curl -sw '\n' -H "Authorization: Bearer $READER" '{{api}}/v1/stock/positions?location=KPN-01&limit=3'
            curl -sw '\n' -H "Authorization: Bearer $TILL" -H 'Content-Type: application/json' {{api}}/v1/stock/changes -d '{{change}}'
            curl -sw '\n' -H "Authorization: Bearer $READER" '{{api}}/v1/stock/ledger?location=KPN-01&product=STP-0001&limit=5'
            curl -sw '\n' -H "Authorization: Bearer $READER" '{{api}}/v1/events?limit=3'
            curl -sw '\n' -H "Authorization: Bearer $CHAIN" '{{api}}/v1/sync/connections'

            """;
    }

    /// <summary>A line for each of the people's file: the email that they sign in with, and their role.</summary>
    public static IEnumerable<string> People(string file) =>
        Of(file).GetProperty("People").EnumerateObject().Select(person => $"  {person.Name,-26} {person.Value}");

    private static JsonElement Password(string file) => Of(file).GetProperty("Password");

    private static JsonElement Of(string file) => JsonElement.Parse(file);
}
