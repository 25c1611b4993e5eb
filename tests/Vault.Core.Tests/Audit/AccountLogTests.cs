using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Audit;

/// <summary>The entries of one account: for whoever may see the account, and for nobody else (R32, R21).</summary>
[Trait("R", "R32")]
public sealed class AccountLogTests : IAsyncLifetime
{
    private TestVault _vault = null!;
    private Account _account = null!;
    private Account _other = null!;
    private Actor _custodian = null!;
    private Actor _stranger = null!;

    public async Task InitializeAsync()
    {
        _vault = await TestVault.Founded();
        _account = await _vault.AddAccount("示例大学招生办");
        _other = await _vault.AddAccount("示例学院", "weibo");
        var custodian = await _vault.AddPerson("zhang.san", "张三");
        var stranger = await _vault.AddPerson("li.si", "李四");
        await _vault.Appoint(custodian, _account);
        await _vault.Appoint(stranger, _other);
        (_, _custodian) = await _vault.SignIn(custodian);
        (_, _stranger) = await _vault.SignIn(stranger);
        await Reveal(_account, "核对招生简章");
        await Reveal(_other, "别的账号的事由");
    }

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Fact]
    public async Task Who_sees_the_account_reads_its_entries_with_reasons_and_that_is_a_line()
    {
        var page = Assert.IsType<ReadLogOutcome.Shown>(await Read(_custodian, _account)).Page;

        string[] kinds = ["SecretRevealed", "FilingOpened", "PersonAppointed", "AccountRegistered"];
        Assert.Equal(kinds, page.Entries.Select(e => e.Kind));
        Assert.Equal("核对招生简章", Assert.IsType<SecretRevealed>(page.Entries[0].Event).Reason.Text);
        var line = Assert.IsType<LogRead>(_vault.Log()[^1].Event);
        Assert.Equal((LogScope.Account, _account.Id, 4), (line.Scope, line.FilterAccount!.Value, line.Entries));
    }

    [Fact]
    public async Task Who_does_not_see_the_account_reads_nothing_whatever_filter_he_brings()
    {
        var filter = new LogFilter(Account: _other.Id);

        Assert.IsType<ReadLogOutcome.Refused>(
            await _vault.Get<ReadAccountLog>().Run(_stranger, _account.Id, filter, LogPosition.Newest)
        );

        var line = Assert.IsType<AccessRefused>(_vault.Log()[^1].Event);
        Assert.Equal(_account.Id.ToString(), line.Subject);
        Assert.IsType<ReadLogOutcome.Refused>(
            await _vault.Get<ReadAccountLog>().Run(_stranger, AccountId.New(), LogFilter.All, LogPosition.Newest)
        );
        Assert.Null(await _vault.Get<AccountTimeline>().Run(_stranger, _account.Id));
        Assert.Null(await _vault.Get<AccountTimeline>().Run(_stranger, AccountId.New()));
    }

    [Fact]
    public async Task The_timeline_says_who_and_what_but_opens_no_sealed_text_and_writes_no_line()
    {
        var before = _vault.Log().Count;

        var page = await _vault.Get<AccountTimeline>().Run(_custodian, _account.Id);

        Assert.Equal("SecretRevealed", page!.Entries[0].Kind);
        Assert.Equal("张三", page.Names.Person(page.Entries[0].Actor!.Value)?.DisplayName);
        Assert.All(page.Entries, e => Assert.Empty(e.Details));
        Assert.All(
            page.Entries.SelectMany(e => EventCodec.PrivateFieldsOf(e.Event!)),
            field => Assert.Null(field.Text.Text)
        );
        Assert.Equal(before, _vault.Log().Count);
    }

    [Fact]
    public async Task A_registrar_sees_every_account_and_after_his_role_ends_none()
    {
        var registrar = await _vault.AddPerson("wang.wu", "王五");
        await _vault.Give(registrar, OfficeRole.Registrar);
        var (_, actor) = await _vault.SignIn(registrar);
        Assert.IsType<ReadLogOutcome.Shown>(await Read(actor, _account));

        await _vault.Write(scope =>
        {
            scope.Db.Set<RoleGrant>().Single(g => g.Person == registrar.Id).End(scope.Now);
            scope.Append(new RoleEnded(registrar.Id, OfficeRole.Registrar));
        });

        Assert.IsType<ReadLogOutcome.Refused>(await Read(actor, _account));
    }

    [Fact]
    public async Task An_alarm_stays_in_sight_for_a_week_and_for_the_life_of_the_process()
    {
        Assert.Null(await _vault.Get<LatestAlarm>().Run());
        await _vault.Write(s => s.Append(new TamperingDetected("persons", "x", TamperKind.Differs)));
        _vault.Clock.Turn(TimeSpan.FromDays(30));
        Assert.Equal(_vault.Log().Count - 1, (await _vault.Get<LatestAlarm>().Run())?.Sequence);

        await _vault.Reopen();
        Assert.Null(await _vault.Get<LatestAlarm>().Run());

        await _vault.Write(s => s.Append(new TamperingDetected("persons", "x", TamperKind.Differs)));
        await _vault.Reopen();
        _vault.Clock.Turn(LatestAlarm.Fresh - TimeSpan.FromSeconds(1));
        Assert.NotNull(await _vault.Get<LatestAlarm>().Run());
        _vault.Clock.Turn(TimeSpan.FromSeconds(1));
        Assert.Null(await _vault.Get<LatestAlarm>().Run());
    }

    private Task<ReadLogOutcome> Read(Actor actor, Account account) =>
        _vault.Get<ReadAccountLog>().Run(actor, account.Id, LogFilter.All, LogPosition.Newest);

    private Task Reveal(Account account, string reason) =>
        _vault.Writer.Write(
            _custodian,
            s =>
            {
                s.Append(
                    new SecretRevealed(
                        account.Id,
                        SecretVersionId.New(),
                        Component.Password,
                        1,
                        new byte[32],
                        PrivateText.Of(reason)
                    )
                );
                return true;
            }
        );
}
