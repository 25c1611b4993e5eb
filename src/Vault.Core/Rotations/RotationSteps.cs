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

/// <summary>What beginning a guided change and taking its steps have in common.</summary>
internal static class RotationSteps
{
    /// <summary>Does it for who may, if the rule bars nothing; else says why not, in the log too.</summary>
    public static RotationOutcome On(
        FieldSealer fields,
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
