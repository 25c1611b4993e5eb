using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.SignIns;

namespace Vault.Core.Filings;

/// <summary>What the steps of a filing have in common.</summary>
internal static class FilingSteps
{
    /// <summary>Takes a step if he may; else says why not, in the log too.</summary>
    public static FilingOutcome Take(
        WriteScope scope,
        FilingId id,
        FilingStep step,
        Func<FilingFacts, FilingOutcome> take
    )
    {
        var person = scope.Actor.RequirePerson();
        if (FilingFacts.Read(scope.Db, id, scope.Now) is not { } facts)
        {
            scope.Append(new AccessRefused($"{step}Filing", null));
            return new FilingOutcome.NotFound();
        }
        if (SignInRows.PersonOf(scope.Db, person) is null)
            return Refuse(scope, facts.Filing, step, FilingRefusal.NotYourRole);
        return facts.Obstacle(step, person, scope.Now) is { } why
            ? Refuse(scope, facts.Filing, step, why)
            : take(facts);
    }

    public static FilingOutcome.Refused Refuse(WriteScope scope, Filing filing, FilingStep step, FilingRefusal why)
    {
        scope.Append(new FilingStepRefused(filing.Account, filing.Id, step, why));
        return new(why);
    }

    /// <summary>Uses the proof up; the last guard of a step that needs one.</summary>
    public static bool Proves(WriteScope scope, FreshProof? proof, ProofPurpose purpose, FilingId filing) =>
        proof?.Use(scope.Actor, purpose, filing.Value, scope.Now) == true;
}
