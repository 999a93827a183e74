using System.Globalization;

namespace RetailGateway.PartnerSimulator.Demo;

/// <summary>How the demo is to run.</summary>
internal sealed record DemoOptions
{
    /// <summary>How it is called.</summary>
    public const string Help = """
        demo   the gateway, Toko Basmalah, Anggur Mart, Mangga Swalayan, and five cooperatives' shops at their tills
          --speed NUMBER      changes a minute over all shops (120)
          --seed NUMBER       which life they live (1)
          --data FOLDER       where everything is kept (.data/demo)
          --port NUMBER       the gateway's port, or a free one where it is taken (5080)
          --minutes NUMBER    ends by itself after so long
          --check             lives for --changes changes, lets everything settle, compares all sides; exit 0 or 1
          --changes NUMBER    how many changes each side makes for --check (600)
          --gateway FILE      RetailGateway.dll, where it does not lie beside
        """;

    private const int CheckSpeed = 1800;

    public int Seed { get; init; } = 1;

    /// <summary>Changes a minute over all shops; as many by the chain.</summary>
    public int Speed { get; init; } = 120;

    /// <summary>Where everything is kept; null where a check uses a folder that is removed afterwards.</summary>
    public string? Data { get; init; } = Path.Combine(".data", "demo");

    public int Port { get; init; } = 5080;

    public int? Minutes { get; init; }

    public bool Check { get; init; }

    public int Changes { get; init; } = 600;

    public string Gateway { get; init; } = "";

    /// <summary>Reads the command line; null where it cannot be read.</summary>
    public static DemoOptions? Read(string[] args)
    {
        var check = args.Contains("--check", StringComparer.Ordinal);
        var options = new DemoOptions { Gateway = FindGateway() };
        if (check)
        {
            // A check stands beside whatever else runs: its own folder, any port, and no time to lose.
            options = options with { Check = true, Data = null, Port = 0, Speed = CheckSpeed };
        }

        var pairs = args.Where(argument => argument != "--check").Chunk(2).ToList();
        foreach (var pair in pairs)
        {
            if (pair is not [var name, var value] || options.With(name, value) is not { } next)
                return null;
            options = next;
        }

        return options;
    }

    private DemoOptions? With(string name, string value) => (name, Number(value)) switch
    {
        ("--seed", { } number) => this with { Seed = number },
        ("--speed", > 0 and var number) => this with { Speed = number },
        ("--port", >= 0 and <= 65535 and var number) => this with { Port = number },
        ("--minutes", > 0 and var number) => this with { Minutes = number },
        ("--changes", > 0 and var number) => this with { Changes = number },
        ("--data", _) => this with { Data = value },
        ("--gateway", _) => this with { Gateway = value },
        _ => null,
    };

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Beside this program (tests, a published folder), else where the source tree's build puts it.</summary>
    private static string FindGateway()
    {
        const string name = "RetailGateway.dll";
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var beside = Path.Combine(here.FullName, name);
        return File.Exists(beside)
            ? beside
            : Path.GetFullPath(Path.Combine(here.FullName, "../../../../RetailGateway/bin", here.Parent!.Name, here.Name, name));
    }
}
