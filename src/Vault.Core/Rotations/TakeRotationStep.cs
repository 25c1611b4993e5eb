using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Rotations;

/// <summary>
/// Whoever may use the account does the steps of a guided change and says so, one after the other: in the order in which they
/// hold, so that nothing that could reset a secret comes after its last change.
/// </summary>
public sealed class TakeRotationStep(VaultInstance vault, FieldSealer fields)
{
    /// <param name="key">Of the step; only the next one is taken.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<RotationOutcome> Run(
        Actor actor,
        AccountId account,
        RotationId rotation,
        string key,
        StepResult result,
        Reason? remark
    ) =>
        vault.Writer.Write(
            actor,
            scope =>
                RotationSteps.On(
                    fields,
                    scope,
                    account,
                    facts => RotationRules.Take(facts, rotation, key, result, remark is not null),
                    facts => Take(scope, facts, result, remark)
                )
        );

    private RotationOutcome.Done Take(WriteScope scope, RotationFacts facts, StepResult result, Reason? remark)
    {
        var (rotation, steps, step) = (facts.Rotation!, facts.Playbook.Steps, facts.Next!);
        var by = scope.Actor.RequirePerson();
        scope.Db.Add(RotationStep.Of(fields, rotation.Id, step, result, remark, by, scope.Now));
        scope.Append(
            new RotationStepTaken(
                rotation.Account,
                rotation.Id,
                steps.TakeWhile(s => s.Key != step.Key).Count() + 1,
                step.Kind,
                step.Component,
                result,
                remark is null ? null : PrivateText.Of(remark.Text)
            )
        );
        if (facts.Settled.Count + 1 < steps.Count)
            return new();
        rotation.End(scope.Now);
        scope.Append(new RotationEnded(rotation.Account, rotation.Id));
        return new(HasEnded: true);
    }
}
