using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.People;
using static Vault.Web.Demo.Story.DemoStage;

namespace Vault.Web.Demo.Story;

/// <summary>What the register can do, near the end of the story: a student body, statuses, a stand-in, a term.</summary>
internal static class DemoRegister
{
    public static IEnumerable<DemoScene> Scenes =>
        [new(86, 10, 30, AStudentBody), new(104, 9, 40, HowAccountsStand), new(105, 9, 20, SomebodyActsForAWhile)];

    private static async Task AStudentBody(DemoStage stage)
    {
        var registrar = stage["qian.yi"];
        await registrar.SignIn();
        var entry = new UnitEntry(
            stage.Units["students"],
            DemoCast.StudentBody,
            UnitKind.StudentBody,
            stage["wu.jiu"].Id
        );
        var outcome = await stage.Use((AddUnit u) => u.Run(registrar.Actor, entry));
        Expect<RegisterOutcome<UnitId>.Entered>(outcome);
        stage.Pass();
        await registrar.SignOut();
    }

    private static async Task HowAccountsStand(DemoStage stage)
    {
        var registrar = stage["qian.yi"];
        await registrar.SignIn();
        await registrar.Mark("weibo-students", AccountStatus.Suspended);
        await registrar.Mark("mini-students", AccountStatus.ToBeCancelled);
        await registrar.Mark("bilibili-computing", AccountStatus.Compromised);
        await registrar.SignOut();
    }

    /// <summary>The custodian is away from now on; and the newcomer helps with another account for some weeks.</summary>
    private static async Task SomebodyActsForAWhile(DemoStage stage)
    {
        var (registrar, security) = (stage["qian.yi"], stage["chen.qi"]);
        await registrar.SignIn();
        await security.SignIn();
        var absent = DemoTurns.AppointmentOf(stage, "channels", "zhang.san", AppointmentRole.Custodian);
        var back = stage.Now.AddDays(21);
        var acting = new GrantRequest.ForActing(stage["li.si"].Id, absent, null, back, Because("外出挂职三周"));
        await registrar.Grant(security, acting);
        var term = new GrantRequest.ForAppointment(
            stage["wei.shisi"].Id,
            stage.Accounts["weixin-students"],
            AppointmentRole.Administrator,
            stage.Now.AddDays(40)
        );
        await registrar.Grant(security, term);
        await registrar.SignOut();
        await security.SignOut();
    }

    private static async Task Mark(this DemoPlayer who, string account, AccountStatus status)
    {
        var (id, entry) = (who.Stage.Accounts[account], who.Stage.Entries[account] with { Status = status });
        Expect<ChangeOutcome.Changed>(await who.Stage.Use((ChangeAccount u) => u.Run(who.Actor, id, 0, entry)));
        who.Stage.Pass();
    }
}
