using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using static Vault.Web.Demo.Story.DemoStage;

namespace Vault.Web.Demo.Story;

/// <summary>What changes over the months: another custodian, new passwords, a colleague who comes and goes, what is open today.</summary>
internal static class DemoTurns
{
    public static IEnumerable<DemoScene> Scenes =>
        [
            new(20, 16, 30, s => ReadTheLog(s, LogFilter.All)),
            new(29, 11, 0, AColleagueComes),
            new(43, 9, 5, AnotherCustodian),
            new(44, 9, 30, TheSuccessorChangesThePassword),
            new(55, 10, 40, RotateOnSchedule),
            new(62, 16, 30, s => ReadTheLog(s, new LogFilter(Outcome: AuditOutcome.Refused))),
            new(75, 15, 20, ANewWeiboPassword),
            new(84, 16, 10, TheColleagueLeaves),
            new(88, 9, 15, s => ReadAnAccountLog(s, "weixin")),
            new(96, 9, 0, ANewAdministratorIsExpected),
            new(100, 9, 30, AnAccountOfNobody),
            new(103, 16, 40, s => ReadTheLog(s, LogFilter.All)),
            new(106, 11, 15, APendingPassword),
            new(106, 15, 30, OpenProposals),
        ];

    private static async Task AnotherCustodian(DemoStage stage)
    {
        var (registrar, security) = (stage["qian.yi"], stage["chen.qi"]);
        await registrar.SignIn();
        await security.SignIn();
        var custodian = stage.Appointment("weixin-computing", "wang.wu", AppointmentRole.Custodian);
        await registrar.Grant(security, custodian);
        await registrar.EndAppointment(AppointmentOf(stage, "bilibili-computing", "zhao.liu"));
        // His former administrator's appointment is spent: he answers for the account now.
        await registrar.EndAppointment(
            AppointmentOf(stage, "weixin-computing", "wang.wu", AppointmentRole.Administrator)
        );
        await registrar.SignOut();
        await security.SignOut();
    }

    private static async Task TheSuccessorChangesThePassword(DemoStage stage)
    {
        var who = stage["wang.wu"];
        await who.SignIn();
        await who.Rotate("weixin-computing", Component.Password, 2, "交接后改密，前任保管人知情", stage["qian.yi"]);
        await who.Rotate("bilibili-computing", Component.Password, 2, "交接后改密，前任管理员知情", stage["qian.yi"]);
        await who.SignOut();
    }

    private static async Task RotateOnSchedule(DemoStage stage)
    {
        var who = stage["zhang.san"];
        await who.SignIn();
        var former = DemoCustody.ValueOf("weixin", Component.Password);
        var refused = Expect<DepositOutcome.Refused>(await who.Deposit("weixin", Component.Password, former));
        if (refused.Why != CustodyRefusal.NotNew)
            throw new InvalidOperationException($"The old password was refused for another reason: {refused.Why}");
        await who.Rotate("weixin", Component.Password, 2, "每季度定期改密", stage["qian.yi"]);
        await who.SignOut();
    }

    private static async Task ANewWeiboPassword(DemoStage stage)
    {
        var who = stage["li.si"];
        await who.SignIn();
        var typed = DemoCustody.ValueOf("weibo", Component.Password, 2);
        Expect<DepositOutcome.Deposited>(await who.Deposit("weibo", Component.Password, typed));
        await stage["qian.yi"].Verify("weibo", Component.Password);
        // The platform did not take the generated one.
        var generated = DemoCustody.ValueOf("douyin", Component.Password, 2);
        var deposit = await who.Deposit("douyin", Component.Password, generated, ValueOrigin.Generated);
        Expect<DepositOutcome.Deposited>(deposit);
        await who.GiveUp("douyin", Component.Password);
        await who.SignOut();
    }

    private static async Task APendingPassword(DemoStage stage)
    {
        var who = stage["wu.jiu"];
        await who.SignIn();
        var value = DemoCustody.ValueOf("mailbox-students", Component.Password, 2);
        var deposit = await who.Deposit("mailbox-students", Component.Password, value, ValueOrigin.Generated);
        Expect<DepositOutcome.Deposited>(deposit);
        await who.SignOut();
    }

    /// <summary>A second registrar for a while: role, invitation, and later the end of both.</summary>
    private static async Task AColleagueComes(DemoStage stage)
    {
        var (registrar, security) = (stage["qian.yi"], stage["chen.qi"]);
        await registrar.SignIn();
        await registrar.AddPerson("jiang.shisan");
        await security.SignIn();
        await security.Grant(registrar, new GrantRequest.ForRole(stage["jiang.shisan"].Id, OfficeRole.Registrar));
        await DemoBeginnings.Invite(stage, registrar, security, "jiang.shisan");
        await registrar.SignOut();
        await security.SignOut();
        await stage["jiang.shisan"].SignIn();
        await stage["jiang.shisan"].SignOut();
    }

    private static async Task TheColleagueLeaves(DemoStage stage)
    {
        var (security, whom) = (stage["chen.qi"], stage["jiang.shisan"].Id);
        await security.SignIn();
        var grant = Read(stage, db => db.Set<RoleGrant>().Single(g => g.Person == whom)).Id;
        var proof = await security.Proof(ProofPurpose.Administer, grant.Value);
        Expect<EndOutcome.Ended>(await stage.Use((EndRole u) => u.Run(security.Actor, proof, grant)));
        stage.Pass();
        var another = await security.Proof(ProofPurpose.Administer, whom.Value);
        Expect<EndOutcome.Ended>(await stage.Use((DisablePerson u) => u.Run(security.Actor, another, whom)));
        stage.Pass();
        await security.SignOut();
    }

    /// <summary>His link is issued near the end and has lapsed by now: somebody has to issue another.</summary>
    private static async Task ANewAdministratorIsExpected(DemoStage stage)
    {
        var (registrar, security) = (stage["qian.yi"], stage["chen.qi"]);
        await registrar.SignIn();
        await registrar.AddPerson("wei.shisi");
        await security.SignIn();
        var request = new GrantRequest.ForInvitation(stage["wei.shisi"].Id);
        await registrar.Link(await registrar.Grant(security, request));
        // Until he knows his way he helps with one account, and is shown nothing of it.
        await registrar.Grant(security, stage.Appointment("mini-students", "wei.shisi", AppointmentRole.Assistant));
        await registrar.SignOut();
        await security.SignOut();
    }

    private static async Task AnAccountOfNobody(DemoStage stage)
    {
        var registrar = stage["qian.yi"];
        await registrar.SignIn();
        await registrar.Register(DemoCast.Admissions);
        await registrar.SignOut();
    }

    /// <summary>One waits for the security administrator, one for the registrar.</summary>
    private static async Task OpenProposals(DemoStage stage)
    {
        var (registrar, security) = (stage["qian.yi"], stage["chen.qi"]);
        await registrar.SignIn();
        await registrar.Propose(stage.Appointment("news", "li.si", AppointmentRole.Administrator));
        await registrar.SignOut();
        await security.SignIn();
        await security.Propose(new GrantRequest.ForFactorReset(stage["chu.shier"].Id));
        await security.SignOut();
    }

    private static async Task ReadTheLog(DemoStage stage, LogFilter filter)
    {
        var reviewer = stage["zhou.ba"];
        await reviewer.SignIn();
        var newest = LogPosition.Newest;
        var shown = await stage.Use((ReadLog u) => u.Run(reviewer.Actor, filter, newest));
        stage.Pass();
        var older = new LogPosition(Before: Expect<ReadLogOutcome.Shown>(shown).Page.Entries[^1].Sequence);
        Expect<ReadLogOutcome.Shown>(await stage.Use((ReadLog u) => u.Run(reviewer.Actor, filter, older)));
        stage.Pass();
        await reviewer.SignOut();
    }

    private static async Task ReadAnAccountLog(DemoStage stage, string account)
    {
        var (leader, id) = (stage["feng.shiyi"], stage.Accounts[account]);
        await leader.SignIn();
        var shown = await stage.Use((ReadAccountLog u) => u.Run(leader.Actor, id, LogFilter.All, LogPosition.Newest));
        Expect<ReadLogOutcome.Shown>(shown);
        stage.Pass();
        await leader.SignOut();
    }

    public static AppointmentId AppointmentOf(
        DemoStage stage,
        string account,
        string userName,
        AppointmentRole role = AppointmentRole.Administrator
    )
    {
        var (id, person) = (stage.Accounts[account], stage[userName].Id);
        return Read(
            stage,
            db => db.Set<Appointment>().Single(a => a.Account == id && a.Person == person && a.Role == role)
        ).Id;
    }

    private static T Read<T>(DemoStage stage, Func<VaultDb, T> read)
    {
        using var db = stage.Vault.OpenReader();
        return read(db);
    }
}
