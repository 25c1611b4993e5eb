using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Custody;

/// <summary>What came of destroying what was replaced.</summary>
public abstract record DestroyOutcome
{
    private DestroyOutcome() { }

    /// <param name="Count">Versions destroyed; at least one.</param>
    public sealed record Destroyed(int Count) : DestroyOutcome;

    public sealed record Refused(CustodyRefusal Why) : DestroyOutcome;

    /// <inheritdoc cref="RevealOutcome.NotFound"/>
    public sealed record NotFound : DestroyOutcome;
}

/// <summary>
/// The custodian destroys what was replaced or given up of a component before its days are over. When he is answered the
/// ciphertext stands neither in the database nor in its write-ahead log, unless somebody still reads what was there before;
/// then it goes as soon as he has done.
/// </summary>
public sealed class DestroyRetired(VaultInstance vault)
{
    /// <summary>Whatever of the component may go.</summary>
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Destroy"/> of this account, good once.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<DestroyOutcome> Run(Actor actor, FreshProof? proof, AccountId account, Component component) =>
        vault.Writer.Write<DestroyOutcome>(
            actor,
            scope =>
            {
                var facts = CustodyFacts.Read(scope.Db, actor.RequirePerson(), account, component);
                var refusal = CustodyRules.Destroy(facts, actor.RequirePerson(), scope.Now);
                if (refusal is null && proof?.Use(actor, ProofPurpose.Destroy, account.Value, scope.Now) != true)
                    refusal = CustodyRefusal.ProofNotFresh;
                if (refusal is { } why)
                {
                    scope.Append(new CustodyRefused(account, component, why));
                    return why == CustodyRefusal.NotAppointed
                        ? new DestroyOutcome.NotFound()
                        : new DestroyOutcome.Refused(why);
                }
                return new DestroyOutcome.Destroyed(Destroy(scope, Destruction.Possible(facts!.Versions)));
            }
        );

    /// <returns>How many there were.</returns>
    internal static int Destroy(WriteScope scope, IReadOnlyList<SecretVersion> versions)
    {
        foreach (var version in versions)
        {
            version.Destroy(scope.Now);
            var (account, component) = (version.Account, version.Component);
            scope.Append(new SecretDestroyed(account, version.Id, component, version.Version, version.CiphertextHash));
        }
        if (versions.Count > 0)
            scope.LeaveNoTrace();
        return versions.Count;
    }
}
