using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Http;

namespace RetailGateway.Features.Catalogue.Contracts;

/// <summary>Whose places and goods a list may be asked for.</summary>
internal static class Shown
{
    /// <summary>The owner asked for, oneself where nobody is; one whose terms show nothing is not there.</summary>
    internal static async Task<int> Owner(Work work, Caller caller, int? asked)
    {
        var owner = asked ?? caller.Party.Value;
        if (owner == caller.Party.Value)
        {
            return owner;
        }

        var isShown = await work.Connection.ExecuteScalarAsync<bool>(
            caller.Kind == PartyKind.Authority
                ? "select exists (select from party where owner_id = @owner)"
                : "select @owner in (select visible_stock_owners())",
            new { owner });
        return isShown ? owner : throw new Refusal(Problems.NotFound, "Nothing of that owner is shown to you.");
    }
}
