using System.Text;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;

namespace Vault.Browser.Tests.Support;

/// <summary>
/// Visits around one account: Zhang its custodian, Li an administrator, Feng the supervising leader, Chen the security
/// administrator; a password and a seed in custody.
/// </summary>
public abstract class AccountVisit(Chromium chromium) : IAsyncLifetime
{
    /// <summary>The password in custody.</summary>
    protected const string Value = "Lantern-over-4-rivers";

    private readonly Dictionary<string, Enrolled> _people = [];
    private readonly List<Visitor> _visitors = [];
    private ServedVault _served = null!;

    protected TestVault Vault => _served.Vault;

    protected SayingConnector Connector => _served.Connector;

    protected Account Account { get; private set; } = null!;

    protected string AccountPath => $"/accounts/{Account.Id}";

    public async Task InitializeAsync()
    {
        _served = await ServedVault.Started();
        Account = await Vault.AddAccount("示例大学官方微博", "weibo");
        var custodian = await Person("zhang.san", "张三", AppointmentRole.Custodian);
        await Person("li.si", "李四", AppointmentRole.Administrator);
        await Person("feng.shiyi", "冯十一", AppointmentRole.SupervisingLeader);
        await Vault.Give(await Person("chen.qi", "陈七"), OfficeRole.SecurityAdministrator);
        var (session, actor) = await Vault.SignIn(custodian);
        foreach (
            var (component, value) in new[]
            {
                (Component.Password, Value),
                (Component.TotpSeed, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"),
            }
        )
        {
            var proof = await Vault.Prove(session, actor, Account.Id.Value);
            var bytes = Encoding.UTF8.GetBytes(value);
            await Vault.Get<Deposit>().Run(actor, proof, Account.Id, component, bytes, ValueOrigin.Typed);
        }
    }

    public async Task DisposeAsync() => await _served.DisposeAsync();

    /// <summary>Nobody saw an error; everybody leaves.</summary>
    protected async Task AllWereWell()
    {
        foreach (var visitor in _visitors)
        {
            visitor.WasWell();
            await visitor.DisposeAsync();
        }
    }

    protected async Task<Person> Person(string userName, string name, AppointmentRole? role = null)
    {
        var person = await Vault.AddPerson(userName, name);
        _people[userName] = await Vault.Enrol(person);
        if (role is { } given)
            await Vault.Appoint(person, Account, given);
        return person;
    }

    protected async Task<Visitor> SignedIn(string userName, string language, int width = 1280)
    {
        var visitor = await chromium.Visitor(_served.Origin, language, width);
        _visitors.Add(visitor);
        await SignIn(visitor, userName);
        return visitor;
    }

    protected async Task SignIn(Visitor visitor, string userName)
    {
        await visitor.Go("/sign-in");
        await visitor.Page.FillAsync("#UserName", userName);
        await visitor.Page.FillAsync("#Password", SignInKit.Password);
        await visitor.Page.FillAsync("#Code", Code(userName));
        await visitor.Submit("main form");
    }

    /// <summary>Fills in a code where the form asks for one; what was given just now is not asked again.</summary>
    protected async Task StepUp(Visitor visitor, string userName, string form)
    {
        var field = visitor.Page.Locator($"{form} [name=StepUpCode]");
        if (await field.CountAsync() > 0)
            await field.FillAsync(Code(userName));
    }

    protected string Code(string userName)
    {
        Vault.Clock.Turn(TimeSpan.FromSeconds(30));
        return _people[userName].Code(Vault.Clock.Now);
    }
}
