using Vault.Core.Accounts;
using Vault.Core.Holdings;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Holdings;

/// <summary>An office with one account on WeChat: Zhang its custodian, Li an administrator beside him.</summary>
internal sealed class HoldingScene : IAsyncDisposable
{
    public const string Seen = "平台人员设置页面列有此人";

    private int _people;

    private HoldingScene(Office office) => (Office, Account) = (office, office.Account);

    public Office Office { get; }

    public TestVault Vault => Office.Vault;

    /// <summary>The one that steps are about.</summary>
    public Account Account { get; private set; }

    public DateOnly Today => OrganisationTime.DayOf(Vault.Clock.Now);

    public static async Task<HoldingScene> Set()
    {
        var scene = new HoldingScene(await Office.Open());
        await scene.Vault.Appoint(scene.Office.Zhang, scene.Account);
        await scene.Vault.Appoint(scene.Office.Li, scene.Account, AppointmentRole.Administrator);
        return scene;
    }

    /// <summary>From now on steps are about another account, of which Zhang is custodian.</summary>
    public async Task Turn(string name, string platform = "weixin-mp")
    {
        Account = await Vault.AddAccount(name, platform);
        await Vault.Appoint(Office.Zhang, Account);
    }

    public Task<Person> Somebody() => Vault.AddPerson($"somebody{++_people}", $"某人{_people}");

    /// <summary>Somebody who can sign in, appointed to the account.</summary>
    public async Task<Person> Appointed(AppointmentRole role)
    {
        var person = await Somebody();
        await Office.GiveSignIn(person);
        await Vault.Appoint(person, Account, role);
        return person;
    }

    public async Task<HoldingOutcome> Record(Person by, HoldingEntry entry) =>
        await Vault.Get<RecordHolding>().Run(await Office.As(by), Account.Id, entry);

    /// <summary>By the registrar, with nothing standing in the way.</summary>
    public async Task<Holding> Recorded(HoldingEntry entry) => Done(await Record(Office.Registrar, entry));

    public async Task<HoldingOutcome> End(Person by, Holding holding, string evidence = "平台上已没有此人") =>
        await Vault.Get<EndHolding>().Run(await Office.As(by), holding.Id, Evidence(evidence));

    public async Task<HoldingOutcome> Extend(Person by, Holding holding, DateOnly? until = null) =>
        await Vault.Get<ExtendHolding>().Run(await Office.As(by), holding.Id, until, Evidence("平台上已续期一个月"));

    public async Task<OpenedHolding?> Open(Person by, Holding holding) =>
        await Vault.Get<OpenHolding>().Run(await Office.As(by), holding.Id);

    public Task<AccountHoldings?> Read(Person by) => Vault.Get<ReadAccountHoldings>().Run(Standing(by), Account.Id);

    public async Task<IReadOnlyList<HoldingWarning>> Warnings() => (await Read(Office.Registrar))!.Warnings;

    public Task<DueHoldings> Due(Person by, int page = 1) => Vault.Get<ListDueHoldings>().Run(Standing(by), page);

    public Standing Standing(Person person)
    {
        using var db = Vault.Read();
        return Core.People.Standing.Read(db, person.Id, Vault.Clock.Now)!;
    }

    /// <summary>The row as it is now.</summary>
    public Holding Row(Holding holding)
    {
        using var db = Vault.Read();
        return db.Set<Holding>().Single(h => h.Id == holding.Id);
    }

    public int Rows()
    {
        using var db = Vault.Read();
        return db.Set<Holding>().Count();
    }

    public HoldingEntry ShortTerm(Person holder, DateOnly? since = null, DateOnly? until = null) =>
        Of(HoldingKind.ShortTermOperator, holder) with
        {
            Since = since ?? Today,
            Until = until,
        };

    public static HoldingEntry Of(HoldingKind kind, Person holder) =>
        new(kind, Evidence(Seen)) { Holder = holder.Id, Value = kind.IsMedium() ? Value(kind) : null };

    public static HoldingEntry Outside(HoldingKind kind, string holder) =>
        new(kind, Evidence(Seen)) { Outside = holder, Value = kind.IsMedium() ? Value(kind) : null };

    public static Holding Done(HoldingOutcome outcome) => Assert.IsType<HoldingOutcome.Done>(outcome).Holding;

    public void AssertRefused(HoldingRefusal why, HoldingStep step, HoldingOutcome outcome)
    {
        Assert.Equal(why, Assert.IsType<HoldingOutcome.Refused>(outcome).Why);
        var line = Assert.IsType<HoldingStepRefused>(Vault.LastEvent());
        Assert.Equal((why, step, Account.Id), (line.Why, line.Step, line.Account));
    }

    public static Reason Evidence(string text) =>
        Reason.TryParse(text, out var reason, out _) ? reason : throw new ArgumentException("None.", nameof(text));

    public ValueTask DisposeAsync() => Office.DisposeAsync();

    private static string Value(HoldingKind kind) =>
        kind == HoldingKind.BoundPhone ? "13912345678" : "news@example.edu.cn";
}
