using System.Net;
using System.Text;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.TestKit;
using Vault.Web.Tests.People;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Custody;

/// <summary>R73 on the page: what is pending, replaced, given up or unreadable, and what its readers may do with it.</summary>
public sealed class RetiredPageTests : IAsyncLifetime
{
    private const string Why = "发布今天的讲座预告";

    private WebOffice _office = null!;
    private Person _li = null!;

    public async Task InitializeAsync()
    {
        _office = await WebOffice.Open("weibo");
        await _office.Vault.Appoint(_office.Zhang, _office.Account);
        _li = await _office.Enter("li.si", "李四");
        await _office.Vault.Appoint(_li, _office.Account, AppointmentRole.Administrator);
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    private string Path(string component = "password", string handler = "") =>
        $"/accounts/{_office.Account.Id}/secrets/{component}{(handler.Length == 0 ? "" : "/" + handler)}";

    [Fact]
    public async Task A_replaced_value_is_revealed_with_its_version_named()
    {
        await Deposit(_office.Zhang, Component.Password, "first value 1");
        Assert.DoesNotContain("which=Retired", await PageOf(_office.Zhang));
        await Deposit(_office.Zhang, Component.Password, "second value 2");
        Assert.IsType<VerificationOutcome.Done>(
            await _office.Vault.Verify(_li, _office.Account.Id, Component.Password)
        );
        Assert.Contains("which=Retired", await PageOf(_office.Zhang));

        var shown = await _office.Post(_office.Zhang, Path(), Path(handler: "reveal?which=Retired"), ("Reason", Why));

        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Contains("登录密码（第 1 版）", shown.Body);
        Assert.Equal(1, Assert.IsType<SecretRevealed>(_office.Vault.LastEvent()).Version);
    }

    [Fact]
    public async Task Its_custodian_destroys_what_was_replaced_and_nobody_else_is_offered_to()
    {
        await Deposit(_office.Zhang, Component.Password, "first value 1");
        await Deposit(_office.Zhang, Component.Password, "second value 2");
        Assert.DoesNotContain(Path(handler: "destroy"), await PageOf(_office.Zhang));
        await _office.Vault.Verify(_li, _office.Account.Id, Component.Password);
        Assert.DoesNotContain(Path(handler: "destroy"), await PageOf(_li));
        Assert.Contains("第 1 版已被新内容取代", await PageOf(_office.Zhang));

        var done = await _office.Post(_office.Zhang, Path(), Path(handler: "destroy"));

        Assert.Equal(Path(), done.Location);
        Assert.Equal(1, Assert.IsType<SecretDestroyed>(_office.Vault.LastEvent()).Version);
        var page = await PageOf(_office.Zhang);
        Assert.Contains("已销毁 1 个旧版本", page);
        Assert.DoesNotContain("which=Retired", page);
        Assert.DoesNotContain(Path(handler: "destroy"), page);
    }

    [Fact]
    public async Task A_colleague_reads_whose_pending_value_it_is_and_may_not_end_it()
    {
        await Deposit(_office.Zhang, Component.Password, "generated value 1", ValueOrigin.Generated);

        var page = await PageOf(_li);

        Assert.Contains("张三已存入新密码（第 1 版）", page);
        Assert.DoesNotContain($"{Path()}/apply", page);
        Assert.DoesNotContain($"{Path()}/giveup", page);
        Assert.Contains($"{Path()}/apply", await PageOf(_office.Zhang));
    }

    [Fact]
    public async Task A_seed_that_gives_no_code_leaves_a_second_line_and_no_code()
    {
        await Deposit(_office.Zhang, Component.TotpSeed, "not a seed at all");

        var answer = await _office.Post(_office.Zhang, Path("totp-seed"), Path("totp-seed", "code"), ("Reason", Why));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        var events = _office.Vault.Log().Select(l => l.Event).ToList();
        Assert.IsType<CodeIssued>(events[^2]);
        Assert.IsType<RevealFailed>(events[^1]);
    }

    private async Task<string> PageOf(Person person) => (await (await _office.As(person)).Get(Path())).Body;

    /// <summary>Past the page, which would refuse a seed that is none.</summary>
    private async Task Deposit(Person by, Component component, string value, ValueOrigin origin = ValueOrigin.Typed)
    {
        var (session, actor) = await _office.Vault.SignIn(by);
        var proof = session.ProofFor(ProofPurpose.UseSecrets, _office.Account.Id.Value, _office.Vault.Clock.Now);
        var outcome = await _office
            .Vault.Get<Deposit>()
            .Run(actor, proof, _office.Account.Id, component, Encoding.UTF8.GetBytes(value), origin);
        Assert.IsType<DepositOutcome.Deposited>(outcome);
    }
}
