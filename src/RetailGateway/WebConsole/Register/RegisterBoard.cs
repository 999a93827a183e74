using RetailGateway.Domain.Parties;
using RetailGateway.Features.Parties.Register;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Register;

/// <summary>Which cooperatives the office looks at.</summary>
internal enum RegisterFilter
{
    /// <summary>All of them.</summary>
    All,

    /// <summary>Those that became dormant this month.</summary>
    WentQuiet,

    /// <summary>Those that trade.</summary>
    Active,

    /// <summary>Those that did and do not.</summary>
    Dormant,

    /// <summary>Those that never have.</summary>
    Never,
}

/// <summary>The register as the office looks at it: who went quiet this month on top. Pure: made from what was read.</summary>
internal sealed class RegisterBoard
{
    private readonly IReadOnlyList<RegisteredCooperative> all;
    private readonly Format format;

    /// <summary>Sorts what was read.</summary>
    /// <param name="register">All cooperatives.</param>
    /// <param name="format">The office's zone and day.</param>
    internal RegisterBoard(IEnumerable<RegisteredCooperative> register, Format format)
    {
        this.format = format;
        all = [.. register.OrderBy(Rank).ThenByDescending(cooperative => cooperative.DormantSince).ThenBy(cooperative => cooperative.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>How many are of this sort.</summary>
    internal int Count(RegisterFilter filter) => all.Count(cooperative => Is(cooperative, filter));

    /// <summary>Those of this sort whose name or code, or whose partners' names, hold the words.</summary>
    internal IReadOnlyList<RegisteredCooperative> Find(RegisterFilter filter, CooperativeKind? kind, string? words) => [.. all
        .Where(cooperative => Is(cooperative, filter) && (kind is null || cooperative.Kind == kind)
            && (words is null || Texts(cooperative).Any(text => text.Contains(words, StringComparison.OrdinalIgnoreCase))))];

    /// <summary>Whether it became dormant within this month.</summary>
    internal static bool WentQuiet(RegisteredCooperative cooperative, Format format) =>
        cooperative.DormantSince is { } since && (format.DayOf(since), format.DayOf(format.Now)) is var (day, today) && (day.Year, day.Month) == (today.Year, today.Month);

    private bool Is(RegisteredCooperative cooperative, RegisterFilter filter) => filter switch
    {
        RegisterFilter.WentQuiet => WentQuiet(cooperative, format),
        RegisterFilter.Active => cooperative.Activity == ActivityState.Active,
        RegisterFilter.Dormant => cooperative.Activity == ActivityState.Dormant,
        RegisterFilter.Never => cooperative.Activity == ActivityState.NeverActive,
        _ => true,
    };

    private int Rank(RegisteredCooperative cooperative) => cooperative.Activity switch
    {
        _ when WentQuiet(cooperative, format) => 0,
        ActivityState.Dormant => 1,
        ActivityState.NeverActive => 2,
        _ => 3,
    };

    private static IEnumerable<string> Texts(RegisteredCooperative cooperative) => [cooperative.Code, cooperative.Name, .. cooperative.Partners.Select(partner => partner.Name)];
}
