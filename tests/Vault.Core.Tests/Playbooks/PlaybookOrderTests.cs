using Vault.Core.Custody;
using Vault.Core.Playbooks;
using Xunit;

namespace Vault.Core.Tests.Playbooks;

/// <summary>
/// Every order of the steps that is wrong is refused, and no right one: the shipped playbooks with each step moved to each
/// other place, held against a plain reading of the sentence that the rules are made from.
/// </summary>
public sealed class PlaybookOrderTests
{
    public static TheoryData<string> Platforms => [.. ShippedPlaybooks.All.Select(v => v.Platform)];

    [Theory]
    [MemberData(nameof(Platforms))]
    public void Each_step_moved_anywhere_is_refused_exactly_where_it_is_wrong(string platform)
    {
        var steps = ShippedPlaybooks.Of(platform).First().Steps;
        var (refused, taken) = (0, 0);
        for (var from = 0; from < steps.Count; from++)
        for (var to = 0; to < steps.Count; to++)
        {
            var moved = Moved(steps, from, to);
            var wrong = Wrong(moved);
            var breaches = PlaybookRules.Breaches(moved);
            Assert.True(
                wrong.Count > 0 == breaches.Count > 0,
                $"{steps[from].Key} {from + 1} → {to + 1}: {wrong.FirstOrDefault()}"
            );
            // What is named is a pair that is the wrong way round, and each such step is named.
            Assert.All(breaches, b => Assert.True(b.Early < b.Late));
            Assert.Superset(
                breaches.Select(b => (moved[b.Early - 1].Key, moved[b.Late!.Value - 1].Key)).ToHashSet(),
                wrong.ToHashSet()
            );
            (refused, taken) = breaches.Count > 0 ? (refused + 1, taken) : (refused, taken + 1);
        }
        Assert.True(refused > steps.Count / 2 && taken > steps.Count, $"{refused} refused, {taken} taken");
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public void Every_step_that_could_reset_a_secret_is_refused_behind_its_last_change(string platform)
    {
        var steps = ShippedPlaybooks.Of(platform).First().Steps;
        foreach (var component in steps.SelectMany(s => s.Opens).Distinct())
        {
            var last = Enumerable.Range(0, steps.Count).Last(i => steps[i].Component == component);
            for (var i = 0; i < last; i++)
                if (steps[i].Opens.Contains(component))
                {
                    var breach = Assert.Single(
                        PlaybookRules.Breaches(Moved(steps, i, last)),
                        b => b.Rule == PlaybookRule.ChangedAfterOpened && b.Component == component && b.Late == last + 1
                    );
                    Assert.Equal(last, breach.Early);
                }
        }
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public void Without_the_change_of_a_secret_that_something_could_reset_it_is_refused(string platform)
    {
        var steps = ShippedPlaybooks.Of(platform).First().Steps;
        foreach (var component in steps.SelectMany(s => s.Opens).Distinct())
        {
            var breaches = PlaybookRules.Breaches([.. steps.Where(s => s.Component != component)]);
            Assert.Contains(breaches, b => b.Rule == PlaybookRule.NeverChanged && b.Component == component);
        }
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public void A_changed_password_that_nobody_tries_is_refused(string platform)
    {
        var steps = ShippedPlaybooks.Of(platform).First().Steps;

        var breaches = PlaybookRules.Breaches([.. steps.Where(s => s.Kind != StepKind.SignInTest)]);

        var rules = steps.Any(s => s.Component == Component.Password) ? new[] { PlaybookRule.NeverTested } : [];
        Assert.Equal(rules, breaches.Select(b => b.Rule));
    }

    [Fact]
    public void Each_rule_names_the_step_that_is_too_early_and_the_one_that_has_to_come_before_it()
    {
        var check = Step(StepKind.PreCheck);
        var phone = Step(StepKind.Bound) with { OldHolder = true, Opens = [Component.Password] };
        var grant = Step(StepKind.Grant);
        var password = Step(StepKind.Secret) with { Component = Component.Password };
        var sessions = Step(StepKind.Sessions);
        var test = Step(StepKind.SignInTest);

        Assert.Empty(Of(check, phone, grant, password, sessions, test));
        Assert.Empty(Of());
        Assert.Empty(Of(check, check with { Key = "b" }));
        Assert.Equal([new(PlaybookRule.PreChecksFirst, 1, 2)], Of(grant, check, password, sessions, test));
        Assert.Equal([new(PlaybookRule.OldHolderFirst, 2, 3)], Of(check, grant, phone, password, sessions, test));
        Assert.Equal(
            [new(PlaybookRule.OldHolderFirst, 1, 2), new(PlaybookRule.ChangedAfterOpened, 1, 2, Component.Password)],
            Of(password, phone, sessions, test)
        );
        var late = phone with { OldHolder = false };
        Assert.Equal([new(PlaybookRule.SessionsAfterPassword, 2, 3)], Of(late, sessions, password, test));
        Assert.Equal(
            [new(PlaybookRule.SessionsAfterOpened, 1, 2), new(PlaybookRule.SessionsAfterPassword, 1, 3)],
            Of(sessions, late, password, test)
        );
        Assert.Equal([new(PlaybookRule.TestAfterPassword, 1, 2)], Of(test, password, test with { Key = "again" }));
        Assert.Equal([new(PlaybookRule.NeverTested, 1)], Of(password, sessions));
        Assert.Equal([new(PlaybookRule.NeverChanged, 1, null, Component.Password)], Of(late, sessions));
        // The last change counts: an earlier one may stay where it was.
        Assert.Empty(Of(password, late, password with { Key = "again" }, sessions, test));
    }

    private static IReadOnlyList<PlaybookBreach> Of(params PlaybookStep[] steps) => PlaybookRules.Breaches(steps);

    private static PlaybookStep Step(StepKind kind) =>
        new()
        {
            Key = kind.ToString(),
            Kind = kind,
            Zh = "示例。",
        };

    private static List<PlaybookStep> Moved(IReadOnlyList<PlaybookStep> steps, int from, int to)
    {
        var moved = steps.ToList();
        moved.RemoveAt(from);
        moved.Insert(to, steps[from]);
        return moved;
    }

    /// <summary>Pairs (first, second) that stand in this order and may not, read from the sentence; each step stands once.</summary>
    private static List<(string, string)> Wrong(List<PlaybookStep> steps) =>
        [
            .. from i in Enumerable.Range(0, steps.Count)
            from j in Enumerable.Range(0, steps.Count)
            where i < j && MustNotPrecede(steps[i], steps[j]) && !IsOnlyOne(steps, i, j)
            select (steps[i].Key, steps[j].Key),
        ];

    private static bool MustNotPrecede(PlaybookStep early, PlaybookStep late) =>
        // Pre-checks before all, the old holder's steps before all the rest.
        Rank(early) > Rank(late)
        // The change and the end of sessions after whatever could reset or show the secret.
        || (early.Component is { } c && late.Opens.Contains(c))
        || (early.Kind == StepKind.Sessions && (late.Opens.Count > 0 || late.Component == Component.Password))
        // The test after the password.
        || (early.Kind == StepKind.SignInTest && late.Component == Component.Password);

    // Of the steps that come first it is enough to name one that stands before: the first.
    private static bool IsOnlyOne(List<PlaybookStep> steps, int i, int j) =>
        Rank(steps[i]) > Rank(steps[j])
        && steps.FindIndex(s => Rank(s) > Rank(steps[j])) != i
        && !(steps[i].Component is { } c && steps[j].Opens.Contains(c))
        && !(steps[i].Kind == StepKind.Sessions && steps[j].Opens.Count > 0);

    private static int Rank(PlaybookStep step) =>
        step.Kind == StepKind.PreCheck ? 0
        : step.OldHolder ? 1
        : 2;
}
