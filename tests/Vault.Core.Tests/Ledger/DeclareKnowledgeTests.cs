using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.Ledger;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Ledger;

/// <summary>The vault is told who knows a value: by whom, of whom, and what follows.</summary>
public sealed class DeclareKnowledgeTests : IAsyncLifetime
{
    private LedgerScene _scene = null!;

    private Person _stranger = null!;

    public async Task InitializeAsync()
    {
        _scene = await LedgerScene.Set();
        _stranger = await _scene.Vault.AddPerson("wang.wu", "王五");
        Assert.IsType<DepositOutcome.Deposited>(await _scene.Deposit(_scene.Zhang, Own, "Canary-7Yq2!vault"));
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    private Account Own => _scene.Accounts[2];

    [Fact]
    public async Task Whoever_may_not_use_the_account_makes_it_due_for_a_change_once()
    {
        Assert.True((await Declared(_scene.Office.Registrar, _stranger)).IsOwed);
        var other = await _scene.Vault.AddPerson("zhao.liu", "赵六");
        Assert.True((await Declared(_scene.Office.Registrar, other)).IsOwed);

        Assert.Contains(_scene.Of(Own), k => k.Person == _stranger.Id);
        Assert.Equal(RotationReason.DeclaredKnown, Assert.Single(Owed()).Reason);
        var said = _scene.Vault.Log().Select(l => l.Event).OfType<KnowledgeDeclared>().First();
        Assert.Equal((_stranger.Id, 1), (said.Person, said.Version));
    }

    [Fact]
    public async Task Of_one_who_may_use_it_nothing_follows()
    {
        Assert.False((await Declared(_scene.Zhang, _scene.Li)).IsOwed);

        Assert.Empty(Owed());
    }

    [Fact]
    public async Task Saying_it_again_changes_nothing_but_the_log()
    {
        await Declared(_scene.Office.Registrar, _stranger);

        await Refused(DeclarationRefusal.DeclaredBefore, _scene.Office.Registrar, _stranger);

        Assert.Single(Owed());
    }

    [Fact]
    public async Task Who_sees_the_account_names_its_own_people_and_nobody_else()
    {
        var former = await _scene.Vault.AddPerson("former", "前任甲");
        await _scene.Vault.Appoint(former, Own, AppointmentRole.Administrator);
        await _scene.Vault.Write(scope =>
        {
            var row = scope.Db.Set<Appointment>().Single(a => a.Person == former.Id);
            row.End(scope.Now);
            scope.Append(new AppointmentEnded(Own.Id, former.Id, row.Role));
        });

        await Refused(DeclarationRefusal.NobodyOfTheAccount, _scene.Li, _stranger);
        Assert.True((await Declared(_scene.Li, former)).IsOwed);
    }

    [Fact]
    public async Task Who_does_not_see_the_account_is_told_nothing()
    {
        foreach (
            var person in new[] { _stranger, _scene.Office.Security, _scene.Office.Reviewer, _scene.Office.System }
        )
            await Refused(DeclarationRefusal.NotYourAccount, person, _scene.Zhang);
    }

    [Theory]
    [InlineData(Component.Token)]
    [InlineData(Component.LoginName)]
    public async Task What_is_not_in_use_or_cannot_be_changed_is_nothing_to_declare(Component component)
    {
        await _scene.Deposit(_scene.Zhang, Own, "someone@example.edu.cn", Component.LoginName);

        await Refused(DeclarationRefusal.NothingInUse, _scene.Office.Registrar, _stranger, component);
    }

    [Fact]
    public async Task Somebody_who_is_nobody_is_refused()
    {
        var nobody = RegisterRows.Person("nobody", "无名", _scene.Vault.Unit);

        await Refused(DeclarationRefusal.NobodyOfTheAccount, _scene.Office.Registrar, nobody);
    }

    [Fact]
    public async Task A_change_ends_what_was_owed()
    {
        await Declared(_scene.Office.Registrar, _stranger);

        Assert.IsType<DepositOutcome.Deposited>(await _scene.Deposit(_scene.Zhang, Own, "Canary-8Zr3!vault"));
        Assert.Single(Owed());
        Assert.IsType<VerificationOutcome.Done>(await _scene.Verify(_scene.Li, Own, Component.Password));

        Assert.Empty(Owed());
        Assert.DoesNotContain(_scene.Of(Own), k => k.Person == _stranger.Id);
    }

    private async Task<DeclarationOutcome.Declared> Declared(Person by, Person who) =>
        Assert.IsType<DeclarationOutcome.Declared>(await _scene.Declare(by, Own, who));

    private async Task Refused(DeclarationRefusal why, Person by, Person who, Component component = Component.Password)
    {
        var outcome = await _scene.Declare(by, Own, who, component);
        Assert.Equal(why, Assert.IsType<DeclarationOutcome.Refused>(outcome).Why);
        Assert.Equal(why, Assert.IsType<KnowledgeNotDeclared>(_scene.Vault.LastEvent()).Why);
    }

    private List<RotationObligation> Owed()
    {
        using var db = _scene.Vault.Read();
        return [.. RotationObligation.Open(db).Where(o => o.Account == Own.Id)];
    }
}
