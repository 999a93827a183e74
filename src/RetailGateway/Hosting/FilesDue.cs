using RetailGateway.Database;
using RetailGateway.Features.Sync.Files;

namespace RetailGateway.Hosting;

/// <summary><c>files due --dialect NAME [--party CODE]</c>: the files of availability are left now, and not at night alone.</summary>
internal static class FilesDue
{
    internal static async Task Run(Store store, string[] args, CancellationToken cancel)
    {
        var dialect = Store.Option(args, "--dialect") ?? throw new Misconfigured("files due needs --dialect: which partner's files?");
        await using var database = new GatewayDb(store.Gateway, requestConnections: 1);
        var due = await NightlyFiles.MakeDue(database, [dialect], Store.Option(args, "--party"), cancel);
        Console.WriteLine($"{due} files are due; a gateway with the jobs role leaves them at once");
    }
}
