using Vault.Core.Audit;
using Vault.Core.Checkouts;
using Vault.Core.People;

namespace Vault.Core.Custody;

/// <summary>
/// Notes that a shown value or code is copied, before the page copies it. Only who was shown the version may copy it; a
/// code may be copied by who may have one issued. Like the value itself it takes an account that is checked out to him.
/// </summary>
public sealed class CopySecret(VaultInstance vault)
{
    /// <returns>False if the version was not shown to this person, his proof is stale, or he no longer has the account.</returns>
    /// <exception cref="VaultUnavailableException">The log took no line: nothing may be copied.</exception>
    public Task<bool> Run(
        Actor actor,
        FreshProof? proof,
        AccountId account,
        Component component,
        SecretVersionId versionId
    )
    {
        var person = actor.RequirePerson();
        return vault.Writer.Write(
            actor,
            scope =>
            {
                var facts = CustodyFacts.Read(scope.Db, person, account, component);
                var version = facts?.Versions.SingleOrDefault(v => v.Id == versionId);
                var use = UseOfCheckout.Read(scope.Db, person, account);
                if (version is null || !MayCopy(scope, facts!, version, use))
                    return Refuse(scope, account, component, CustodyRefusal.NotAppointed);
                if (proof?.Use(actor, ProofPurpose.UseSecrets, account.Value, scope.Now) != true)
                    return Refuse(scope, account, component, CustodyRefusal.ProofNotFresh);
                if (!version.IsBeingSetBy(person) && use.Stands(scope) is not null)
                    return false;
                scope.Append(
                    component == Component.TotpSeed
                        ? new CodeCopied(account, versionId, version.Version)
                        : (AuditEvent)new SecretCopied(account, versionId, component, version.Version)
                );
                return true;
            }
        );
    }

    private static bool MayCopy(WriteScope scope, CustodyFacts facts, SecretVersion version, UseOfCheckout use)
    {
        var (person, now) = (scope.Actor.RequirePerson(), scope.Now);
        return !facts.IsBarred
            && (CustodyRules.MayUse(facts.Appointments, person, now) || use.IsByBreakGlass(person, now))
            && !CustodyRules.IsOthers(version, person)
            && (version.Component == Component.TotpSeed || Knowledge.IsRevealed(scope.Db, person, version.Id));
    }

    private static bool Refuse(WriteScope scope, AccountId account, Component component, CustodyRefusal why)
    {
        scope.Append(new CustodyRefused(account, component, why));
        return false;
    }
}
