using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.Incidents;
using Vault.Core.People;
using Vault.Core.Tests.Checkouts;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Incidents;

/// <summary>Who reports and concludes an incident, and when; steps × states × roles.</summary>
[Trait("R", "R24")]
[Trait("R", "R25")]
public sealed class IncidentTests : IAsyncLifetime
{
    private CheckoutScene _scene = null!;
    private Person _standIn = null!;
    private Person _both = null!;
    private Person _named = null!;
    private Person _assistant = null!;
    private Person _stranger = null!;

    public async Task InitializeAsync()
    {
        _scene = await CheckoutScene.Set();
        await _scene.Deposit(_scene.Zhang, "Canary-7Yq2!vault");
        _standIn = await _scene.Person("stand-in", "代理甲");
        await _scene.Appoint(_standIn, AppointmentRole.Custodian, actingFor: _scene.Zhang);
        // Keeps the register and uses the account.
        _both = await _scene.Person("both", "兼任甲");
        await _scene.Vault.Give(_both, OfficeRole.Registrar);
        await _scene.Appoint(_both, AppointmentRole.Administrator);
        _assistant = await _scene.Person("assistant", "协助甲");
        await _scene.Appoint(_assistant, AppointmentRole.Assistant);
        _named = await _scene.Person("named", "应急甲");
        await _scene.Appoint(_named, AppointmentRole.BreakGlass);
        _stranger = await _scene.Person("stranger", "路人甲");
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task A_report_is_on_record_with_who_when_why_and_a_number()
    {
        var first = _scene.Row(await _scene.Reported(_scene.Zhang));
        await _scene.Conclude(_scene.Office.Registrar, first.Id);
        var second = _scene.Row(await _scene.Reported(_scene.Leader));

        Assert.Equal((1, 2), (first.Number, second.Number));
        Assert.Equal((_scene.Zhang.Id, _scene.Account.Id), (first.ReportedBy, first.Account));
        Assert.Equal(_scene.Now, second.ReportedAt);
        Assert.True(second.IsOpen);
        Assert.Equal("账号半夜发布了不明内容", second.Reason(_scene.Vault.Get<FieldSealer>()));
        var line = Assert.Single(
            _scene.Vault.Log().Select(l => l.Event).OfType<CompromiseReported>(),
            e => e.Incident == second.Id
        );
        Assert.Equal((_scene.Account.Id, 2), (line.Account, line.Number));
    }

    [Fact]
    public async Task Whoever_answers_for_the_account_reports_and_nobody_else()
    {
        Person[] may = [_scene.Zhang, _standIn, _scene.Leader, _scene.Responsible, _scene.Office.Registrar, _both];
        Person[] mayNot =
        [
            _scene.Li,
            _assistant,
            _named,
            _stranger,
            _scene.Office.Security,
            _scene.Office.System,
            _scene.Office.Reviewer,
        ];
        foreach (var person in mayNot)
            _scene.AssertRefused(IncidentRefusal.NotYours, await _scene.Report(person));
        foreach (var person in may)
        {
            var id = await _scene.Reported(person);
            foreach (var again in may)
                _scene.AssertRefused(IncidentRefusal.OpenAlready, await _scene.Report(again));
            foreach (var again in mayNot)
                _scene.AssertRefused(IncidentRefusal.NotYours, await _scene.Report(again));
            var concludes = person == _scene.Office.Registrar ? _scene.Office.OtherRegistrar : _scene.Office.Registrar;
            Assert.IsType<IncidentOutcome.Done>(await _scene.Conclude(concludes, id));
        }
    }

    [Fact]
    public async Task The_office_concludes_but_nobody_of_it_who_reported_it_or_uses_the_account()
    {
        var id = await _scene.Reported(_scene.Office.Registrar);
        foreach (var conclusion in Enum.GetValues<IncidentConclusion>())
        {
            foreach (var person in new[] { _scene.Zhang, _standIn, _scene.Leader, _scene.Responsible })
                _scene.AssertRefused(IncidentRefusal.NotYourRole, await _scene.Conclude(person, id, conclusion));
            foreach (var person in new[] { _scene.Li, _assistant, _stranger, _scene.Office.Security })
                _scene.AssertRefused(IncidentRefusal.NotYours, await _scene.Conclude(person, id, conclusion));
            foreach (var person in new[] { _scene.Office.Registrar, _both })
                _scene.AssertRefused(IncidentRefusal.Involved, await _scene.Conclude(person, id, conclusion));
        }
        Assert.True(_scene.Row(id).IsOpen);

        Assert.IsType<IncidentOutcome.Done>(await _scene.Conclude(_scene.Office.OtherRegistrar, id));

        var row = _scene.Row(id);
        Assert.Equal(_scene.Office.OtherRegistrar.Id, row.ConcludedBy);
        Assert.Equal("同事误发，已经核实", row.Finding(_scene.Vault.Get<FieldSealer>()));
        Assert.Equal(IncidentConclusion.FalseAlarm, Concluded().Conclusion);
        _scene.AssertRefused(IncidentRefusal.TooLate, await _scene.Conclude(_scene.Office.OtherRegistrar, id));
        Assert.IsType<IncidentOutcome.NotFound>(await _scene.Conclude(_scene.Office.Registrar, IncidentId.New()));
        Assert.IsType<AccessRefused>(_scene.Vault.LastEvent());
    }

    [Fact]
    public async Task Who_stands_in_for_the_reporter_concludes_no_more_than_he_does()
    {
        var standIn = await _scene.Person("acting-leader", "代理乙");
        await _scene.Appoint(standIn, AppointmentRole.SupervisingLeader, actingFor: _scene.Leader);
        await _scene.Vault.Give(standIn, OfficeRole.Registrar);
        var id = await _scene.Reported(_scene.Leader);

        _scene.AssertRefused(IncidentRefusal.Involved, await _scene.Conclude(standIn, id));
    }

    [Fact]
    public async Task As_changed_it_is_concluded_only_once_everything_has_a_newer_value_that_was_seen_to_work()
    {
        await _scene.Deposit(_scene.Zhang, "an app secret 1", Component.AppSecret);
        var (id, office) = (await _scene.Reported(_scene.Leader), _scene.Office.Registrar);

        foreach (var component in new[] { Component.Password, Component.AppSecret })
        {
            await NotYet();
            await _scene.Deposit(_scene.Zhang, $"a new {component} 2", component);
            await NotYet();
            await _scene.Vault.Verify(_scene.Leader, _scene.Account.Id, component);
        }

        Assert.IsType<IncidentOutcome.Done>(await _scene.Conclude(office, id, IncidentConclusion.Changed));
        Assert.Equal(IncidentConclusion.Changed, Concluded().Conclusion);
        CheckoutScene.Done(await _scene.Ask(_scene.Li));

        async Task NotYet() =>
            _scene.AssertRefused(
                IncidentRefusal.NotChanged,
                await _scene.Conclude(office, id, IncidentConclusion.Changed)
            );
    }

    [Fact]
    public async Task As_a_false_alarm_it_ends_the_freeze_and_leaves_the_changes_owed()
    {
        var id = await _scene.Reported(_scene.Zhang);
        _scene.AssertRefused(CheckoutRefusal.Frozen, await _scene.Ask(_scene.Li));

        await _scene.Conclude(_scene.Office.Registrar, id);

        CheckoutScene.Done(await _scene.Ask(_scene.Li));
        using var db = _scene.Vault.Read();
        Assert.Single(Core.Rotations.RotationObligation.Open(db));
    }

    [Fact]
    public async Task Of_many_who_report_at_once_one_does_and_of_many_who_conclude_likewise()
    {
        Person[] many = [_scene.Zhang, _scene.Leader, _scene.Responsible, _scene.Office.Registrar];
        await Task.WhenAll(many.Select(p => _scene.Office.As(p)));

        var reports = await Task.WhenAll(many.Select(p => Task.Run(() => _scene.Report(p))));

        var id = Assert.Single(reports.OfType<IncidentOutcome.Done>()).Incident;
        Assert.Equal(3, reports.OfType<IncidentOutcome.Refused>().Count(r => r.Why == IncidentRefusal.OpenAlready));
        var third = await _scene.Person("registrar3", "经办人丙");
        await _scene.Vault.Give(third, OfficeRole.Registrar);
        Person[] office = [_scene.Office.OtherRegistrar, third];
        await Task.WhenAll(office.Select(p => _scene.Office.As(p)));
        var ends = await Task.WhenAll(office.Select(p => Task.Run(() => _scene.Conclude(p, id))));
        Assert.Single(ends.OfType<IncidentOutcome.Done>());
    }

    [Fact]
    public async Task It_is_read_by_whoever_sees_the_account_and_why_only_by_who_answers_for_it()
    {
        var id = await _scene.Reported(_scene.Zhang);

        Assert.NotNull((await Read(_scene.Leader, id))!.Reason);
        Assert.NotNull((await Read(_scene.Office.Registrar, id))!.Reason);
        Assert.Null((await Read(_scene.Li, id))!.Reason);
        Assert.Null(await Read(_stranger, id));
        Assert.Null(await Read(_scene.Office.Reviewer, id));
        Assert.Equal(1, (await List(_scene.Li)).Open);
        Assert.Equal(0, (await List(_stranger)).Total);
    }

    private async Task<IncidentFile?> Read(Person reader, IncidentId id) =>
        await _scene.Vault.Get<ReadIncident>().Run(Standing(reader), id);

    private Task<IncidentPage> List(Person reader) => _scene.Vault.Get<ListIncidents>().Run(Standing(reader), 1);

    private Standing Standing(Person person)
    {
        using var db = _scene.Vault.Read();
        return Core.People.Standing.Read(db, person.Id, _scene.Now)!;
    }

    private IncidentConcluded Concluded() => _scene.Vault.Log().Select(l => l.Event).OfType<IncidentConcluded>().Last();
}
