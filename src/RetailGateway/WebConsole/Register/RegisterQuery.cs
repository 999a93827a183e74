using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Parties.Register;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Register;

/// <summary>What the register is asked for, as it stands in an address: of the page, and of what is downloaded from it.</summary>
/// <param name="Filter">Which sort.</param>
/// <param name="Kind">Which kind; null is any.</param>
/// <param name="Words">What name, code or partner hold; null is anything.</param>
internal sealed record RegisterQuery(RegisterFilter Filter, CooperativeKind? Kind, string? Words)
{
    /// <summary>Nothing is left out.</summary>
    internal bool IsAll => this is { Filter: RegisterFilter.All, Kind: null, Words: null };

    /// <summary>Reads it; what is unknown is as if nothing was asked.</summary>
    internal static RegisterQuery Of(string? state, string? kind, string? words) => new(
        Names.TryRead<RegisterFilter>(state ?? "", out var filter) ? filter : RegisterFilter.All,
        Names.TryRead<CooperativeKind>(kind ?? "", out var known) ? known : null,
        Check.Query("q", words));

    /// <summary>The same as the store is asked for it, in the month of the office's own calendar.</summary>
    internal WantedCooperatives Wanted(Format format)
    {
        var today = format.DayOf(format.Now);
        return new WantedCooperatives(Filter, Kind, Words, format.Begin(new DateOnly(today.Year, today.Month, 1)));
    }

    /// <summary>The same as an address.</summary>
    internal string At(string path, int page = 1) => Address.Of(
        path,
        ("state", Filter == RegisterFilter.All ? null : Names.Of(Filter)),
        ("kind", Kind is { } kind ? Names.Of(kind) : null),
        ("q", Words),
        ("page", page == 1 ? null : $"{page}"));
}
