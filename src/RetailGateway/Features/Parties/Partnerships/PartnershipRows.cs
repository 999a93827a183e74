using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Partnerships;

/// <summary>Rows of partnerships: seen by both sides, written by the cooperative.</summary>
internal static class PartnershipRows
{
    /// <summary>What is said of terms that would begin before today.</summary>
    internal const string StartsAhead = "Today (UTC) or a later day is expected: what held until now stays what it was.";

    internal static async Task<Partnership> Read(Work work, int id) =>
        (await List(work, id, after: 0, take: 1)).SingleOrDefault() ?? throw Missing();

    internal static async Task<List<Partnership>> List(Work work, int? id, long after, int take)
    {
        var rows = await work.Connection.QueryAsync<Row>(
            """
            select partnership_id, owner_id, partner_id, role, valid_from, valid_to
            from partnership
            where (@id::integer is null or partnership_id = @id) and partnership_id > @after
            order by partnership_id
            limit @take
            """,
            new { id, after, take });
        return [.. rows.Select(row => row.Partnership())];
    }

    /// <summary>Partnerships are kept by their cooperative.</summary>
    internal static void CheckKeeper(Caller caller)
    {
        if (caller.Kind != PartyKind.Cooperative)
        {
            throw new Refusal(Problems.NotFound, "Partnerships are kept by their cooperative; the key belongs to another kind of party.");
        }
    }

    /// <summary>Adds a partnership; null where the partner is no chain, for the caller to roll back: it was never there.</summary>
    internal static async Task<int?> Add(Work work, Caller caller, NewPartnership wanted)
    {
        var id = await work.Connection.ExecuteScalarAsync<int>(
            """
            insert into partnership (owner_id, partner_id, environment, role, valid_from, valid_to)
            values (@owner, @PartnerId, @Environment, @role, @ValidFrom, @ValidTo)
            returning partnership_id
            """,
            new { owner = caller.Party.Value, wanted.PartnerId, caller.Environment, role = Names.Of(wanted.Role), wanted.ValidFrom, wanted.ValidTo });

        // A stranger's kind is seen only now that it is a partner.
        var kind = await work.Connection.ExecuteScalarAsync<string?>("select kind from party where owner_id = @PartnerId", new { wanted.PartnerId });
        return kind == Names.Of(PartyKind.Chain) ? id : null;
    }

    /// <summary>Locks a partnership of the caller's own, so that what is added to it comes one after the other.</summary>
    internal static async Task LockOwn(Work work, Caller caller, int id)
    {
        var own = await work.Connection.ExecuteScalarAsync<int?>(
            "select partnership_id from partnership where owner_id = @owner and partnership_id = @id for update", new { owner = caller.Party.Value, id });
        if (own is null)
        {
            throw Missing();
        }
    }

    /// <summary>What begins in the past would rewrite it, unless nothing was there before.</summary>
    internal static async Task CheckStart(Work work, Check check, DateOnly validFrom, bool isFirst)
    {
        var isAhead = await work.Connection.ExecuteScalarAsync<bool>("select @validFrom >= current_date", new { validFrom });
        check.That(isFirst || isAhead, "/validFrom", StartsAhead);
    }

    private static Refusal Missing() => new(Problems.NotFound, "No partnership that you may see, or that is yours to change, has that number.");

    private sealed record Row(int PartnershipId, int OwnerId, int PartnerId, string Role, DateOnly ValidFrom, DateOnly? ValidTo)
    {
        internal Partnership Partnership() => new(PartnershipId, OwnerId, PartnerId, Names.Read<PartnershipRole>(Role), ValidFrom, ValidTo);
    }
}

/// <summary>One cooperative and one chain (kemitraan).</summary>
/// <param name="Id">Its number.</param>
/// <param name="OwnerId">The cooperative.</param>
/// <param name="PartnerId">The chain.</param>
/// <param name="Role">What the chain is to the cooperative.</param>
/// <param name="ValidFrom">Its first day.</param>
/// <param name="ValidTo">The first day that is no longer of it; null for open.</param>
internal sealed record Partnership(int Id, int OwnerId, int PartnerId, PartnershipRole Role, DateOnly ValidFrom, DateOnly? ValidTo);
