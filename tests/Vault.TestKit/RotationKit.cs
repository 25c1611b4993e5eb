using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations;

namespace Vault.TestKit;

/// <summary>Changing secrets, for tests about something else.</summary>
public static class RotationKit
{
    /// <summary>What somebody attests of the pending version of a component.</summary>
    public static async Task<VerificationOutcome> Verify(
        this TestVault vault,
        Person by,
        AccountId account,
        Component component,
        Reason? failure = null
    )
    {
        using var db = vault.Read();
        var pending = db.Set<SecretVersion>()
            .Single(v => v.Account == account && v.Component == component && v.State == VersionState.Pending);
        var (session, actor) = await vault.SignIn(by);
        var proof = await vault.Prove(session, actor, account.Value, ProofPurpose.Verify);
        return await vault.Get<VerifyChange>().Run(actor, proof, account, pending.Id, failure);
    }

    /// <summary>Owes a change of a version, as a reason of another slice would.</summary>
    public static Task Owe(
        this TestVault vault,
        AccountId account,
        Component component,
        int version,
        RotationReason why
    ) => vault.Write(scope => RotationObligation.Owe(scope, account, component, version, why));

    /// <summary>A leader of the account, who is there for nothing but to see others sign in.</summary>
    public static async Task<Person> Witness(this TestVault vault, Account account)
    {
        using var db = vault.Read();
        var before = db.Set<Person>().AsEnumerable().SingleOrDefault(p => p.DisplayName == WitnessName);
        if (before is not null)
            return before;
        var witness = await vault.AddPerson("wei.jian", WitnessName);
        await vault.Appoint(witness, account, AppointmentRole.SupervisingLeader);
        return witness;
    }

    private const string WitnessName = "魏鉴";
}
