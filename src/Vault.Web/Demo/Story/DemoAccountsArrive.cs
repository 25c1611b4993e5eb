using Vault.Core.Custody;
using Vault.Core.People;
using static Vault.Web.Demo.Story.DemoStage;

namespace Vault.Web.Demo.Story;

/// <summary>The second week: accounts are registered unit by unit, people appointed, what there was is put in custody.</summary>
internal static class DemoAccountsArrive
{
    public static IEnumerable<DemoScene> Scenes =>
        [
            new(2, 9, 30, s => Register(s, "publicity")),
            new(3, 9, 40, s => Register(s, "computing")),
            new(4, 9, 20, s => Register(s, "students")),
            new(5, 9, 10, s => PutInCustody(s, "zhang.san")),
            new(5, 14, 30, s => PutInCustody(s, "li.si")),
            new(6, 9, 15, s => PutInCustody(s, "zhao.liu")),
            new(6, 15, 5, s => PutInCustody(s, "wang.wu")),
            new(7, 10, 0, s => PutInCustody(s, "wu.jiu")),
        ];

    private static async Task Register(DemoStage stage, string unit)
    {
        var (registrar, security) = (stage["qian.yi"], stage["chen.qi"]);
        await registrar.SignIn();
        foreach (var account in DemoCast.Accounts.Where(a => a.Unit == unit))
            await registrar.Register(account);
        await security.SignIn();
        foreach (var account in DemoCast.Accounts.Where(a => a.Unit == unit))
        {
            foreach (var (userName, role) in Appointments(account))
                await registrar.Grant(security, stage.Appointment(account.Key, userName, role));
        }
        await registrar.SignOut();
        await security.SignOut();
    }

    private static IEnumerable<(string UserName, AppointmentRole Role)> Appointments(DemoAccount account)
    {
        yield return (account.Custodian, AppointmentRole.Custodian);
        foreach (var administrator in account.Administrators)
            yield return (administrator, AppointmentRole.Administrator);
        if (account.Responsible is { } responsible)
            yield return (responsible, AppointmentRole.ResponsiblePerson);
        if (account.Leader is { } leader)
            yield return (leader, AppointmentRole.SupervisingLeader);
    }

    private static async Task PutInCustody(DemoStage stage, string custodian)
    {
        var who = stage[custodian];
        foreach (var account in DemoCast.Accounts.Where(a => a.Custodian == custodian))
        {
            await who.SignIn();
            foreach (var component in account.Deposits)
            {
                var value = DemoCustody.ValueOf(account.Key, component);
                Expect<DepositOutcome.Deposited>(await who.Deposit(account.Key, component, value));
            }
            await who.SignOut();
        }
    }
}
