using System.ComponentModel.DataAnnotations;
using RetailGateway.Features.Catalogue.Contracts;

namespace RetailGateway.Features.Sync;

/// <summary>Why a person does what they do.</summary>
/// <param name="Reason">In their words; kept in the audit log.</param>
internal sealed record Reasoned([property: MinLength(1), MaxLength(Reasoned.Longest)] string Reason)
{
    internal const int Longest = 500;

    internal static string Of(string? given)
    {
        var check = new Check();
        var reason = check.Text("/reason", given, Longest);
        check.Done();
        return reason;
    }
}
