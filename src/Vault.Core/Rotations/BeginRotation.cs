using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Rotations;

/// <summary>Begins to change an account step by step, by the playbook of that moment.</summary>
public sealed class BeginRotation(VaultInstance vault, FieldSealer fields)
{
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<RotationOutcome> Run(Actor actor, AccountId account) =>
        vault.Writer.Write(
            actor,
            scope =>
                RotationSteps.On(
                    fields,
                    scope,
                    account,
                    RotationRules.Begin,
                    facts =>
                    {
                        var (playbook, by) = (facts.Playbook, scope.Actor.RequirePerson());
                        var rotation = Rotation.Of(account, playbook.Id, by, scope.Now);
                        scope.Db.Add(rotation);
                        scope.Append(new RotationBegun(account, rotation.Id, playbook.Id, playbook.Number));
                        return new RotationOutcome.Done();
                    }
                )
        );
}
