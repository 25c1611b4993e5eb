using Vault.Core.Custody;

namespace Vault.Core.Playbooks;

/// <summary>What the order of the steps has to hold.</summary>
public enum PlaybookRule
{
    /// <summary>What is made sure of before comes before everything else.</summary>
    PreChecksFirst,

    /// <summary>Then comes whatever needs the old holder: he is there for so long only.</summary>
    OldHolderFirst,

    /// <summary>A secret is changed for the last time after every step that could reset or show it.</summary>
    ChangedAfterOpened,

    /// <summary>Sessions are ended after every step through which somebody could still have come in.</summary>
    SessionsAfterOpened,

    /// <summary>Sessions are ended after the password: one begun with the old password would stay.</summary>
    SessionsAfterPassword,

    /// <summary>A test with the old password shows nothing.</summary>
    TestAfterPassword,

    /// <summary>Something could reset or show a secret that no step changes.</summary>
    NeverChanged,

    /// <summary>The password is changed and nobody tries it.</summary>
    NeverTested,
}

/// <summary>A rule the steps break.</summary>
/// <param name="Early">Number, from 1, of the step that comes too early; of a rule about one step, that step.</param>
/// <param name="Late">Number of the step that has to come before it; null for a rule about one step.</param>
/// <param name="Component">The secret that it is about, where it is about one.</param>
public sealed record PlaybookBreach(PlaybookRule Rule, int Early, int? Late = null, Component? Component = null);

/// <summary>
/// Which orders of steps are right. A password that is changed before the mailbox that can reset it is no change: whatever
/// could reset or show a secret is out of the old hands before the secret gets its last new value.
/// </summary>
public static class PlaybookRules
{
    /// <returns>Every rule that is broken, by the step that comes too early; none if the order is right.</returns>
    public static IReadOnlyList<PlaybookBreach> Breaches(IReadOnlyList<PlaybookStep> steps) =>
        [
            .. PreChecksFirst(steps)
                .Concat(OldHolderFirst(steps))
                .Concat(ChangedAfterOpened(steps))
                .Concat(SessionsLast(steps))
                .Concat(Tested(steps))
                .OrderBy(b => b.Early)
                .ThenBy(b => b.Rule),
        ];

    private static IEnumerable<PlaybookBreach> PreChecksFirst(IReadOnlyList<PlaybookStep> steps)
    {
        var first = Find(steps, s => s.Kind != StepKind.PreCheck);
        for (var i = 0; i < steps.Count; i++)
            if (steps[i].Kind == StepKind.PreCheck && first >= 0 && i > first)
                yield return new(PlaybookRule.PreChecksFirst, first + 1, i + 1);
    }

    private static IEnumerable<PlaybookBreach> OldHolderFirst(IReadOnlyList<PlaybookStep> steps)
    {
        var first = Find(steps, s => s.Kind != StepKind.PreCheck && !s.OldHolder);
        for (var i = 0; i < steps.Count; i++)
            if (steps[i].OldHolder && first >= 0 && i > first)
                yield return new(PlaybookRule.OldHolderFirst, first + 1, i + 1);
    }

    private static IEnumerable<PlaybookBreach> ChangedAfterOpened(IReadOnlyList<PlaybookStep> steps)
    {
        for (var i = 0; i < steps.Count; i++)
            foreach (var component in steps[i].Opens)
            {
                var last = FindLast(steps, s => s.Component == component);
                if (last < 0)
                    yield return new(PlaybookRule.NeverChanged, i + 1, null, component);
                else if (last <= i)
                    yield return new(PlaybookRule.ChangedAfterOpened, last + 1, i + 1, component);
            }
    }

    private static IEnumerable<PlaybookBreach> SessionsLast(IReadOnlyList<PlaybookStep> steps)
    {
        var ended = FindLast(steps, s => s.Kind == StepKind.Sessions);
        for (var i = ended + 1; ended >= 0 && i < steps.Count; i++)
        {
            if (steps[i].Opens.Count > 0)
                yield return new(PlaybookRule.SessionsAfterOpened, ended + 1, i + 1);
            if (steps[i].Component == Component.Password)
                yield return new(PlaybookRule.SessionsAfterPassword, ended + 1, i + 1);
        }
    }

    private static IEnumerable<PlaybookBreach> Tested(IReadOnlyList<PlaybookStep> steps)
    {
        var password = FindLast(steps, s => s.Component == Component.Password);
        if (password < 0)
            yield break;
        var test = FindLast(steps, s => s.Kind == StepKind.SignInTest);
        if (test < 0)
            yield return new(PlaybookRule.NeverTested, password + 1);
        for (var i = 0; i < password; i++)
            if (steps[i].Kind == StepKind.SignInTest)
                yield return new(PlaybookRule.TestAfterPassword, i + 1, password + 1);
    }

    private static int Find(IReadOnlyList<PlaybookStep> steps, Func<PlaybookStep, bool> which)
    {
        for (var i = 0; i < steps.Count; i++)
            if (which(steps[i]))
                return i;
        return -1;
    }

    private static int FindLast(IReadOnlyList<PlaybookStep> steps, Func<PlaybookStep, bool> which)
    {
        for (var i = steps.Count - 1; i >= 0; i--)
            if (which(steps[i]))
                return i;
        return -1;
    }
}
