using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Playbooks;
using Vault.Core.Rotations;
using Vault.Core.Tests.Checkouts;
using Vault.Core.Tests.Playbooks;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Rotations;

/// <summary>按步骤改密: in the order of the playbook it began with, each step said by somebody, none before its time.</summary>
public sealed class GuidedRotationTests : IAsyncLifetime
{
    private RotationScene _scene = null!;

    public async Task InitializeAsync() => _scene = await RotationScene.Set();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task Every_step_is_taken_in_its_order_and_then_it_is_done()
    {
        await _scene.Owe();
        Done(await Begin(_scene.Zhang));
        var begun = Assert.IsType<RotationBegun>(_scene.Vault.LastEvent());
        var steps = Playbook().Steps;
        Assert.Equal((Playbook().Id, Rotation().Id), (begun.Playbook, begun.Rotation));

        foreach (var (step, number) in steps.Select((s, i) => (s, i + 1)))
        {
            await Prepare(step);
            var result = step.Component is null or Component.Password ? StepResult.Done : StepResult.NotApplicable;
            var ended = Done(await Take(_scene.Zhang, step.Key, result, "平台上没有这一项，或者已办好"));

            Assert.Equal(number == steps.Count, ended.HasEnded);
            var line = _scene.Vault.Log().Select(l => l.Event).OfType<RotationStepTaken>().Last();
            Assert.Equal(
                (number, step.Kind, step.Component, result),
                (line.Number, line.Step, line.Component, line.Result)
            );
        }

        Assert.IsType<RotationEnded>(_scene.Vault.LastEvent());
        Assert.Empty(_scene.Open());
        using var db = _scene.Vault.Read();
        var settled = db.Set<RotationStep>().ToList();
        Assert.All(settled, s => Assert.Equal(_scene.Zhang.Id, s.By));
        Assert.NotNull(db.Set<Rotation>().Single().EndedAt);
        Done(await Begin(_scene.Li));
    }

    [Fact]
    public async Task No_other_step_than_the_next_one_is_taken_and_none_twice()
    {
        Done(await Begin(_scene.Zhang));
        var steps = Playbook().Steps;
        foreach (var step in steps.Skip(1))
            Refused(RotationRefusal.NotNext, await Take(_scene.Zhang, step.Key));
        Refused(RotationRefusal.NotNext, await Take(_scene.Zhang, "no such step"));

        Done(await Take(_scene.Zhang, steps[0].Key));

        Refused(RotationRefusal.NotNext, await Take(_scene.Li, steps[0].Key));
        Refused(RotationRefusal.NoneRuns, await Take(_scene.Zhang, steps[1].Key, rotation: RotationId.New()));
        Refused(RotationRefusal.RunsAlready, await Begin(_scene.Li));
    }

    [Fact]
    public async Task A_secret_is_changed_first_and_seen_to_work_before_the_test_and_is_not_left_out_while_it_is_owed()
    {
        // What was pending or in use before it began is no change of this one.
        RotationScene.Deposited(await _scene.Deposit(_scene.Zhang, RotationScene.Second));
        await _scene.Owe();
        _scene.Vault.Clock.Turn(TimeSpan.FromMinutes(1));
        Done(await Begin(_scene.Zhang));
        var steps = Playbook().Steps;
        var secret = steps.First(s => s.Component == Component.Password);
        foreach (var step in steps.TakeWhile(s => s != secret))
            Done(await Take(_scene.Zhang, step.Key, StepResult.NotApplicable, "平台上没有这一项"));

        Refused(RotationRefusal.NotChanged, await Take(_scene.Zhang, secret.Key));
        Refused(
            RotationRefusal.StillOwed,
            await Take(_scene.Zhang, secret.Key, StepResult.NotApplicable, "不想改了也不行")
        );
        RotationScene.Done(await _scene.GiveUp(_scene.Zhang));
        RotationScene.Deposited(await _scene.Deposit(_scene.Zhang, "a third value 3", origin: ValueOrigin.Generated));
        Refused(RotationRefusal.NotChanged, await Take(_scene.Zhang, secret.Key));
        await _scene.Reveal(_scene.Zhang, WhichVersion.Pending);
        RotationScene.Done(await _scene.Apply(_scene.Zhang));
        Done(await Take(_scene.Zhang, secret.Key));

        var test = steps.Single(s => s.Kind == StepKind.SignInTest);
        foreach (var step in steps.SkipWhile(s => s != secret).Skip(1).TakeWhile(s => s != test))
            Done(await Take(_scene.Zhang, step.Key));
        Refused(RotationRefusal.NotVerified, await Take(_scene.Zhang, test.Key));
        RotationScene.Done(await _scene.Verify(_scene.Leader));
        Done(await Take(_scene.Zhang, test.Key));
    }

    [Fact]
    public async Task What_does_not_apply_says_why()
    {
        Done(await Begin(_scene.Zhang));
        var first = Playbook().Steps[0].Key;

        Refused(RotationRefusal.RemarkMissing, await Take(_scene.Zhang, first, StepResult.NotApplicable));
        Done(await Take(_scene.Zhang, first, StepResult.NotApplicable, "平台上没有这一项"));

        var file = (await Read(_scene.Leader))!;
        Assert.Equal("平台上没有这一项", file.Steps[0].Remark);
        Assert.Equal(
            (StepResult.NotApplicable, _scene.Zhang.DisplayName),
            (file.Steps[0].Settled!.Result, file.Steps[0].By)
        );
        Assert.Equal((Playbook().Steps[1].Key, false), (file.Next!.Key, file.MayTake));
        Assert.True((await Read(_scene.Li))!.MayTake);
    }

    [Fact]
    public async Task Only_who_may_use_the_account_changes_it()
    {
        Person[] others = [_scene.Leader, _scene.Office.Registrar, _scene.Office.Security];
        foreach (var other in others)
        {
            Assert.IsType<RotationOutcome.NotFound>(await Begin(other));
            Assert.Equal(RotationRefusal.NotYours, Assert.IsType<RotationStepRefused>(_scene.Vault.LastEvent()).Why);
        }
        Done(await Begin(_scene.Zhang));
        Assert.IsType<RotationOutcome.NotFound>(await Take(_scene.Leader, Playbook().Steps[0].Key));
        Assert.Null(await Read(_scene.Office.Security));
    }

    [Fact]
    public async Task It_goes_on_with_the_playbook_it_began_with()
    {
        Done(await Begin(_scene.Zhang));
        var begun = Playbook();
        var platform = begun.Platform;

        var reworded = PlaybookScene.Reworded(begun, "本单位改写的第一步示例", "平台的页面变了");
        var own = await _scene.Office.SavedPlaybook(platform, reworded);

        var file = (await Read(_scene.Zhang))!;
        Assert.Equal(begun.Id, file.Playbook.Id);
        Assert.NotEqual(begun.Id, own.Id);
        Done(await Take(_scene.Zhang, begun.Steps[0].Key));
    }

    [Fact]
    public async Task Of_many_who_begin_one_does()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Begin(i % 2 == 0 ? _scene.Zhang : _scene.Li)));

        Assert.Single(all.OfType<RotationOutcome.Done>());
        Assert.Equal(15, all.OfType<RotationOutcome.Refused>().Count(r => r.Why == RotationRefusal.RunsAlready));
    }

    private async Task Prepare(PlaybookStep step)
    {
        if (step.Component == Component.Password)
            RotationScene.Deposited(await _scene.Deposit(_scene.Zhang, RotationScene.Second));
        if (step.Kind == StepKind.SignInTest)
            RotationScene.Done(await _scene.Verify(_scene.Leader));
    }

    private async Task<RotationOutcome> Begin(Person by) =>
        await _scene.Vault.Get<BeginRotation>().Run((await _scene.SignedIn(by)).Actor, _scene.Account);

    private async Task<RotationOutcome> Take(
        Person by,
        string key,
        StepResult result = StepResult.Done,
        string? remark = null,
        RotationId? rotation = null
    )
    {
        var why = remark is null ? null : CheckoutScene.Reason(remark);
        var (_, actor) = await _scene.SignedIn(by);
        var take = _scene.Vault.Get<TakeRotationStep>();
        return await take.Run(actor, _scene.Account, rotation ?? Rotation().Id, key, result, why);
    }

    private async Task<RotationFile?> Read(Person reader)
    {
        using var db = _scene.Vault.Read();
        var standing = Standing.Read(db, reader.Id, _scene.Vault.Clock.Now)!;
        return await _scene.Vault.Get<ReadRotation>().Run(standing, _scene.Account);
    }

    private Rotation Rotation()
    {
        using var db = _scene.Vault.Read();
        return db.Set<Rotation>().Single(r => r.EndedAt == null);
    }

    private PlaybookVersion Playbook() => _scene.Vault.Get<PlaybookList>().Find(Rotation().Playbook)!;

    private static RotationOutcome.Done Done(RotationOutcome outcome) => Assert.IsType<RotationOutcome.Done>(outcome);

    private void Refused(RotationRefusal why, RotationOutcome outcome)
    {
        Assert.Equal(why, Assert.IsType<RotationOutcome.Refused>(outcome).Why);
        Assert.Equal(why, Assert.IsType<RotationStepRefused>(_scene.Vault.LastEvent()).Why);
    }
}
