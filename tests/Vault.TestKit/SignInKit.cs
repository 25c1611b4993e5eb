using Microsoft.Extensions.DependencyInjection;
using Vault.Core;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.SignIns;

namespace Vault.TestKit;

/// <summary>What a person keeps in his head, in his authenticator and on paper.</summary>
public sealed record Enrolled(Person Person, string Password, byte[] Seed, IReadOnlyList<string> RecoveryCodes)
{
    /// <summary>The one-time code his authenticator shows at this moment.</summary>
    public string Code(DateTimeOffset at) => Totp.Compute(Seed, TotpParameters.Standard, at);
}

/// <summary>Signing in, for tests.</summary>
public static class SignInKit
{
    /// <summary>Accepted by the policy for everybody in these tests.</summary>
    public const string Password = "七月的雨 falls on 42 green umbrellas";

    /// <summary>Hashing that takes no time, and refusals that do not wait. Iterations stand in the hash: quick is not different.</summary>
    public static IServiceCollection AddQuickSignIn(this IServiceCollection services) =>
        services.AddSingleton(_ => new PasswordHashing(1_000)).AddSingleton(new RefusalPace { Floor = TimeSpan.Zero });

    /// <summary>A password and a second factor as if an invitation had been taken up a while ago.</summary>
    public static async Task<Enrolled> Enrol(this TestVault vault, Person person, string password = Password)
    {
        using var turn = await vault.Get<PasswordHashing>().TakeTurn();
        using var seed = TotpSeed.Generate();
        var sealer = vault.Get<SignInSealer>();
        var step = Totp.StepAt(TotpParameters.Standard, vault.Clock.Now) - 2;
        IReadOnlyList<string> codes = [];
        await vault.Write(scope =>
        {
            scope.Db.Add(Credential.Of(person.Id, sealer.SealHash(person.Id, turn.Hash(password)), scope.Now));
            scope.Db.Add(SecondFactor.Of(person.Id, sealer.SealSeed(person.Id, seed), step, scope.Now));
            scope.Append(new SecondFactorEnrolled(person.Id));
            codes = vault.Get<RecoveryCodes>().Issue(scope, person.Id);
        });
        return new Enrolled(person, password, seed.AsSpan().ToArray(), codes);
    }
}
