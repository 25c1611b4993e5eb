using Vault.Core.Custody;

namespace Vault.Core.Playbooks;

/// <summary>What of a step can differ.</summary>
public enum StepFact
{
    Kind,
    Component,
    Holding,
    OldHolder,
    Opens,
    Zh,
    En,
    Link,

    /// <summary>It stands elsewhere among the steps that both versions have.</summary>
    Place,
}

/// <summary>A step with its number, from 1.</summary>
public sealed record NumberedStep(int Number, PlaybookStep Step);

/// <summary>A step that both versions have, and that is not the same.</summary>
public sealed record ChangedStep(NumberedStep Was, NumberedStep Becomes, IReadOnlyList<StepFact> Facts);

/// <summary>What differs between two versions, steps known by their keys.</summary>
public sealed record PlaybookDifference(
    IReadOnlyList<NumberedStep> Added,
    IReadOnlyList<NumberedStep> Removed,
    IReadOnlyList<ChangedStep> Changed
)
{
    public bool IsEmpty => Added.Count + Removed.Count + Changed.Count == 0;

    public static PlaybookDifference Between(IReadOnlyList<PlaybookStep> was, IReadOnlyList<PlaybookStep> becomes)
    {
        var (former, next) = (ByKey(was), ByKey(becomes));
        var stayed = Stayed([.. was.Select(s => s.Key).Where(next.ContainsKey)], next);
        var changed = becomes
            .Where(s => former.ContainsKey(s.Key))
            .Select(s => new ChangedStep(former[s.Key], next[s.Key], [.. Facts(former[s.Key].Step, s)]))
            .Where(c => c.Facts.Count > 0);
        return new(
            [.. becomes.Where(s => !former.ContainsKey(s.Key)).Select(s => next[s.Key])],
            [.. was.Where(s => !next.ContainsKey(s.Key)).Select(s => former[s.Key])],
            [.. changed]
        );

        IEnumerable<StepFact> Facts(PlaybookStep one, PlaybookStep other) =>
            Enum.GetValues<StepFact>()
                .Where(f => f == StepFact.Place ? !stayed.Contains(one.Key) : Say(one, f) != Say(other, f));
    }

    private static Dictionary<string, NumberedStep> ByKey(IReadOnlyList<PlaybookStep> steps) =>
        steps.Select((s, i) => new NumberedStep(i + 1, s)).ToDictionary(n => n.Step.Key, StringComparer.Ordinal);

    /// <summary>
    /// The longest run of common steps that stand in the same order in both: the others were moved, and as few as can be.
    /// </summary>
    private static HashSet<string> Stayed(List<string> common, Dictionary<string, NumberedStep> next)
    {
        var best = new (int Length, int From)[common.Count];
        for (var i = 0; i < common.Count; i++)
        {
            best[i] = (1, -1);
            for (var j = 0; j < i; j++)
                if (next[common[j]].Number < next[common[i]].Number && best[j].Length + 1 > best[i].Length)
                    best[i] = (best[j].Length + 1, j);
        }
        var stayed = new HashSet<string>(StringComparer.Ordinal);
        var last = common.Count == 0 ? -1 : Enumerable.Range(0, common.Count).MaxBy(i => best[i].Length);
        for (; last >= 0; last = best[last].From)
            stayed.Add(common[last]);
        return stayed;
    }

    private static string? Say(PlaybookStep step, StepFact fact) =>
        fact switch
        {
            StepFact.Kind => step.Kind.ToString(),
            StepFact.Component => step.Component?.ToString(),
            StepFact.Holding => step.Holding?.ToString(),
            StepFact.OldHolder => step.OldHolder.ToString(),
            StepFact.Opens => string.Join(',', step.Opens.Order().Select(c => c.Slug())),
            StepFact.Zh => step.Zh,
            StepFact.En => step.En,
            StepFact.Link => step.Link?.ToString(),
            _ => null,
        };
}
