using System.Runtime.CompilerServices;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;

namespace RetailGateway.Features.Parties.Register;

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

/// <summary>The register as the office looks at it, chosen and sorted by the store: who went quiet this month on top, whoever trades last.</summary>
internal sealed class FindCooperatives(GatewayDb database, GetRegister register)
{
    /// <summary>Cooperatives that are read at a time where all are asked for.</summary>
    private const int AtATime = 500;

    /// <summary>One page of those that are wished for, and how many there are of each sort.</summary>
    /// <exception cref="Http.Refusal">The caller is no authority.</exception>
    internal async Task<FoundCooperatives> Read(Caller caller, WantedCooperatives wanted, int skip, int take, CancellationToken cancel)
    {
        var (counts, count, ids) = await Choose(caller, wanted, skip, take, cancel);
        return new FoundCooperatives(counts, count, await register.ReadThese(caller, ids, cancel));
    }

    /// <summary>All that are wished for. Their numbers are held, and of the rest a few hundred at a time.</summary>
    /// <exception cref="Http.Refusal">The caller is no authority.</exception>
    internal async IAsyncEnumerable<RegisteredCooperative> ReadAll(Caller caller, WantedCooperatives wanted, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (_, _, ids) = await Choose(caller, wanted, skip: 0, take: int.MaxValue, cancel);
        foreach (var some in ids.Chunk(AtATime))
        {
            foreach (var cooperative in await register.ReadThese(caller, some, cancel))
            {
                yield return cooperative;
            }
        }
    }

    /// <summary>What an activity is, is the rule of <see cref="CooperativeActivity"/>: here it is asked of all at once.</summary>
    private async Task<(IReadOnlyDictionary<RegisterFilter, int> Counts, int Count, int[] Ids)> Choose(
        Caller caller, WantedCooperatives wanted, int skip, int take, CancellationToken cancel)
    {
        GetRegister.KeepOut(caller);
        await using var work = await database.Open(caller, cancel);
        var row = await work.Connection.QuerySingleAsync<Row>(new CommandDefinition(
            """
            with seen as (
                select p.owner_id, p.code, p.name, p.cooperative_kind, q.trades, q.last_entry_at + make_interval(days => @quietDays) as dormant_since
                from party p
                join cooperatives_quiet_since(make_interval(days => @quietDays)) q on q.owner_id = p.owner_id
                where p.kind = 'cooperative'),
            judged as materialized (
                select s.*, case when trades then 3 when dormant_since is null then 2 when dormant_since >= @month then 0 else 1 end as rank
                from seen s),
            found as materialized (
                select j.owner_id, row_number() over (order by j.rank, j.dormant_since desc nulls last, upper(j.name) collate "C", j.owner_id) as place
                from judged j
                where j.rank = any (@ranks) and (@kind::text is null or j.cooperative_kind = @kind)
                    and (@Words::text is null or position(upper(@Words) in upper(j.code)) > 0 or position(upper(@Words) in upper(j.name)) > 0 or exists (
                        select from partnership s
                        join party p on p.owner_id = s.partner_id
                        where s.owner_id = j.owner_id and s.valid_from <= current_date and (s.valid_to is null or s.valid_to > current_date)
                            and position(upper(@Words) in upper(p.name)) > 0)))
            select (select count(*)::integer from judged where rank = 0) as quiet, (select count(*)::integer from judged where rank = 1) as dormant,
                (select count(*)::integer from judged where rank = 2) as never, (select count(*)::integer from judged where rank = 3) as active,
                (select count(*)::integer from found) as count,
                coalesce((select array_agg(owner_id order by place) from found where place > @skip and place <= @skip::bigint + @take), '{}') as ids
            """,
            new
            {
                quietDays = CooperativeActivity.QuietDays,
                month = wanted.MonthBegan.UtcDateTime,
                ranks = Ranks(wanted.Filter),
                kind = wanted.Kind is { } kind ? Names.Of(kind) : null,
                wanted.Words,
                skip,
                take,
            },
            cancellationToken: cancel));
        return (
            new Dictionary<RegisterFilter, int>
            {
                [RegisterFilter.All] = row.Quiet + row.Dormant + row.Never + row.Active,
                [RegisterFilter.WentQuiet] = row.Quiet,
                [RegisterFilter.Active] = row.Active,
                [RegisterFilter.Dormant] = row.Quiet + row.Dormant,
                [RegisterFilter.Never] = row.Never,
            },
            row.Count,
            row.Ids);
    }

    private static int[] Ranks(RegisterFilter filter) => filter switch
    {
        RegisterFilter.WentQuiet => [0],
        RegisterFilter.Dormant => [0, 1],
        RegisterFilter.Never => [2],
        RegisterFilter.Active => [3],
        _ => [0, 1, 2, 3],
    };

    private sealed record Row
    {
        public int Quiet { get; init; }

        public int Dormant { get; init; }

        public int Never { get; init; }

        public int Active { get; init; }

        public int Count { get; init; }

        public int[] Ids { get; init; } = [];
    }
}

/// <summary>What the register is asked for.</summary>
/// <param name="Filter">Which sort.</param>
/// <param name="Kind">Which kind; null is any.</param>
/// <param name="Words">What name, code or a partner's name hold; null is anything.</param>
/// <param name="MonthBegan">When this month began, where the office is.</param>
internal sealed record WantedCooperatives(RegisterFilter Filter, CooperativeKind? Kind, string? Words, DateTimeOffset MonthBegan);

/// <summary>A page of the register.</summary>
/// <param name="Counts">How many of each sort the whole register has.</param>
/// <param name="Count">How many were found, on all pages.</param>
/// <param name="Items">Those of this page.</param>
internal sealed record FoundCooperatives(IReadOnlyDictionary<RegisterFilter, int> Counts, int Count, IReadOnlyList<RegisteredCooperative> Items);
