using System.Globalization;

namespace RetailGateway.Benchmarks;

/// <summary>What was asked for.</summary>
/// <param name="Names">The benchmarks to run; all of them where none is named.</param>
/// <param name="Size">Over each benchmark's own size, which its doc comment explains.</param>
/// <param name="JsonFile">Where to write the measurements as well.</param>
internal sealed record BenchOptions(IReadOnlyList<string> Names, long? Size, string? JsonFile)
{
    /// <summary>Null where the arguments are not understood.</summary>
    internal static BenchOptions? Parse(string[] args, string[] known)
    {
        var names = new List<string>();
        long? size = null;
        string? file = null;
        for (var index = 0; index < args.Length; index++)
        {
            var value = index + 1 < args.Length ? args[index + 1] : null;
            switch (args[index])
            {
                case "--size" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0:
                    (size, index) = (number, index + 1);
                    break;
                case "--json" when value is not null:
                    (file, index) = (value, index + 1);
                    break;
                case var name when known.Contains(name):
                    names.Add(name);
                    break;
                default:
                    return null;
            }
        }

        return new BenchOptions(names, size, file);
    }

    internal bool Wants(string name) => Names.Count == 0 || Names.Contains(name);
}
