using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.Holdings;
using Vault.Core.People;
using Vault.Core.Playbooks;
using Vault.Core.Tests.Accounts;
using Vault.TestKit;
using Xunit;
using static Vault.Core.Tests.Playbooks.PlaybookScene;

namespace Vault.Core.Tests.Playbooks;

/// <summary>A playbook is changed by a new version; the old ones stay what they were (R21, R23, R48).</summary>
public sealed class SavePlaybookTests : IAsyncLifetime
{
    private Office _office = null!;

    public async Task InitializeAsync()
    {
        _office = await Office.Open();
        // Signing in leaves lines, which are not counted here.
        await _office.As(_office.Registrar);
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task A_saved_version_is_in_force_and_the_former_ones_are_found_as_they_were()
    {
        var shipped = _office.Newest("weibo");
        Assert.True(shipped.IsShipped);

        var first = await _office.SavedPlaybook(
            "weibo",
            Reworded(shipped, "请移交人到综合办公室来办。", "按新页面改写")
        );
        var second = await _office.SavedPlaybook("weibo", Reworded(first, "请移交人到现场来办。"));

        Assert.Equal(second.Id, _office.Newest("weibo").Id);
        Assert.Equal((1, 2), (first.Number, second.Number));
        Assert.Equal((shipped.Id, first.Id), (first.BasedOn, second.BasedOn));
        Assert.Equal("请移交人到综合办公室来办。", _office.Find(first.Id)!.Steps[0].Zh);
        Assert.Equal("按新页面改写", _office.Find(first.Id)!.Note);
        Assert.Equal(shipped.Steps[0].Zh, _office.Find(shipped.Id)!.Steps[0].Zh);
        Assert.Equal(shipped.Steps.Select(s => s.Key), second.Steps.Select(s => s.Key));
        Assert.Null(_office.Find(PlaybookVersionId.New()));
        // Of another platform nothing has changed.
        Assert.True(_office.Newest("douyin").IsShipped);

        var lines = _office.Vault.Log().Where(l => l.Event is PlaybookSaved).ToList();
        Assert.All(lines, l => Assert.Equal(_office.Registrar.Id, l.Actor));
        Assert.All(lines, l => Assert.Single(l.Rows));
        var saved = lines.Select(l => (PlaybookSaved)l.Event!).ToList();
        Assert.Equal(
            [("weibo", first.Id, 1), ("weibo", second.Id, 2)],
            saved.Select(s => (s.Platform, s.Playbook, s.Number))
        );
        Assert.Equal(
            (shipped.Steps.Count, 0, 0, 1),
            (saved[0].Steps, saved[0].Added, saved[0].Removed, saved[0].Changed)
        );
        Assert.NotNull(saved[0].Note);
        Assert.Null(saved[1].Note);
    }

    [Fact]
    public async Task Steps_are_added_removed_and_moved_and_keep_their_keys()
    {
        var shipped = _office.Newest("bilibili");
        var entry = EntryOf(shipped);
        var added = new StepEntry
        {
            Key = "institution",
            Kind = StepKind.Grant,
            Holding = HoldingKind.ThirdPartyGrant,
            Opens = [Component.Password],
            Zh = "  核对  直播合作方。 ",
            Place = StepPlace.Page,
            Address = " https://live.example.edu.cn/a ",
        };
        var steps = entry.Steps.Where(s => s.Key != "grants").ToList();
        steps.Insert(3, added);

        var saved = await _office.SavedPlaybook("bilibili", entry with { Steps = steps });

        var step = saved.Steps[3];
        // A key that another step has, or nobody gave, is not taken over.
        Assert.Equal("institution", step.Key);
        Assert.NotEqual("institution", saved.Steps.Single(s => s.Zh == shipped.Find("institution")!.Zh).Key);
        Assert.Equal(
            ("核对 直播合作方。", null, "https://live.example.edu.cn/a"),
            (step.Zh, step.En, step.Link!.Address)
        );
        Assert.Equal([Component.Password], step.Opens);
        Assert.Equal(saved.Steps.Count, saved.Steps.Select(s => s.Key).Distinct().Count());
        Assert.Null(saved.Find("grants"));
    }

    [Theory]
    [MemberData(nameof(PlaybookOrderTests.Platforms), MemberType = typeof(PlaybookOrderTests))]
    public async Task A_wrong_order_is_not_saved_and_both_steps_are_named(string platform)
    {
        var newest = _office.Newest(platform);
        var entry = EntryOf(newest);
        var steps = entry.Steps.ToList();
        var opens = steps.FindIndex(s => s.OldHolder);
        steps.Add(steps[opens]);
        steps.RemoveAt(opens);
        var size = _office.Vault.Instance.Log.Size;

        var outcome = await _office.SavePlaybook(platform, entry with { Steps = steps });

        var breaches = Assert.IsType<SavePlaybookOutcome.Disordered>(outcome).Breaches;
        Assert.Contains(breaches, b => b.Rule == PlaybookRule.OldHolderFirst && b.Late == steps.Count);
        Assert.Equal(size, _office.Vault.Instance.Log.Size);
        Assert.Equal(newest.Id, _office.Newest(platform).Id);
    }

    [Fact]
    public async Task Whatever_is_wrong_is_said_in_one_go_and_nothing_is_written()
    {
        var entry = EntryOf(_office.Newest("weibo"));
        StepEntry[] typed =
        [
            new(),
            new() { Kind = StepKind.Secret, Zh = "改。" },
            new()
            {
                Kind = StepKind.Secret,
                Component = Component.AppSecret,
                Zh = "改。",
            },
            new()
            {
                Kind = StepKind.Secret,
                Component = Component.LoginName,
                Zh = "改。",
            },
            new()
            {
                Kind = StepKind.Grant,
                Component = Component.Password,
                Zh = new string('长', 301),
            },
            new()
            {
                Kind = StepKind.Bound,
                Holding = HoldingKind.LongTermOperator,
                Zh = "坏\u202e字",
            },
            new()
            {
                Kind = StepKind.SignInTest,
                OldHolder = true,
                Opens = [Component.Password],
                Zh = "测。",
            },
            new()
            {
                Kind = StepKind.Bound,
                Opens = [Component.Token],
                Zh = "绑。",
                En = new string('x', 301),
            },
            new()
            {
                Kind = StepKind.Bound,
                Zh = "绑。",
                Place = StepPlace.Page,
            },
            new()
            {
                Kind = StepKind.Bound,
                Zh = "绑。",
                Place = StepPlace.Page,
                Address = "http://example.edu.cn/",
            },
            new()
            {
                Kind = StepKind.Bound,
                Zh = new string('长', 300),
                Place = StepPlace.Page,
                Address = "https://u@example.edu.cn/",
            },
        ];
        var size = _office.Vault.Instance.Log.Size;

        var outcome = await _office.SavePlaybook("weibo", entry with { Steps = typed, Note = new string('长', 201) });

        Assert.Equal(
            [
                new(null, PlaybookField.Note, PlaybookProblem.TooLong),
                new(0, PlaybookField.Kind, PlaybookProblem.Missing),
                new(0, PlaybookField.Zh, PlaybookProblem.Missing),
                new(1, PlaybookField.Component, PlaybookProblem.Missing),
                new(2, PlaybookField.Component, PlaybookProblem.NotOffered),
                new(3, PlaybookField.Component, PlaybookProblem.NotOffered),
                new(4, PlaybookField.Component, PlaybookProblem.NotOfThisKind),
                new(4, PlaybookField.Zh, PlaybookProblem.TooLong),
                new(5, PlaybookField.Holding, PlaybookProblem.NotOfThisKind),
                new(5, PlaybookField.Zh, PlaybookProblem.CharacterNotAllowed),
                new(6, PlaybookField.OldHolder, PlaybookProblem.NotOfThisKind),
                new(6, PlaybookField.Opens, PlaybookProblem.NotOfThisKind),
                new(7, PlaybookField.Opens, PlaybookProblem.NotOffered),
                new(7, PlaybookField.En, PlaybookProblem.TooLong),
                new(8, PlaybookField.Address, PlaybookProblem.Missing),
                new(9, PlaybookField.Address, PlaybookProblem.NotAnAddress),
                new(10, PlaybookField.Address, PlaybookProblem.NotAnAddress),
            ],
            Assert.IsType<SavePlaybookOutcome.Faulty>(outcome).Faults
        );
        Assert.Equal(size, _office.Vault.Instance.Log.Size);
    }

    [Theory]
    [InlineData(0, PlaybookProblem.Missing)]
    [InlineData(31, PlaybookProblem.TooMany)]
    public async Task A_playbook_has_1_to_30_steps(int count, PlaybookProblem problem)
    {
        var outcome = await _office.SavePlaybook("weibo", new(Checks(count), null));

        Assert.Equal(
            [new(null, PlaybookField.Steps, problem)],
            Assert.IsType<SavePlaybookOutcome.Faulty>(outcome).Faults
        );
        Assert.IsType<SavePlaybookOutcome.Saved>(await _office.SavePlaybook("weibo", new(Checks(30), null)));
    }

    [Fact]
    public async Task Nobody_else_saves_one_and_the_attempt_is_a_line()
    {
        var entry = Reworded(_office.Newest("weibo"), "别的说法。");
        foreach (var other in new[] { _office.Security, _office.System, _office.Reviewer, _office.Zhang })
        {
            Assert.IsType<SavePlaybookOutcome.NotYourRole>(await _office.SavePlaybook("weibo", entry, other));
            var refused = Assert.IsType<AccessRefused>(_office.Vault.LastEvent());
            Assert.Equal(nameof(SavePlaybook), refused.Endpoint);
        }
        Assert.True(_office.Newest("weibo").IsShipped);
    }

    [Fact]
    public async Task Who_comes_second_writes_nothing_and_what_is_the_same_leaves_no_line()
    {
        var shipped = _office.Newest("weibo");
        await _office.SavedPlaybook("weibo", Reworded(shipped, "先来的说法。"));
        var size = _office.Vault.Instance.Log.Size;

        Assert.IsType<SavePlaybookOutcome.ChangedMeanwhile>(
            await _office.SavePlaybook("weibo", Reworded(shipped, "后来的说法。"), basedOn: shipped.Id)
        );
        Assert.IsType<SavePlaybookOutcome.Unchanged>(
            await _office.SavePlaybook("weibo", EntryOf(_office.Newest("weibo"), "没有改"))
        );
        Assert.IsType<SavePlaybookOutcome.NotFound>(
            await _office.SavePlaybook("nowhere", Reworded(shipped, "别的说法。"))
        );
        Assert.Equal(size, _office.Vault.Instance.Log.Size);
    }

    [Fact]
    public async Task A_platform_of_the_organisation_follows_the_others_until_it_has_steps_of_its_own()
    {
        var key = await _office.PlatformAdded(PlatformScene.Entry() with { Components = [Component.Password] });
        Assert.Equal("generic", _office.Newest(key).Platform);
        var generic = await _office.SavedPlaybook("generic", Reworded(_office.Newest("generic"), "通用的说法。"));
        Assert.Equal(generic.Id, _office.Newest(key).Id);

        // What opens a secret that the platform does not have is not its own.
        var steps = EntryOf(generic)
            .Steps.Where(s => s.Component is null or Component.Password)
            .Select(s => s with { Opens = [.. s.Opens.Where(c => c == Component.Password)] });
        var own = await _office.SavedPlaybook(key, new([.. steps], null));

        Assert.Equal((key, 1), (own.Platform, own.Number));
        Assert.Equal(own.Id, _office.Newest(key).Id);
        Assert.Equal(generic.Id, _office.Newest("generic").Id);
    }

    private static StepEntry[] Checks(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new StepEntry { Kind = StepKind.PreCheck, Zh = $"看第 {i} 项。" })];
}
