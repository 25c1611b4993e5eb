using Vault.Core.Accounts;
using Vault.Core.Exports;
using Vault.Core.Holdings;
using Vault.Core.Imports;
using Vault.Core.People;
using Xunit;

namespace Vault.Core.Tests.Exports;

/// <summary>R69: a register that is exported and imported as it is changes nothing, however people have written it.</summary>
[Trait("R", "R69")]
public sealed class RoundTripTests : IAsyncLifetime
{
    private ExportScene _scene = null!;

    public async Task InitializeAsync() => _scene = await ExportScene.Open(weixin: 6);

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_register_comes_back_as_it_was(bool withContacts) => await ChangesNothing(withContacts);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task People_over_a_unit_stay_over_it(bool withContacts)
    {
        await _scene.Person("院长己", Contact.None);
        await _scene.Person("书记庚", new(null, "13900000077", null, null));
        await OverUnit("院长己", AppointmentRole.ResponsiblePerson);
        await OverUnit("书记庚", AppointmentRole.SupervisingLeader);
        await _scene.Account("weibo", "示例学院官博", like: InCollege());

        await ChangesNothing(withContacts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task People_of_another_unit_without_any_contact_stay_themselves(bool withContacts)
    {
        var account = await _scene.Account("weibo", "示例大学官博", like: new("", "", null, _scene.Vault.Unit));
        // Of this name there is another one in the very unit of the account.
        await _scene.Vault.AddPerson("wang.wu", "王五");
        await _scene.Person("王五", Contact.None);
        await _scene.Person("John Smith", Contact.None);
        await _scene.Appoint(account, "王五", AppointmentRole.ResponsiblePerson);
        await _scene.Appoint(account, "John Smith", AppointmentRole.Custodian);

        await ChangesNothing(withContacts);
    }

    [Fact]
    public async Task Phones_with_blanks_and_brackets_are_the_numbers_they_are()
    {
        await _scene.Person("主任辛", new("(010) 5550 1001", "+86 139 0000 0088", null, null));
        await _scene.Person("干事壬", new("（010）5550-1002 转 12", "139 0000 0099", null, "ren（公务）"));
        var account = await _scene.Account("weibo", "示例大学官博", like: InCollege());
        await _scene.Appoint(account, "主任辛", AppointmentRole.ResponsiblePerson);
        await _scene.Appoint(account, "干事壬", AppointmentRole.Custodian);
        await _scene.Bind(account, HoldingKind.BoundPhone, "(010) 5550 1003");

        await ChangesNothing(withContacts: true);
    }

    [Fact]
    public async Task Full_width_brackets_of_names_and_remarks_stay()
    {
        var like = InCollege() with { Remark = "每周更新（寒暑假除外）", PublicId = "example（1）" };
        await _scene.Account("weixin-mp", "示例大学（校友会）", like: like);

        await ChangesNothing(withContacts: true);
    }

    [Fact]
    public async Task A_unit_whose_name_is_not_the_only_one_is_the_one_the_account_has()
    {
        var office = await _scene.Unit("团委（办公室）", UnitKind.Department, _scene.College);
        await _scene.Unit("团委（办公室）", UnitKind.Department);
        await _scene.Account("weixin-mp", "示例团委", like: new("", "", null, office));

        await ChangesNothing(withContacts: true);
    }

    [Fact]
    public async Task A_student_who_holds_an_account_keeps_it_beside_a_teacher()
    {
        var account = await _scene.Account("weixin-mp", "示例学生会", like: InCollege());
        await _scene.Appoint(account, "学生丁", AppointmentRole.Custodian);
        await _scene.Appoint(account, "管理丙", AppointmentRole.Administrator);
        await _scene.Appoint(account, "李四", AppointmentRole.Administrator);

        await ChangesNothing(withContacts: true);
    }

    [Fact]
    public async Task Somebody_disabled_is_named_as_such_and_nothing_else_is_done()
    {
        var account = await _scene.Account("weixin-mp", "示例团委", like: InCollege());
        await _scene.Appoint(account, "负责甲", AppointmentRole.ResponsiblePerson);
        await _scene.Appoint(account, "管理丙", AppointmentRole.ResponsiblePerson);
        var (session, actor) = await _scene.Vault.SignIn(_scene.Office.Security);
        var proof = await _scene.Vault.Prove(
            session,
            actor,
            _scene.Somebody("负责甲").Id.Value,
            ProofPurpose.Administer
        );
        Assert.IsType<EndOutcome.Ended>(
            await _scene.Vault.Get<DisablePerson>().Run(actor, proof, _scene.Somebody("负责甲").Id)
        );

        var plan = await Again(withContacts: true);

        Assert.True(plan.IsEmpty);
        Assert.All(plan.Problems, p => Assert.Equal(PlanProblemKind.PersonDisabled, p.Kind));
    }

    private async Task ChangesNothing(bool withContacts)
    {
        var plan = await Again(withContacts);

        Assert.Equal([], plan.Problems);
        Assert.Equal([], plan.Persons.Select(p => p.Name));
        Assert.Equal([], plan.Units.Select(u => u.Name));
        Assert.Equal([], plan.Accounts.Where(a => !a.IsSame).Select(a => a.Name));
        Assert.NotEmpty(plan.Accounts);
    }

    /// <summary>What an import of the export would do.</summary>
    private async Task<ImportPlan> Again(bool withContacts)
    {
        var rows = ExportScene
            .Read(await _scene.File(ExportKind.Register, withContacts: withContacts))
            .SelectMany(s => s.Rows)
            .ToList();
        await using var db = _scene.Vault.Read();
        var registrar = Standing.Read(db, _scene.Office.Registrar.Id, _scene.Vault.Clock.Now)!;
        return _scene.Vault.Get<PreviewImport>().Run(registrar, rows)!;
    }

    private async Task OverUnit(string person, AppointmentRole role)
    {
        var office = _scene.Office;
        var request = new GrantRequest.ForUnitAppointment(_scene.Somebody(person).Id, _scene.College, role, null);
        Assert.IsType<DecideOutcome.Done>(
            await office.Confirm(office.Security, await office.Proposed(office.Registrar, request))
        );
    }

    private AccountEntry InCollege() => new("", "", null, _scene.College);
}
