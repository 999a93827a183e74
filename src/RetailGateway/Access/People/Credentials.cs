using Microsoft.AspNetCore.Identity;
using QRCoder;

namespace RetailGateway.Access.People;

/// <summary>How somebody proves who they are, as they set it up themselves.</summary>
internal sealed class Credentials(
    UserManager<Person> people, IUserStore<Person> store, SignInManager<Person> signIn, Sessions sessions, PasskeyUse passkeyUse)
{
    /// <summary>How many recovery codes somebody has at first.</summary>
    internal const int RecoveryCodes = 10;

    /// <summary>How it stands.</summary>
    internal async Task<CredentialState> Of(Visitor visitor)
    {
        var person = await Person(visitor);
        var used = await passkeyUse.Of(person.Id);
        var keys = (await people.GetPasskeysAsync(person)).Select(key => (Id: Convert.ToHexStringLower(key.CredentialId), Key: key))
            .Select(key => new Passkey(key.Id, key.Key.Name, key.Key.CreatedAt, used.GetValueOrDefault(key.Id)));
        return new CredentialState(person.TwoFactorEnabled, await people.CountRecoveryCodesAsync(person), [.. keys.OrderBy(key => key.MadeAt)]);
    }

    /// <summary>The secret for an authenticator app, made when there is none.</summary>
    internal async Task<AppSecret> Secret(Visitor visitor)
    {
        var person = await Person(visitor);
        var key = await people.GetAuthenticatorKeyAsync(person);
        if (key is null)
        {
            // Nothing is asked for yet, so nobody is signed out: the manager's own way to make one would do that.
            key = people.GenerateNewAuthenticatorKey();
            await ((IUserAuthenticatorKeyStore<Person>)store).SetAuthenticatorKeyAsync(person, key, CancellationToken.None);
            await people.UpdateAsync(person);
        }

        var address = $"otpauth://totp/RetailGateway:{Uri.EscapeDataString(visitor.Email)}?secret={key}&issuer=RetailGateway&digits=6";
        using var made = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        return new AppSecret(key, [.. made.ModuleMatrix.Select(row => row.Cast<bool>().ToArray())]);
    }

    /// <summary>Asks for a code from now on, once the app has shown a right one.</summary>
    /// <returns>The recovery codes, shown this once; null where the code is wrong.</returns>
    internal async Task<IReadOnlyList<string>?> UseApp(Visitor visitor, string code)
    {
        var person = await Person(visitor);
        var digits = new string([.. code.Where(char.IsAsciiDigit)]);
        if (!await people.VerifyTwoFactorTokenAsync(person, people.Options.Tokens.AuthenticatorTokenProvider, digits))
        {
            return null;
        }

        await people.SetTwoFactorEnabledAsync(person, enabled: true);
        var codes = await people.GenerateNewTwoFactorRecoveryCodesAsync(person, RecoveryCodes);
        await StaySignedIn(visitor, person);
        return [.. codes!];
    }

    /// <summary>Another password; every other place is signed out.</summary>
    /// <returns>The codes of what is wrong; none where it is done.</returns>
    internal async Task<IReadOnlyList<string>> ChangePassword(Visitor visitor, string current, string wanted)
    {
        var person = await Person(visitor);
        var changed = await people.ChangePasswordAsync(person, current, wanted);
        if (changed.Succeeded)
        {
            await StaySignedIn(visitor, person);
        }

        return [.. changed.Errors.Select(error => error.Code)];
    }

    /// <summary>Sets a new password by a link; whoever was locked out may try again.</summary>
    /// <returns>The codes of what is wrong; none where it is done.</returns>
    internal async Task<IReadOnlyList<string>> ResetPassword(int id, string token, string wanted)
    {
        if (await people.FindByIdAsync(id.ToString(System.Globalization.CultureInfo.InvariantCulture)) is not { } person)
        {
            return [nameof(IdentityErrorDescriber.InvalidToken)];
        }

        var reset = await people.ResetPasswordAsync(person, token, wanted);
        if (reset.Succeeded)
        {
            await people.SetLockoutEndDateAsync(person, null);
        }

        return [.. reset.Errors.Select(error => error.Code)];
    }

    /// <summary>What the browser is asked to make a passkey of, in its JSON.</summary>
    internal Task<string> PasskeyWanted(Visitor visitor) => signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity
    {
        Id = visitor.Person.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Name = visitor.Email,
        DisplayName = visitor.Name,
    });

    /// <summary>What the browser is asked to sign in with, in its JSON: any passkey of this address.</summary>
    internal Task<string> PasskeyAsked() => signIn.MakePasskeyRequestOptionsAsync(user: null);

    /// <summary>Keeps a passkey that the browser has made.</summary>
    /// <param name="visitor">Whose it is.</param>
    /// <param name="credential">The browser's answer, in its JSON.</param>
    /// <param name="device">Where it was made, to tell it from others.</param>
    /// <returns>Whether it is one.</returns>
    internal async Task<bool> AddPasskey(Visitor visitor, string credential, string? device)
    {
        if (credential.Length == 0)
        {
            return false;
        }

        try
        {
            var made = await signIn.PerformPasskeyAttestationAsync(credential);
            if (!made.Succeeded)
            {
                return false;
            }

            made.Passkey.Name = device;
            return (await people.AddOrUpdatePasskeyAsync(await Person(visitor), made.Passkey)).Succeeded;
        }
        catch (InvalidOperationException)
        {
            // The challenge has expired, or none was asked for.
            return false;
        }
    }

    /// <summary>
    /// Removes a passkey, for whoever knows the password: an open browser is not enough. Every other place is signed out,
    /// for one of them may be the device that was lost.
    /// </summary>
    /// <param name="visitor">Whose it is.</param>
    /// <param name="id">Its id, as <see cref="Of"/> names it; one that is not theirs is as good as removed.</param>
    /// <param name="password">Their password; a wrong one counts as at the sign-in.</param>
    /// <returns>Whether the password was right.</returns>
    internal async Task<bool> RemovePasskey(Visitor visitor, string id, string password)
    {
        if (!await Knows(visitor, password))
        {
            return false;
        }

        var person = await Person(visitor);
        await people.RemovePasskeyAsync(person, Convert.FromHexString(id));
        await people.UpdateSecurityStampAsync(person);
        await StaySignedIn(visitor, person);
        return true;
    }

    /// <summary>Whether it is their password; a wrong one counts as at the sign-in.</summary>
    internal async Task<bool> Knows(Visitor visitor, string password) =>
        (await signIn.CheckPasswordSignInAsync(await Person(visitor), password, lockoutOnFailure: true)).Succeeded;

    /// <summary>Whoever is signed in, as the framework's store knows them.</summary>
    internal async Task<Person> Person(Visitor visitor) =>
        (await people.FindByIdAsync(visitor.Person.ToString(System.Globalization.CultureInfo.InvariantCulture)))!;

    /// <summary>The stamp has changed, which ends every sign-in: this one goes on, the others are over.</summary>
    internal async Task StaySignedIn(Visitor visitor, Person person)
    {
        await sessions.EndOthers(visitor.Person, visitor.Session, CancellationToken.None);
        await signIn.RefreshSignInAsync(person);
    }
}

/// <summary>How somebody proves who they are.</summary>
/// <param name="AsksForCode">A code is asked for beside the password.</param>
/// <param name="RecoveryCodes">How many are left.</param>
/// <param name="Passkeys">The oldest first.</param>
internal sealed record CredentialState(bool AsksForCode, int RecoveryCodes, IReadOnlyList<Passkey> Passkeys);

/// <summary>A passkey of somebody's.</summary>
/// <param name="Id">Its id, in hexadecimal.</param>
/// <param name="Device">Where it was made; null where that is not known.</param>
/// <param name="MadeAt">When.</param>
/// <param name="UsedAt">When it last let somebody in; null where it has not, or before that was kept.</param>
internal sealed record Passkey(string Id, string? Device, DateTimeOffset MadeAt, DateTimeOffset? UsedAt);

/// <summary>What an authenticator app is told.</summary>
/// <param name="Key">To type.</param>
/// <param name="Picture">To scan: rows of dark and light.</param>
internal sealed record AppSecret(string Key, bool[][] Picture);
