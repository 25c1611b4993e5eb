using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.Playbooks;

namespace Vault.Core.Rotations;

/// <summary>What the steps of a guided change rest on, read whole and held against the log.</summary>
/// <param name="Rotation">The one that runs; null: none.</param>
/// <param name="Playbook">The version it began with; where none runs, the one with which it would begin.</param>
/// <param name="Settled">Steps of the one that runs.</param>
/// <param name="Versions">Of all components of the account.</param>
/// <param name="Owed">What has to be changed and was not waived.</param>
internal sealed record RotationFacts(
    Rotation? Rotation,
    PlaybookVersion Playbook,
    IReadOnlyList<RotationStep> Settled,
    IReadOnlyList<SecretVersion> Versions,
    IReadOnlyList<RotationObligation> Owed
)
{
    /// <summary>The first step that is not settled: they are taken in the order in which they hold. Null: none is left.</summary>
    public PlaybookStep? Next => Playbook.Steps.FirstOrDefault(s => Settled.All(t => t.Key != s.Key));

    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public static RotationFacts Read(VaultDb db, PlaybookList playbooks, Account of)
    {
        var account = of.Id;
        var all = db.AllOfNow(account.Value, db.Set<Rotation>().Where(r => r.Account == account));
        var rotation = all.SingleOrDefault(r => r.EndedAt is null);
        var steps = rotation is null
            ? []
            : db.AllOfNow(rotation.Id.Value, db.Set<RotationStep>().Where(s => s.Rotation == rotation.Id));
        var versions = db.AllOfNow(account.Value, db.Set<SecretVersion>().Where(v => v.Account == account));
        return new(
            rotation,
            rotation is null ? playbooks.For(of) : playbooks.Find(rotation.Playbook)!,
            steps,
            versions,
            RotationObligation.Pressing(db, account, versions)
        );
    }
}

/// <summary>Which step may be taken, pure.</summary>
internal static class RotationRules
{
    public static RotationRefusal? Begin(RotationFacts facts) =>
        facts.Rotation is null ? null : RotationRefusal.RunsAlready;

    /// <summary>Null if the step may be settled with this result now.</summary>
    public static RotationRefusal? Take(
        RotationFacts facts,
        RotationId rotation,
        string key,
        StepResult result,
        bool hasRemark
    )
    {
        if (facts.Rotation?.Id != rotation)
            return RotationRefusal.NoneRuns;
        if (facts.Next is not { } next || next.Key != key)
            return RotationRefusal.NotNext;
        if (result == StepResult.NotApplicable)
            return LeavesOut(facts, next, hasRemark);
        if (next.Component is { } component && !IsOnPlatform(facts, component))
            return RotationRefusal.NotChanged;
        return next.Kind == StepKind.SignInTest && !AreVerified(facts) ? RotationRefusal.NotVerified : null;
    }

    private static RotationRefusal? LeavesOut(RotationFacts facts, PlaybookStep step, bool hasRemark)
    {
        if (facts.Owed.Any(o => o.Component == step.Component))
            return RotationRefusal.StillOwed;
        return hasRemark ? null : RotationRefusal.RemarkMissing;
    }

    /// <summary>A value set since it began that the platform has, as its setter says or somebody has seen.</summary>
    private static bool IsOnPlatform(RotationFacts facts, Component component) =>
        facts.Versions.Any(v =>
            v.Component == component && IsOfThis(facts, v) && (v.AppliedAt ?? v.VerifiedAt) is not null
        );

    /// <summary>Whatever was changed by a step of it was seen to open the account.</summary>
    private static bool AreVerified(RotationFacts facts)
    {
        var changed = facts
            .Playbook.Steps.Where(s => facts.Settled.Any(t => t.Key == s.Key && t.Result == StepResult.Done))
            .Select(s => s.Component)
            .OfType<Component>();
        return changed.All(c =>
            facts.Versions.Any(v => v.Component == c && IsOfThis(facts, v) && v.VerifiedAt is not null)
        );
    }

    private static bool IsOfThis(RotationFacts facts, SecretVersion version) =>
        version.SetAt >= facts.Rotation!.BegunAt;
}
