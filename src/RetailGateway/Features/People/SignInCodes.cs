using Dapper;
using Microsoft.AspNetCore.Identity;
using RetailGateway.Access.People;
using RetailGateway.Database;
using RetailGateway.Features.Audit.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.People;

/// <summary>The code that somebody is asked for beside the password, once it is on: its recovery codes made anew, and an end to it.</summary>
internal sealed class SignInCodes(UserManager<Person> people, PeopleDb store, Credentials credentials, Writes writes)
{
    /// <summary>Other recovery codes, for whoever knows the password: the old ones are over.</summary>
    /// <returns>The codes, shown this once; none where this form made them before, and null where the password is wrong.</returns>
    internal async Task<IReadOnlyList<string>?> Renew(HttpContext http, Visitor visitor, string? form, string password)
    {
        if (!await credentials.Knows(visitor, password))
        {
            return null;
        }

        IReadOnlyList<string> codes = [];
        await writes.OnceForPeople(http, visitor.Caller, form, async work =>
        {
            AuditLog.Write(work, visitor.Caller, "renew-codes", Subject(visitor.Person), before: null, after: null, reason: null);
            codes = [.. (await people.GenerateNewTwoFactorRecoveryCodesAsync(await credentials.Person(visitor), Credentials.RecoveryCodes))!];
        });
        return codes;
    }

    /// <summary>Asks for no code any more, for whoever knows the password. Every other place is signed out; a new phone may be set up.</summary>
    /// <returns>Whether the password was right.</returns>
    internal async Task<bool> TurnOff(HttpContext http, Visitor visitor, string? form, string password)
    {
        if (!await credentials.Knows(visitor, password))
        {
            return false;
        }

        await writes.OnceForPeople(http, visitor.Caller, form, async work =>
        {
            if (await Clear(work, visitor.Person))
            {
                AuditLog.Write(work, visitor.Caller, "turn-off-code", Subject(visitor.Person), before: null, after: null, reason: null);
            }
        });

        // What the framework's store has read before is not so any more.
        store.ChangeTracker.Clear();
        await credentials.StaySignedIn(visitor, await credentials.Person(visitor));
        return true;
    }

    /// <summary>
    /// Has a person asked for no code any more: the app's key and the recovery codes are gone, and with the new stamp every
    /// sign-in of theirs and every link to a new password.
    /// </summary>
    /// <returns>Whether one was asked for.</returns>
    internal static async Task<bool> Clear(Work work, int person) => await work.Connection.ExecuteScalarAsync<long>(
        """
        with cleared as (
            update person set two_factor_enabled = false, security_stamp = gen_random_uuid()::text, concurrency_stamp = gen_random_uuid()::text
            where person_id = @person and two_factor_enabled returning person_id),
        gone as (delete from person_token t using cleared c where t.user_id = c.person_id)
        select count(*) from cleared
        """,
        new { person }) > 0;

    private static AuditSubject Subject(int person) => new("person", person.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
