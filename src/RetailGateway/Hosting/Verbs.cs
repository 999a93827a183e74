using System.Reflection;
using RetailGateway.Database;
using RetailGateway.EmbeddedPostgres;

namespace RetailGateway.Hosting;

/// <summary>What the program does: its first argument.</summary>
internal static class Verbs
{
    private const string Usage =
        """
        retailgateway VERB [options]

          serve [--roles web,jobs] [--embedded] [--data FOLDER] [--urls URL]   answer requests, do the work
          migrate                                       bring the database to this program's version
          seed demo --keys FILE                         write the demo's parties, goods and opening stock, and its keys into FILE
          parties create --code CODE --name NAME --kind authority|chain|cooperative|producer
                         [--cooperative-kind KIND] [--environment live|test]   the register's first authority, above all
          people create --party CODE --email EMAIL --name NAME --roles a,b [--location CODE] [--environment live|test]
                                                        somebody who signs in to the console; the password is printed once
          areas import FILE                             add administrative areas: a CSV of code,name,kind,parent
          keys create --party CODE --name NAME [--connection CODE] [--environment live|test] [--scopes a,b] [--days N]
          keys revoke --key ID                          the middle part of a key; it stops within seconds
          files due --dialect NAME [--party CODE]       leave the files of availability now, not at night alone
          restored                                      after a backup was restored: begin a new feed epoch
          contracts [--out FOLDER]                      write the database schema into the contracts folder
          health URL                                    ask a gateway whether it is ready; exit 0 or 1

        A database is named by ConnectionStrings__Gateway (and ConnectionStrings__Owner for migrate),
        or --embedded keeps a private PostgreSQL in --data (default .data).
        """;

    internal static async Task<int> Run(string[] args)
    {
        // Options alone mean serve: so do the tool that reads the API document at build time and a bare start.
        var verb = args is [{ } first, ..] && !first.StartsWith('-') ? first : "serve";
        var rest = args is [{ } given, ..] && given == verb ? args[1..] : args;
        using var stop = new CancellationTokenSource();
        try
        {
            return (verb, rest) switch
            {
                ("serve", _) => await Serve(rest),
                ("migrate", _) => await WithDatabase(rest, store => store.Migrate(stop.Token)),
                ("seed", ["demo", ..]) => await WithDatabase(rest, store => Demo.DemoSeed.Run(store, rest, stop.Token)),
                ("parties", ["create", ..]) => await WithDatabase(rest, store => PartiesCreate.Run(store, rest, stop.Token)),
                ("people", ["create", ..]) => await WithDatabase(rest, store => PeopleCreate.Run(store, rest, stop.Token)),
                ("areas", ["import", ..]) => await WithDatabase(rest, store => AreasImport.Run(store, rest, stop.Token)),
                ("keys", ["create", ..]) => await WithDatabase(rest, store => KeysCreate.Run(store, rest, stop.Token)),
                ("keys", ["revoke", ..]) => await WithDatabase(rest, store => KeysRevoke.Run(store, rest, stop.Token)),
                ("files", ["due", ..]) => await WithDatabase(rest, store => FilesDue.Run(store, rest, stop.Token)),
                ("restored", _) => await WithDatabase(rest, store => Restored.Run(store, stop.Token)),
                ("contracts", _) => await SchemaDump.Run(rest, stop.Token),
                ("health", [{ } address, ..]) when Uri.TryCreate(address, UriKind.Absolute, out var gateway) => await Health.Ask(gateway, stop.Token),
                _ => Help(),
            };
        }
        catch (Exception error) when (error is Misconfigured or MigrationRefused or PostgresNotFoundException or ClusterStartException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 2;
        }
        catch (Npgsql.NpgsqlException error)
        {
            await Console.Error.WriteLineAsync($"The database refused or did not answer: {error.Message}");
            return 1;
        }
    }

    /// <summary>The build's document tool runs the program to look at its endpoints: nothing may happen then.</summary>
    internal static bool OnlyDescribing => Assembly.GetEntryAssembly()?.GetName().Name == "GetDocument.Insider";

    /// <summary>
    /// Settings are read when the program starts. To hear of a change of their files the host would watch all of its working
    /// folder, where the embedded store's files may be: each write of the store would be told to it.
    /// </summary>
    internal const string ReadsSettingsOnce = "--hostBuilder:reloadConfigOnChange=false";

    private static async Task<int> Serve(string[] args)
    {
        // A flag without a value would take the next option for its own.
        var builder = WebApplication.CreateBuilder([ReadsSettingsOnce, .. args.Where(argument => argument != "--embedded")]);
        if (OnlyDescribing)
        {
            builder.Configuration["ConnectionStrings:Gateway"] = "Host=nowhere";
            await Program.Build(builder).RunAsync();
            return 0;
        }

        await using var store = await Store.Open(builder.Configuration, args, CancellationToken.None);
        if (store.IsEmbedded)
        {
            await store.Migrate(CancellationToken.None);
            LeaveMail(builder.Configuration, store.Folder!);
        }

        builder.Configuration["ConnectionStrings:Gateway"] = store.Gateway;
        await using var app = Program.Build(builder);
        await app.RunAsync();
        return 0;
    }

    /// <summary>Without other settings mail is left in the data folder, with links to where this process listens.</summary>
    private static void LeaveMail(ConfigurationManager settings, string folder)
    {
        settings["Mail:Folder"] ??= Path.Combine(folder, "mail");
        settings["Mail:Console"] ??= settings["urls"] is { } listens && Uri.TryCreate(listens.Split(';')[0], UriKind.Absolute, out var address) ? address.ToString() : "http://localhost:5000/";
    }

    private static async Task<int> WithDatabase(string[] args, Func<Store, Task> act)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine([.. args.Where(argument => argument.StartsWith("--", StringComparison.Ordinal) && argument.Contains('=', StringComparison.Ordinal))]).Build();
        await using var store = await Store.Open(configuration, args, CancellationToken.None);
        await act(store);
        return 0;
    }

    private static int Help()
    {
        Console.Error.WriteLine(Usage);
        return 64;
    }
}

/// <summary>The program was started in a way that cannot work; the message says the ways out.</summary>
internal sealed class Misconfigured(string message) : Exception(message);
