using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Custody;

/// <summary>Notes that a shown value is copied, before the page copies it. Only who was shown the version may copy it.</summary>
public sealed class CopySecret(VaultInstance vault)
{
    /// <returns>False if the version was not shown to this person, his proof is stale, or he is no longer appointed.</returns>
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
                var facts = CustodyFacts.Read(scope.Db, account, component);
                var version = facts?.Versions.SingleOrDefault(v => v.Id == versionId);
                var key = Knowledge.Key(person, versionId, KnowledgeSource.Revealed);
                var shown = scope.Db.OneOfNow(
                    scope
                        .Db.Set<Knowledge>()
                        .Where(k =>
                            k.Person == person && k.Version == versionId && k.Source == KnowledgeSource.Revealed
                        ),
                    key
                );
                if (
                    facts is null
                    || version is null
                    || shown is null
                    || !CustodyRules.MayUse(facts.Appointments, person, scope.Now)
                )
                {
                    scope.Append(new CustodyRefused(account, component, CustodyRefusal.NotAppointed));
                    return false;
                }
                if (proof?.Use(actor, ProofPurpose.UseSecrets, account.Value, scope.Now) != true)
                {
                    scope.Append(new CustodyRefused(account, component, CustodyRefusal.ProofNotFresh));
                    return false;
                }
                scope.Append(new SecretCopied(account, versionId, component, version.Version));
                return true;
            }
        );
    }
}
