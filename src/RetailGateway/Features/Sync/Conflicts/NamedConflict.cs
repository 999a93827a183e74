using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;

namespace RetailGateway.Features.Sync.Conflicts;

/// <summary>A conflict with the names that people know its place, goods and system by.</summary>
/// <param name="Conflict">The matter.</param>
/// <param name="Names">What is named in it.</param>
internal sealed record NamedConflict(Conflict Conflict, MatterNames Names)
{
    private const string Select =
        $"select {ConflictRow.Columns}, coalesce(l.name, '') as place, g.name as goods, g.base_unit as unit, c.name as system {ConflictRow.From}";

    /// <summary>The dearest first, and those without a price last; of one price the oldest first.</summary>
    /// <param name="work">The caller's transaction.</param>
    /// <param name="caller">Whose.</param>
    /// <param name="which">A condition on f, of ours.</param>
    /// <param name="with">What the condition names.</param>
    /// <param name="take">At most so many.</param>
    internal static Task<List<NamedConflict>> Dearest(Work work, Caller caller, string which, object with, int take) =>
        Read(work, caller, $"and {which} order by coalesce(f.rupiah_at_risk, -1) desc, f.conflict_id limit {take}", with);

    /// <summary>The dearest open ones whose turn is the owner's, and those that wait for somebody else.</summary>
    internal static Task<List<NamedConflict>> DearestOfEach(Work work, Caller caller, int take)
    {
        return Rows(work, caller, $"({Select} {Dearest("=")}) union all ({Select} {Dearest("<>")})", new { });

        string Dearest(string whose) => $"and f.closed_at is null and f.acts_next {whose} 'owner' order by coalesce(f.rupiah_at_risk, -1) desc, f.conflict_id limit {take}";
    }

    /// <summary>The one with this number; null where the caller has none.</summary>
    internal static async Task<NamedConflict?> One(Work work, Caller caller, long id) =>
        (await Read(work, caller, "and f.conflict_id = @id", new { id })).SingleOrDefault();

    /// <summary>Those that a condition, an order and a limit choose.</summary>
    internal static Task<List<NamedConflict>> Read(Work work, Caller caller, string rest, object with) => Rows(work, caller, $"{Select} {rest}", with);

    private static async Task<List<NamedConflict>> Rows(Work work, Caller caller, string query, object with)
    {
        var values = new DynamicParameters(with);
        values.Add("owner", caller.Party.Value);
        return (await work.Connection.QueryAsync<ConflictRow, MatterNames, NamedConflict>(
            query, (row, names) => new NamedConflict(row.Conflict(), names), values, splitOn: "place")).AsList();
    }
}

/// <summary>What a matter is about, by name.</summary>
/// <param name="Place">The location; empty where it has none.</param>
/// <param name="Goods">The product.</param>
/// <param name="Unit">Its base unit.</param>
/// <param name="System">The connection.</param>
internal sealed record MatterNames(string Place, string? Goods, string? Unit, string? System);

/// <summary>How many open conflicts of a kind wait for the same side.</summary>
/// <param name="Kind">One of <see cref="Stock.Contracts.ConflictKind"/>.</param>
/// <param name="ActsNext">Whose turn it is.</param>
/// <param name="Count">How many.</param>
/// <param name="Rupiah">What may be lost by those that have a price.</param>
/// <param name="Unpriced">How many have none.</param>
internal sealed record ConflictCount(string Kind, string ActsNext, long Count, decimal Rupiah, long Unpriced)
{
    /// <summary>Of all open ones.</summary>
    internal static async Task<IReadOnlyList<ConflictCount>> Read(Work work, Caller caller) => (await work.Connection.QueryAsync<ConflictCount>(
        """
        select kind, acts_next, count(*) as count, coalesce(sum(rupiah_at_risk), 0) as rupiah, count(*) filter (where rupiah_at_risk is null) as unpriced
        from conflict where owner_id = @owner and closed_at is null
        group by kind, acts_next
        order by count(*) desc, kind
        """,
        new { owner = caller.Party.Value })).AsList();
}
