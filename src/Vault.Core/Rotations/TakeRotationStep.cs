using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Playbooks;

namespace Vault.Core.Rotations;

/// <summary>What came of beginning a guided change or of taking a step of it.</summary>
public abstract record RotationOutcome
{
    private RotationOutcome() { }

    /// <param name="HasEnded">It was the last step.</param>
    public sealed record Done(bool HasEnded = false) : RotationOutcome;

    /// <summary>Refused, and logged as refused.</summary>
    public sealed record Refused(RotationRefusal Why) : RotationOutcome;

    /// <summary>No such account, or one this person may not use: the two look alike.</summary>
    public sealed record NotFound : RotationOutcome;
}

/// <summary>
/// Changing an account step by step, by the playbook in force when it begins. Whoever may use the account does the steps and
/// says so, one after the other: in the order in which they hold, so that nothing that could reset a secret comes after its
/// last change.
/// </summary>
public sealed class TakeRotationStep(VaultInstance vault, FieldSealer fields)
{
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<RotationOutcome> Begin(Actor actor, AccountId account) =>
        vault.Writer.Write(
            actor,
            scope =>
                On(
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

    /// <param name="key">Of the step; only the next one is taken.</param>
    /// <inheritdoc cref="Begin" path="/exception"/>
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
                On(
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

    private RotationOutcome On(
        WriteScope scope,
        AccountId id,
        Func<RotationFacts, RotationRefusal?> rule,
        Func<RotationFacts, RotationOutcome> step
    )
    {
        var person = scope.Actor.RequirePerson();
        var custody = CustodyFacts.Read(scope.Db, person, id, Component.Password);
        var refusal = Refusal(custody, person, scope.Now);
        var facts = refusal is null
            ? RotationFacts.Read(scope.Db, new PlaybookList(scope.Db, fields), custody!.Account)
            : null;
        refusal ??= rule(facts!);
        if (refusal is not { } why)
            return step(facts!);
        scope.Append(new RotationStepRefused(id, why));
        return why == RotationRefusal.NotYours ? new RotationOutcome.NotFound() : new RotationOutcome.Refused(why);
    }

    private static RotationRefusal? Refusal(CustodyFacts? custody, PersonId person, DateTimeOffset now)
    {
        if (custody is null || !CustodyRules.MayUse(custody.Appointments, person, now))
            return RotationRefusal.NotYours;
        return custody.IsBarred ? RotationRefusal.StudentsBarred : null;
    }
}
