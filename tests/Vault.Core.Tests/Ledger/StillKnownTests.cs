using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.Ledger;
using Vault.Core.People;
using Vault.Core.Rotations;
using Xunit;

namespace Vault.Core.Tests.Ledger;

/// <summary>Who still knows what opens an account, and what somebody still knows; before rights end and after.</summary>
public sealed class StillKnownTests : IAsyncLifetime
{
    private const string New = "Canary-7Yq2!vault";

    private LedgerScene _scene = null!;

    public async Task InitializeAsync() => _scene = await LedgerScene.Set();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    private Account First => _scene.Accounts[0];

    private Account Own => _scene.Accounts[2];

    [Fact]
    public void Who_stood_in_the_sheet_knows_it_of_both_accounts_by_either_row()
    {
        var known = _scene.Of(First);

        Assert.Equal(3, known.Count);
        Assert.All(known, k => Assert.Equal(2, k.By.Count));
        Assert.All(known.SelectMany(k => k.By), k => Assert.Equal(KnowledgeSource.Imported, k.Source));
    }

    [Fact]
    public async Task A_value_typed_where_somebody_knows_it_from_elsewhere_is_known_to_him_at_once()
    {
        var before = _scene.Of(Own);

        await Kept(_scene.Zhang, Own, LedgerScene.InSheet);

        Assert.Empty(before);
        var known = _scene.Of(Own);
        Assert.Equal(4, known.Count);
        var setter = known.Single(k => k.Person == _scene.Zhang.Id);
        Assert.Equal(KnowledgeSource.Set, setter.By[^1].Source);
        // He knows the others too: it is the same value.
        Assert.Contains(_scene.Of(First), k => k.Person == _scene.Zhang.Id);
    }

    [Fact]
    public async Task A_change_ends_what_was_known_of_that_component_and_of_no_other()
    {
        await Kept(_scene.Zhang, Own, New);
        await Kept(_scene.Zhang, Own, "secret-of-the-app-1", Component.AppSecret);
        await Shown(_scene.Li, Own);
        await Shown(_scene.Li, Own, Component.AppSecret);

        await Kept(_scene.Zhang, Own, "Canary-8Zr3!vault");
        // Until the new one was seen to work the former one is what opens the account.
        Assert.Equal(2, _scene.Of(_scene.Li).Count);
        Assert.IsType<VerificationOutcome.Done>(await _scene.Verify(_scene.Li, Own, Component.Password));

        Assert.Equal(Component.AppSecret, Assert.Single(_scene.Of(_scene.Li)).Version.Component);
    }

    [Fact]
    public async Task Ending_the_appointment_leaves_the_knowledge_where_it_was()
    {
        await Kept(_scene.Zhang, Own, New);
        await Shown(_scene.Li, Own);
        await EndAll(_scene.Li);

        Assert.Single(_scene.Of(_scene.Li));
        var line = (await _scene.Lines(_scene.Zhang, Own))!.Single(l => l.Person.Id == _scene.Li.Id);
        Assert.False(line.MayUse);
        // Whom it no longer concerns comes first.
        Assert.Equal(_scene.Li.Id, (await _scene.Lines(_scene.Zhang, Own))![0].Person.Id);
    }

    [Fact]
    public async Task What_is_not_to_be_changed_is_not_listed()
    {
        await Kept(_scene.Zhang, Own, "someone@example.edu.cn", Component.LoginName);

        Assert.Empty(_scene.Of(Own));
    }

    [Fact]
    public async Task A_pending_value_counts_because_it_may_be_on_the_platform()
    {
        await Kept(_scene.Zhang, Own, New, origin: ValueOrigin.Generated);
        await Shown(_scene.Zhang, Own, which: WhichVersion.Pending);

        Assert.Equal(VersionState.Pending, Assert.Single(_scene.Of(Own)).Version.State);
    }

    [Fact]
    public async Task Each_line_names_the_entry_of_the_log_that_says_it()
    {
        await Kept(_scene.Zhang, Own, New);
        await Shown(_scene.Li, Own);
        await Shown(_scene.Li, Own);

        var log = _scene.Vault.Log();
        var lines = (await _scene.Lines(_scene.Zhang, Own))!;

        var li = Assert.Single(lines.Single(l => l.Person.Id == _scene.Li.Id).Grounds);
        var said = log[(int)li.Entry];
        Assert.IsType<SecretRevealed>(said.Event);
        Assert.Equal((_scene.Li.Id, li.Since), (said.Actor!.Value, said.At));
        Assert.Equal(log.FindIndex(l => l.Event is SecretRevealed && l.Actor == _scene.Li.Id), li.Entry);
        var zhang = Assert.Single(lines.Single(l => l.Person.Id == _scene.Zhang.Id).Grounds);
        Assert.IsType<SecretDeposited>(log[(int)zhang.Entry].Event);
    }

    [Fact]
    public async Task An_account_the_reader_does_not_see_is_not_named_to_him()
    {
        await Kept(_scene.Zhang, Own, LedgerScene.InSheet);
        var stranger = await _scene.Vault.AddPerson("wang.wu", "王五");
        await _scene.Vault.Appoint(stranger, Own, AppointmentRole.Administrator);

        var grounds = (await _scene.Lines(stranger, Own))!.SelectMany(l => l.Grounds).Where(g => g.IsEqual).ToList();

        Assert.NotEmpty(grounds);
        Assert.All(grounds, g => Assert.Null(g.Elsewhere));
        var seen = (await _scene.Lines(_scene.Zhang, Own))!.SelectMany(l => l.Grounds).Where(g => g.IsEqual);
        Assert.All(seen, g => Assert.NotNull(g.Elsewhere));
    }

    [Fact]
    public async Task Who_does_not_see_the_account_or_the_person_sees_no_ledger()
    {
        var stranger = await _scene.Vault.AddPerson("wang.wu", "王五");

        Assert.Null(await _scene.Lines(stranger, Own));
        Assert.Null(await _scene.Lines(_scene.Office.Security, Own));
        Assert.Null(await _scene.Lines(_scene.Zhang, _scene.Li));
        Assert.NotNull(await _scene.Lines(_scene.Li, _scene.Li));
        Assert.NotNull(await _scene.Lines(_scene.Office.Registrar, _scene.Li));
        Assert.NotNull(await _scene.Lines(_scene.Office.Registrar, Own));
    }

    [Theory]
    [InlineData("DELETE FROM knowledge WHERE Source = 'Revealed'")]
    [InlineData("UPDATE knowledge SET Since = Since + 1 WHERE Source = 'Revealed'")]
    public async Task A_row_taken_out_or_altered_refuses_both_ledgers(string sql)
    {
        await Kept(_scene.Zhang, Own, New);
        await Shown(_scene.Li, Own);
        _scene.Vault.Sql(sql);

        Assert.Throws<TamperedRowException>(() => _scene.Of(Own));
        Assert.Throws<TamperedRowException>(() => _scene.Of(_scene.Li));
    }

    private async Task Kept(
        Person by,
        Account account,
        string value,
        Component component = Component.Password,
        ValueOrigin origin = ValueOrigin.Typed
    ) => Assert.IsType<DepositOutcome.Deposited>(await _scene.Deposit(by, account, value, component, origin));

    private async Task Shown(
        Person to,
        Account account,
        Component component = Component.Password,
        WhichVersion which = WhichVersion.Current
    ) => Assert.IsType<RevealOutcome.Granted>(await _scene.Reveal(to, account, component, which));

    private Task EndAll(Person person) =>
        _scene.Vault.Write(scope =>
        {
            foreach (var row in scope.Db.Set<Appointment>().Where(a => a.Person == person.Id).ToList())
            {
                row.End(scope.Now);
                scope.Append(new AppointmentEnded(row.Account!.Value, row.Person, row.Role));
            }
        });
}
