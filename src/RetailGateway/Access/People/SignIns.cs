using System.Net;
using Microsoft.AspNetCore.Identity;

namespace RetailGateway.Access.People;

/// <summary>How an attempt to sign in ended.</summary>
internal enum SignInOutcome
{
    /// <summary>Signed in.</summary>
    In,

    /// <summary>The password was right; a code is asked for.</summary>
    NeedsCode,

    /// <summary>It does not match; which part of it is not said.</summary>
    Wrong,

    /// <summary>Too many were wrong: nothing is looked at for a while.</summary>
    Locked,
}

/// <summary>The ways in: a password, with a code where one is set up; or a passkey.</summary>
internal sealed class SignIns(SignInManager<Person> signIn, UserManager<Person> people, PasskeyUse passkeyUse)
{
    /// <summary>Over TLS, or on this machine: a password never goes over the network in the clear.</summary>
    internal static bool IsSafe(HttpContext http) => http.Request.IsHttps || http.Request.Host.Host is "localhost" or "[::1]"
        || (IPAddress.TryParse(http.Request.Host.Host, out var address) && IPAddress.IsLoopback(address));

    internal async Task<SignInOutcome> WithPassword(string email, string password)
    {
        if (await people.FindByEmailAsync(email) is not { } person)
        {
            // As long as a known person's takes: the time says nothing of who is known.
            people.PasswordHasher.HashPassword(Nobody, password);
            return SignInOutcome.Wrong;
        }

        return Outcome(await signIn.PasswordSignInAsync(person, password, isPersistent: true, lockoutOnFailure: true));
    }

    /// <summary>A code of the authenticator app, or a recovery code, after the password.</summary>
    internal async Task<SignInOutcome> WithCode(string given)
    {
        var code = new string([.. given.Where(char.IsLetterOrDigit)]);
        if (code.Length == 0)
        {
            return SignInOutcome.Wrong;
        }

        return code.Length <= 8 && code.All(char.IsAsciiDigit)
            ? Outcome(await signIn.TwoFactorAuthenticatorSignInAsync(code, isPersistent: true, rememberClient: false))
            : Outcome(await signIn.TwoFactorRecoveryCodeSignInAsync(given.Trim().ToUpperInvariant()));
    }

    /// <summary>A passkey's answer to the challenge of <c>/passkeys/request</c>, in its JSON.</summary>
    internal async Task<SignInOutcome> WithPasskey(string credential)
    {
        try
        {
            var outcome = credential.Length == 0 ? SignInOutcome.Wrong : Outcome(await signIn.PasskeySignInAsync(credential));
            if (outcome == SignInOutcome.In)
            {
                await passkeyUse.Used(credential);
            }

            return outcome;
        }
        catch (InvalidOperationException)
        {
            // The challenge has expired, or none was asked for.
            return SignInOutcome.Wrong;
        }
    }

    private static Person Nobody => new() { PartyId = 0, Name = "", Roles = [] };

    private static SignInOutcome Outcome(SignInResult result) => result switch
    {
        { Succeeded: true } => SignInOutcome.In,
        { RequiresTwoFactor: true } => SignInOutcome.NeedsCode,
        { IsLockedOut: true } => SignInOutcome.Locked,
        _ => SignInOutcome.Wrong,
    };
}
