using Vault.Core.Audit;
using Vault.Core.Holdings;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Holdings;

/// <summary>Who records, extends, ends and opens what of an account is in somebody's hands, and what is refused.</summary>
public sealed class HoldingTests : IAsyncLifetime
{
    private HoldingScene _scene = null!;

    private Office Office => _scene.Office;

    public async Task InitializeAsync() => _scene = await HoldingScene.Set();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task Registrar_custodian_and_administrators_keep_them_and_nobody_else_does()
    {
        var leader = await _scene.Appointed(AppointmentRole.SupervisingLeader);
        var responsible = await _scene.Appointed(AppointmentRole.ResponsiblePerson);
        var assistant = await _scene.Appointed(AppointmentRole.Assistant);
        foreach (var keeper in new[] { Office.Registrar, Office.OtherRegistrar, Office.Zhang, Office.Li })
        {
            var holding = HoldingScene.Done(await _scene.Record(keeper, _scene.ShortTerm(Office.Li)));
            var extended = HoldingScene.Done(await _scene.Extend(keeper, holding, _scene.Today.AddMonths(2)));
            Assert.Equal(_scene.Today.AddMonths(2), extended.Until);
            Assert.Equal(HoldingScene.Seen, (await _scene.Open(keeper, holding))!.Evidence);
            var ended = HoldingScene.Done(await _scene.End(keeper, holding));
            Assert.Equal((keeper.Id, false), (ended.EndedBy, _scene.Row(holding).IsRunning));
        }
        var standing = await _scene.Recorded(_scene.ShortTerm(Office.Li));
        var rows = _scene.Rows();
        Person[] others = [leader, responsible, assistant, Office.Security, Office.System, Office.Reviewer];
        foreach (var other in others)
        {
            const HoldingRefusal why = HoldingRefusal.NotYourRole;
            _scene.AssertRefused(
                why,
                HoldingStep.Record,
                await _scene.Record(other, HoldingScene.Of(HoldingKind.BoundPhone, other))
            );
            _scene.AssertRefused(
                why,
                HoldingStep.Extend,
                await _scene.Extend(other, standing, _scene.Today.AddMonths(3))
            );
            _scene.AssertRefused(why, HoldingStep.End, await _scene.End(other, standing));
            Assert.Null(await _scene.Open(other, standing));
            Assert.Equal(HoldingStep.Open, Assert.IsType<HoldingStepRefused>(_scene.Vault.LastEvent()).Step);
        }
        var row = _scene.Row(standing);
        Assert.Equal((rows, true, standing.Until), (_scene.Rows(), row.IsRunning, row.Until));
    }

    [Fact]
    public async Task Whoever_is_no_longer_appointed_or_was_disabled_keeps_nothing_more()
    {
        var former = await _scene.Somebody();
        await Office.GiveSignIn(former);
        await _scene.Vault.Appoint(
            former,
            _scene.Account,
            AppointmentRole.Administrator,
            _scene.Vault.Clock.Now.AddHours(1)
        );
        var holding = HoldingScene.Done(await _scene.Record(former, _scene.ShortTerm(Office.Li)));
        _scene.Vault.Clock.Turn(TimeSpan.FromHours(1));
        _scene.AssertRefused(HoldingRefusal.NotYourRole, HoldingStep.End, await _scene.End(former, holding));

        var actor = await Office.As(Office.Li);
        await _scene.Vault.Write(scope =>
        {
            scope.Db.Set<Person>().Single(p => p.Id == Office.Li.Id).Disable(scope.Now);
            scope.Append(new PersonDisabled(Office.Li.Id));
        });
        var outcome = await _scene
            .Vault.Get<EndHolding>()
            .Run(actor, holding.Id, HoldingScene.Evidence("平台上已没有此人"));
        _scene.AssertRefused(HoldingRefusal.NotYourRole, HoldingStep.End, outcome);
    }

    [Fact]
    public async Task A_student_keeps_them_only_where_students_may_use_secrets()
    {
        var student = await Office.Student();
        await _scene.Vault.Appoint(student, _scene.Account, AppointmentRole.Administrator);
        var entry = HoldingScene.Of(HoldingKind.LongTermOperator, student);

        _scene.AssertRefused(HoldingRefusal.StudentsBarred, HoldingStep.Record, await _scene.Record(student, entry));
        Assert.False((await _scene.Read(student))!.MayKeep);

        await Office.LetStudentsReveal(true);
        HoldingScene.Done(await _scene.Record(student, entry));
        Assert.True((await _scene.Read(student))!.MayKeep);
    }

    [Fact]
    public async Task What_is_recorded_says_who_holds_what_since_when_and_on_what_evidence()
    {
        var since = _scene.Today.AddDays(-40);
        var entry = HoldingScene.Of(HoldingKind.BoundPhone, Office.Li) with { Since = since };
        var holding = HoldingScene.Done(await _scene.Record(Office.Zhang, entry));

        var line = Assert.IsType<HoldingRecorded>(_scene.Vault.LastEvent());
        Assert.Equal(
            (_scene.Account.Id, holding.Id, HoldingKind.BoundPhone, (PersonId?)Office.Li.Id, (DateOnly?)since),
            (line.Account, line.Holding, line.Kind, line.Holder, line.Since)
        );
        var read = Assert.Single((await _scene.Read(Office.Li))!.Running);
        Assert.Equal(("李四", "139****5678"), (read.Holder!.DisplayName, read.Masked));
        Assert.Equal((since, null, Office.Zhang.Id), (holding.Since, holding.Until, holding.RecordedBy));
        var opened = await _scene.Open(Office.Zhang, holding);
        Assert.Equal(new OpenedHolding("13912345678", HoldingScene.Seen, null), opened);
        Assert.Equal(holding.Id, Assert.IsType<HoldingOpened>(_scene.Vault.LastEvent()).Holding);
    }

    [Fact]
    public async Task An_office_holds_a_phone_and_a_service_a_grant_and_only_a_person_the_rest()
    {
        foreach (var kind in Enum.GetValues<HoldingKind>())
        {
            var byPerson = await _scene.Record(Office.Zhang, ShortIfNeeded(HoldingScene.Of(kind, Office.Li)));
            var outside = await _scene.Record(Office.Zhang, ShortIfNeeded(HoldingScene.Outside(kind, "示例办公室")));
            Assert.Equal(kind != HoldingKind.ThirdPartyGrant, byPerson is HoldingOutcome.Done);
            Assert.Equal(kind == HoldingKind.ThirdPartyGrant || kind.IsMedium(), outside is HoldingOutcome.Done);
        }

        HoldingEntry ShortIfNeeded(HoldingEntry entry) => entry with { Since = _scene.Today };
    }

    [Fact]
    public async Task Mistakes_are_all_found_and_nothing_is_written()
    {
        // Signing in is a line.
        await Office.As(Office.Zhang);
        var lines = _scene.Vault.Log().Count;
        var phone = HoldingScene.Of(HoldingKind.BoundPhone, Office.Li);
        var shortTerm = HoldingScene.Of(HoldingKind.ShortTermOperator, Office.Li);
        await Faulty(phone with { Value = "call me" }, (HoldingField.Value, RegisterProblem.NotAPhone));
        await Faulty(phone with { Value = " " }, (HoldingField.Value, RegisterProblem.Missing));
        await Faulty(
            HoldingScene.Of(HoldingKind.BoundMailbox, Office.Li) with
            {
                Value = "news",
            },
            (HoldingField.Value, RegisterProblem.NotAMailbox)
        );
        await Faulty(
            HoldingScene.Of(HoldingKind.RealNamePerson, Office.Li) with
            {
                Value = "X123",
            },
            (HoldingField.Value, RegisterProblem.Impossible)
        );
        await Faulty(phone with { Holder = null }, (HoldingField.Holder, RegisterProblem.Missing));
        await Faulty(phone with { Outside = "示例办公室" }, (HoldingField.Outside, RegisterProblem.Impossible));
        await Faulty(phone with { Holder = PersonId.New() }, (HoldingField.Holder, RegisterProblem.Unknown));
        await Faulty(shortTerm, (HoldingField.Since, RegisterProblem.Missing));
        await Faulty(phone with { Since = DateOnly.MinValue }, (HoldingField.Since, RegisterProblem.NotADay));
        await Faulty(
            phone with
            {
                Value = "1",
                Since = _scene.Today.AddDays(1),
                Until = _scene.Today,
            },
            (HoldingField.Value, RegisterProblem.NotAPhone),
            (HoldingField.Since, RegisterProblem.OutOfRange),
            (HoldingField.Until, RegisterProblem.Backwards)
        );
        Assert.Equal((0, lines), (_scene.Rows(), _scene.Vault.Log().Count));
    }

    [Fact]
    public async Task Who_keeps_one_account_names_the_people_of_its_unit_and_the_registrar_names_anybody()
    {
        var stranger = await Stranger();
        var entry = HoldingScene.Of(HoldingKind.LongTermOperator, stranger);
        var found = _scene.Vault.Get<FindHolders>();

        await Faulty(entry, (HoldingField.Holder, RegisterProblem.Unknown));
        Assert.DoesNotContain((await found.Run(_scene.Standing(Office.Zhang), _scene.Account.Id))!, IsStranger);
        Assert.Contains((await found.Run(_scene.Standing(Office.Registrar), _scene.Account.Id))!, IsStranger);
        Assert.Null(await found.Run(_scene.Standing(Office.Reviewer), _scene.Account.Id));
        HoldingScene.Done(await _scene.Record(Office.Registrar, entry));

        await _scene.Vault.Appoint(stranger, _scene.Account, AppointmentRole.Assistant);
        Assert.Contains((await found.Run(_scene.Standing(Office.Zhang), _scene.Account.Id))!, IsStranger);
        HoldingScene.Done(await _scene.Record(Office.Zhang, entry));

        bool IsStranger(Person person) => person.Id == stranger.Id;
    }

    [Fact]
    public async Task What_takes_the_place_of_another_ends_it_and_nothing_of_another_kind()
    {
        var phone = await _scene.Recorded(HoldingScene.Of(HoldingKind.BoundPhone, Office.Li));
        var mailbox = await _scene.Recorded(HoldingScene.Of(HoldingKind.BoundMailbox, Office.Li));
        var beside = await _scene.Recorded(HoldingScene.Outside(HoldingKind.BoundPhone, "示例办公室"));
        Assert.True(_scene.Row(phone).IsRunning);

        var next = HoldingScene.Outside(HoldingKind.BoundPhone, "示例办公室") with { Replaces = true };
        var last = HoldingScene.Done(await _scene.Record(Office.Zhang, next));

        Assert.Equal([false, false], new[] { phone, beside }.Select(h => _scene.Row(h).IsRunning));
        Assert.Equal([true, true], new[] { mailbox, last }.Select(h => _scene.Row(h).IsRunning));
        Assert.Equal(HoldingScene.Seen, (await _scene.Open(Office.Li, phone))!.Ending);
    }

    [Fact]
    public async Task It_ends_once_and_what_has_ended_is_kept_and_not_extended()
    {
        var holding = await _scene.Recorded(_scene.ShortTerm(Office.Li));
        HoldingScene.Done(await _scene.End(Office.Zhang, holding, "人员设置页面已移除"));
        var ended = _scene.Row(holding);

        _scene.AssertRefused(HoldingRefusal.EndedBefore, HoldingStep.End, await _scene.End(Office.Li, holding));
        _scene.AssertRefused(HoldingRefusal.EndedBefore, HoldingStep.Extend, await _scene.Extend(Office.Li, holding));
        Assert.Equal((ended.EndedBy, ended.EndedAt), (_scene.Row(holding).EndedBy, _scene.Row(holding).EndedAt));
        var read = (await _scene.Read(Office.Zhang))!;
        Assert.Empty(read.Running);
        Assert.Equal((holding.Id, HoldingState.Ended), (read.Ended[0].Holding.Id, read.Ended[0].State));
        Assert.Equal("人员设置页面已移除", (await _scene.Open(Office.Li, holding))!.Ending);
    }

    [Fact]
    public async Task Of_many_who_end_one_at_once_one_does()
    {
        var holding = await _scene.Recorded(_scene.ShortTerm(Office.Li));
        await Office.As(Office.Zhang);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => _scene.End(Office.Zhang, holding)));

        Assert.Single(outcomes.OfType<HoldingOutcome.Done>());
        Assert.All(
            outcomes.OfType<HoldingOutcome.Refused>(),
            refused => Assert.Equal(HoldingRefusal.EndedBefore, refused.Why)
        );
        Assert.Equal(1, _scene.Vault.Log().Count(l => l.Event is HoldingEnded));
        Assert.Equal(15, _scene.Vault.Log().Count(l => l.Event is HoldingStepRefused));
    }

    [Fact]
    public async Task Only_a_short_term_operator_is_extended_and_only_to_a_later_day()
    {
        var longTerm = await _scene.Recorded(HoldingScene.Of(HoldingKind.LongTermOperator, Office.Li));
        _scene.AssertRefused(HoldingRefusal.NotShortTerm, HoldingStep.Extend, await _scene.Extend(Office.Li, longTerm));

        var holding = await _scene.Recorded(_scene.ShortTerm(Office.Li));
        Assert.Equal(_scene.Today.AddMonths(1), holding.Until);
        await NotUntil(holding.Until);
        await NotUntil(_scene.Today);
        await NotUntil(new DateOnly(2200, 1, 1));
        _scene.Vault.Clock.Turn(TimeSpan.FromDays(40));
        await NotUntil(_scene.Today.AddDays(-1));

        Assert.Equal(_scene.Today.AddMonths(1), HoldingScene.Done(await _scene.Extend(Office.Li, holding)).Until);
        var line = Assert.IsType<HoldingExtended>(_scene.Vault.LastEvent());
        Assert.Equal((holding.Id, _scene.Today.AddMonths(1)), (line.Holding, line.Until));

        async Task NotUntil(DateOnly? day) =>
            Assert.Equal(
                [
                    new(
                        HoldingField.Until,
                        day > new DateOnly(2100, 1, 1) ? RegisterProblem.NotADay : RegisterProblem.Backwards
                    ),
                ],
                Assert.IsType<HoldingOutcome.Faulty>(await _scene.Extend(Office.Li, holding, day)).Faults
            );
    }

    [Fact]
    public async Task An_account_or_holding_that_does_not_exist_is_not_found()
    {
        var actor = await Office.As(Office.Registrar);
        var evidence = HoldingScene.Evidence(HoldingScene.Seen);
        var entry = HoldingScene.Of(HoldingKind.BoundPhone, Office.Li);
        var none = HoldingId.New();

        Assert.IsType<HoldingOutcome.NotFound>(
            await _scene.Vault.Get<RecordHolding>().Run(actor, AccountId.New(), entry)
        );
        Assert.IsType<HoldingOutcome.NotFound>(await _scene.Vault.Get<EndHolding>().Run(actor, none, evidence));
        Assert.IsType<HoldingOutcome.NotFound>(
            await _scene.Vault.Get<ExtendHolding>().Run(actor, none, null, evidence)
        );
        Assert.Null(await _scene.Vault.Get<OpenHolding>().Run(actor, none));
    }

    private async Task Faulty(HoldingEntry entry, params (HoldingField, RegisterProblem)[] faults) =>
        Assert.Equal(
            faults.Select(f => new HoldingFault(f.Item1, f.Item2)),
            Assert.IsType<HoldingOutcome.Faulty>(await _scene.Record(Office.Zhang, entry)).Faults
        );

    /// <summary>Somebody of another unit.</summary>
    private async Task<Person> Stranger()
    {
        var unit = await Office.AddUnit("示例学院");
        var stranger = RegisterRows.Person("stranger", "外单位某人", unit);
        await _scene.Vault.Write(scope =>
        {
            scope.Db.Add(stranger);
            scope.Append(new PersonAdded(stranger.Id, PrivateText.Of("外单位某人", stranger.Id), null, unit, false));
        });
        return stranger;
    }
}
