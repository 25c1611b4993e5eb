using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.People;

/// <summary>Units: what hangs on them, who is appointed over them, and how they end (R21, R22, R28).</summary>
public sealed class UnitTests : IAsyncLifetime
{
    private Office _office = null!;

    private DateTimeOffset Now => _office.Vault.Clock.Now;

    public async Task InitializeAsync() => _office = await Office.Open();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task An_appointment_over_a_unit_shows_its_accounts_and_those_below_while_it_lasts()
    {
        var college = await _office.AddUnit("外国语学院", kind: UnitKind.College);
        var below = await _office.AddUnit("英语系", college, UnitKind.SubUnit);
        var other = await _office.AddUnit("图书馆");
        var seen = new[] { await Account("外院", college), await Account("英语系", below) };
        await Account("图书馆", other);
        var until = Now.AddDays(30);

        await _office.Grant(
            new GrantRequest.ForUnitAppointment(_office.Li.Id, college, AppointmentRole.SupervisingLeader, until)
        );

        Assert.Equal(seen.ToHashSet(), await SeenBy(_office.Li));
        _office.Vault.Clock.Turn(TimeSpan.FromDays(30));
        Assert.Empty(await SeenBy(_office.Li));
    }

    [Fact]
    public async Task It_ends_by_a_registrar_with_a_line_of_its_own()
    {
        var college = await _office.AddUnit("外国语学院", kind: UnitKind.College);
        await Account("外院", college);
        await _office.Grant(
            new GrantRequest.ForUnitAppointment(_office.Li.Id, college, AppointmentRole.ResponsiblePerson, null)
        );
        var held = _office.Appointments().Single(a => a.Unit == college);
        var proof = await _office.Proof(_office.Registrar, ProofPurpose.Administer, held.Id.Value);

        var ended = await _office.Vault.Get<EndAppointment>().Run(await _office.As(_office.Registrar), proof, held.Id);

        Assert.IsType<EndOutcome.Ended>(ended);
        Assert.Equal(
            new AppointmentOverUnitEnded(college, _office.Li.Id, AppointmentRole.ResponsiblePerson),
            _office.Vault.Newest<AppointmentOverUnitEnded>()
        );
        Assert.Empty(await SeenBy(_office.Li));
    }

    [Fact]
    public async Task No_role_that_reveals_day_by_day_is_held_over_a_unit()
    {
        foreach (var role in Enum.GetValues<AppointmentRole>())
        {
            var over = new GrantRequest.ForUnitAppointment(_office.Zhang.Id, _office.Vault.Unit, role, null);
            Assert.Equal(
                role
                    is AppointmentRole.ResponsiblePerson
                        or AppointmentRole.SupervisingLeader
                        or AppointmentRole.BreakGlass
                    ? null
                    : GrantRefusal.NotOverUnit,
                await _office.Refusal(over)
            );
        }
    }

    [Fact]
    public async Task A_unit_is_dissolved_only_when_nothing_belongs_to_it_any_more()
    {
        var college = await _office.AddUnit("外国语学院", kind: UnitKind.College);
        var below = await _office.AddUnit("英语系", college, UnitKind.SubUnit);
        var account = await Account("外院", college);
        await Person("wang.wu", college);
        Assert.Equal(new DissolveOutcome.StillInUse(1, 1, 1), await Dissolve(college));

        Assert.IsType<DissolveOutcome.Dissolved>(await Dissolve(below));
        Assert.Equal(new UnitDissolved(below), _office.Vault.LastEvent());
        await Cancel(account, college);
        Assert.Equal(new DissolveOutcome.StillInUse(0, 1, 0), await Dissolve(college));
        await Move("wang.wu", _office.Vault.Unit);
        Assert.IsType<DissolveOutcome.Dissolved>(await Dissolve(college));

        Assert.IsType<DissolveOutcome.NotFound>(await Dissolve(college));
        Assert.IsType<DissolveOutcome.IsRoot>(await Dissolve(_office.Vault.Unit));
    }

    [Fact]
    public async Task Nothing_is_entered_in_a_dissolved_unit_nor_is_it_changed()
    {
        var college = await _office.AddUnit("外国语学院", kind: UnitKind.College);
        await Dissolve(college);

        var registrar = await _office.As(_office.Registrar);
        var person = await _office.Vault.Get<AddPerson>().Run(registrar, new("王五", "wang.wu", college));
        var fault = Assert.Single(Assert.IsType<RegisterOutcome<PersonId>.Faulty>(person).Faults);
        Assert.Equal(new(RegisterField.Unit, RegisterProblem.Unknown), fault);
        Assert.IsType<ChangeOutcome.NotFound>(await Change(college, 0, new(_office.Vault.Unit, "外语学院")));
        var over = new GrantRequest.ForUnitAppointment(_office.Li.Id, college, AppointmentRole.SupervisingLeader, null);
        Assert.IsType<ProposeOutcome.NotFound>(await _office.Propose(_office.Registrar, over));
    }

    [Fact]
    public async Task A_unit_does_not_stand_below_itself_and_the_root_stays_the_root()
    {
        var college = await _office.AddUnit("外国语学院", kind: UnitKind.College);
        var below = await _office.AddUnit("英语系", college, UnitKind.SubUnit);

        var moved = Assert.IsType<ChangeOutcome.Faulty>(await Change(college, 0, new(below, "外国语学院")));
        Assert.Equal([new(RegisterField.Unit, RegisterProblem.BelowItself)], moved.Faults);

        var root = new UnitEntry(college, "示例大学（新名）", UnitKind.Organisation);
        Assert.Equal(new ChangeOutcome.Changed(1), await Change(_office.Vault.Unit, 0, root));
        using var db = _office.Vault.Read();
        Assert.Null(db.Set<Unit>().Single(u => u.Id == _office.Vault.Unit).Parent);
    }

    [Fact]
    public async Task Who_stands_behind_a_unit_is_an_active_teacher()
    {
        var student = await _office.Student();
        var entry = new UnitEntry(_office.Vault.Unit, "文学社", UnitKind.StudentBody, student.Id);
        var registrar = await _office.As(_office.Registrar);
        var outcome = await _office.Vault.Get<AddUnit>().Run(registrar, entry);
        var fault = Assert.Single(Assert.IsType<RegisterOutcome<UnitId>.Faulty>(outcome).Faults);
        Assert.Equal(new(RegisterField.Fallback, RegisterProblem.Unknown), fault);

        await _office.AddUnit("文学社", kind: UnitKind.StudentBody, fallback: _office.Li.Id);
    }

    [Fact]
    public async Task Of_sixteen_who_change_a_unit_at_once_one_wins()
    {
        var college = await _office.AddUnit("外国语学院", kind: UnitKind.College);
        await _office.As(_office.Registrar);

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(i => Change(college, 0, new(_office.Vault.Unit, $"外语学院{i}")))
        );

        Assert.Single(outcomes, o => o is ChangeOutcome.Changed { Facts: 2 });
        Assert.Equal(15, outcomes.Count(o => o is ChangeOutcome.ChangedMeanwhile));
        Assert.Single(_office.Vault.Log(), l => l.Event is UnitFactChanged { Fact: UnitFact.Name });
    }

    [Fact]
    public async Task Of_sixteen_who_change_a_person_at_once_one_wins()
    {
        var registrar = await _office.As(_office.Registrar);

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(i =>
                    _office
                        .Vault.Get<ChangePerson>()
                        .Run(registrar, _office.Li.Id, 0, new($"李四{i}", "li.si", _office.Vault.Unit))
                )
        );

        Assert.Single(outcomes, o => o is ChangeOutcome.Changed { Facts: 1 });
        Assert.Equal(15, outcomes.Count(o => o is ChangeOutcome.ChangedMeanwhile));
        Assert.Single(_office.Vault.Log(), l => l.Event is PersonFactChanged);
    }

    private async Task<AccountId> Account(string name, UnitId unit) => (await _office.AddAccount(name, unit)).Id;

    private async Task Person(string userName, UnitId unit) =>
        Assert.IsType<RegisterOutcome<PersonId>.Entered>(
            await _office.Vault.Get<AddPerson>().Run(await _office.As(_office.Registrar), new("王五", userName, unit))
        );

    private async Task Move(string userName, UnitId unit)
    {
        using var db = _office.Vault.Read();
        var id = db.Set<Person>().Single(p => p.UserName == userName).Id;
        var moved = await _office
            .Vault.Get<ChangePerson>()
            .Run(await _office.As(_office.Registrar), id, 0, new("王五", userName, unit));
        Assert.IsType<ChangeOutcome.Changed>(moved);
    }

    private async Task Cancel(AccountId id, UnitId unit)
    {
        var entry = new AccountEntry("weixin-mp", "外院", null, unit) { Status = AccountStatus.Cancelled };
        var changed = await _office.Vault.Get<ChangeAccount>().Run(await _office.As(_office.Registrar), id, 0, entry);
        Assert.IsType<ChangeOutcome.Changed>(changed);
    }

    private async Task<DissolveOutcome> Dissolve(UnitId unit) =>
        await _office.Vault.Get<DissolveUnit>().Run(await _office.As(_office.Registrar), unit);

    private async Task<ChangeOutcome> Change(UnitId unit, int revision, UnitEntry entry) =>
        await _office.Vault.Get<ChangeUnit>().Run(await _office.As(_office.Registrar), unit, revision, entry);

    private async Task<HashSet<AccountId>> SeenBy(Person person)
    {
        using var db = _office.Vault.Read();
        var standing = Standing.Read(db, person.Id, Now)!;
        var page = await _office.Vault.Get<SearchAccounts>().Run(standing, new());
        var listed = page.Lines.Select(l => l.Account.Id).ToHashSet();
        foreach (var account in db.Set<Account>().ToList())
            Assert.Equal(
                listed.Contains(account.Id),
                await AccountAccess.Find(db, account.Id, standing, Now) is not null
            );
        return listed;
    }
}
