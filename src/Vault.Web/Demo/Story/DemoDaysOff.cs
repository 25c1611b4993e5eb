using Vault.Core;
using Vault.Core.Calendar;
using Vault.Core.People;
using static Vault.Web.Demo.Story.DemoStage;

namespace Vault.Web.Demo.Story;

/// <summary>The registrar enters days of the organisation's own into the calendar; those of the state are nobody's to invent.</summary>
internal static class DemoDaysOff
{
    public static IEnumerable<DemoScene> Scenes => [new(103, 16, 10, DaysAreEntered)];

    private static async Task DaysAreEntered(DemoStage stage)
    {
        var registrar = stage["qian.yi"];
        var friday = OrganisationTime.DayOf(stage.Now).AddDays(28);
        while (friday.DayOfWeek != DayOfWeek.Friday)
            friday = friday.AddDays(1);
        await registrar.SignIn();
        await registrar.Enter(friday, friday, CalendarDayKind.Holiday, "校庆日");
        await registrar.Enter(friday.AddDays(13), friday.AddDays(14), CalendarDayKind.Holiday, "运动会");
        await registrar.Enter(friday.AddDays(22), friday.AddDays(22), CalendarDayKind.MakeUp, "运动会调休");
        await registrar.SignOut();
    }

    private static async Task Enter(
        this DemoPlayer who,
        DateOnly first,
        DateOnly last,
        CalendarDayKind kind,
        string name
    )
    {
        var proof = await who.Proof(ProofPurpose.Administer, who.Id.Value);
        var outcome = await who.Stage.Use((EnterCalendarDays u) => u.Run(who.Actor, proof, first, last, kind, name));
        Expect<CalendarOutcome.Done>(outcome);
        who.Stage.Pass();
    }
}
