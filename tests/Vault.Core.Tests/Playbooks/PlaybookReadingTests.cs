using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.Core.Playbooks;
using Vault.TestKit;
using Xunit;
using static Vault.Core.Tests.Playbooks.PlaybookScene;

namespace Vault.Core.Tests.Playbooks;

/// <summary>Who reads a playbook sees which version it is, what it came from and what has come since.</summary>
public sealed class PlaybookReadingTests : IAsyncLifetime
{
    private Office _office = null!;

    public async Task InitializeAsync() => _office = await Office.Open();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task A_version_is_read_with_its_author_and_what_differs_from_the_one_before()
    {
        var shipped = _office.Newest("weibo");
        var first = await _office.SavedPlaybook("weibo", Reworded(shipped, "新的说法。"));

        var newest = (await Read("weibo"))!;
        Assert.True(newest.IsNewest);
        Assert.Equal((first.Id, shipped.Id), (newest.Version.Id, newest.Former!.Id));
        Assert.Equal(_office.Registrar.Id, newest.SavedBy!.Id);
        Assert.Equal([StepFact.Zh], Assert.Single(newest.Difference!.Changed).Facts);
        Assert.Null(newest.ShippedSince);

        var former = (await Read("weibo", shipped.Id))!;
        Assert.False(former.IsNewest);
        Assert.Equal((null, null, first.Id), (former.SavedBy, former.Difference, former.Newest.Id));

        // A version of another platform, none at all, and no platform look alike.
        Assert.Null(await Read("douyin", first.Id));
        Assert.Null(await Read("weibo", PlaybookVersionId.New()));
        Assert.Null(await Read("nowhere"));
    }

    [Fact]
    public async Task The_history_has_every_version_the_newest_first_and_the_list_the_ones_in_force()
    {
        var shipped = _office.Newest("weibo");
        var first = await _office.SavedPlaybook("weibo", Reworded(shipped, "第一种说法。"));
        var second = await _office.SavedPlaybook("weibo", Reworded(first, "第二种说法。"));

        var history = (await _office.Vault.Get<ReadPlaybookHistory>().Run("weibo"))!.Value.Lines;

        Assert.Equal([second.Id, first.Id, shipped.Id], history.Select(l => l.Version.Id));
        Assert.Equal([1, 1, null], history.Select(l => l.Difference?.Changed.Count));
        Assert.Equal([_office.Registrar.Id, _office.Registrar.Id, null], history.Select(l => l.SavedBy?.Id));
        var lines = _office.Vault.Get<ListPlaybooks>().Run();
        Assert.Equal(Platform.Shipped.Select(p => p.Key), lines.Select(l => l.Platform.Key));
        Assert.Equal(second.Id, lines.Single(l => l.Platform.Key == "weibo").Version.Id);
        Assert.All(lines.Where(l => l.Platform.Key != "weibo"), l => Assert.True(l.Version.IsShipped));
    }

    [Fact]
    public async Task An_account_has_the_steps_of_its_platform_for_those_who_see_it()
    {
        await _office.Appoint(_office.Zhang);

        var own = (await ForAccount(_office.Zhang))!;

        Assert.Equal(_office.Newest(_office.Account.Platform).Id, own.Version.Id);
        Assert.Null(await ForAccount(_office.Li));
    }

    [Fact]
    public void What_was_moved_is_as_little_as_can_be()
    {
        var steps = _office.Newest("weixin-mp").Steps;
        var moved = steps.ToList();
        moved.RemoveAt(1);
        moved.Insert(5, steps[1]);
        moved.RemoveAt(8);

        var difference = PlaybookDifference.Between(steps, moved);

        var changed = Assert.Single(difference.Changed);
        Assert.Equal((steps[1].Key, 2, 6), (changed.Was.Step.Key, changed.Was.Number, changed.Becomes.Number));
        Assert.Equal([StepFact.Place], changed.Facts);
        Assert.Equal(steps[8].Key, Assert.Single(difference.Removed).Step.Key);
        Assert.Equal(steps[8].Key, Assert.Single(PlaybookDifference.Between(moved, steps).Added).Step.Key);
        Assert.True(PlaybookDifference.Between([], []).IsEmpty);
    }

    [Fact]
    public void Every_fact_of_a_step_that_differs_is_named()
    {
        var step = _office.Newest("weixin-mp").Steps[1];
        PlaybookStep[] others =
        [
            step with
            {
                Kind = StepKind.Grant,
            },
            step with
            {
                Component = Core.Custody.Component.Token,
            },
            step with
            {
                Holding = null,
            },
            step with
            {
                OldHolder = false,
            },
            step with
            {
                Opens = [],
            },
            step with
            {
                Zh = "别的说法。",
            },
            step with
            {
                En = null,
            },
            step with
            {
                Link = null,
            },
        ];

        var facts = others.Select(o =>
            Assert.Single(Assert.Single(PlaybookDifference.Between([step], [o]).Changed).Facts)
        );

        Assert.Equal(Enum.GetValues<StepFact>().Where(f => f != StepFact.Place), facts);
        Assert.True(PlaybookDifference.Between([step], [step with { Opens = [.. step.Opens.Reverse()] }]).IsEmpty);
    }

    private async Task<PlaybookReadout?> Read(string platform, PlaybookVersionId? version = null) =>
        await _office.Vault.Get<ReadPlaybook>().Run(platform, version);

    private async Task<AccountPlaybook?> ForAccount(Person reader)
    {
        using var db = _office.Vault.Read();
        var standing = Standing.Read(db, reader.Id, _office.Vault.Clock.Now)!;
        return await _office.Vault.Get<ReadAccountPlaybook>().Run(standing, _office.Account.Id);
    }
}
