using System.Net;
using Vault.Core.Calendar;
using Vault.Core.People;
using Vault.Web.SignIn;
using Xunit;

namespace Vault.Web.Tests.Canaries;

/// <summary>The forms of the calendar, each with its canary: spoilt first, then sent so that it is taken.</summary>
internal static class CalendarSweep
{
    private const string New = "/calendar/new";
    private const string Import = "/calendar/import";
    private const string Confirm = Import + "/confirm";
    private const string List = "日期,类型,名称\n2026-05-01,放假,示例节日\n";

    public static async Task Run(Typist typist)
    {
        var registrar = await typist.Somebody(OfficeRole.Registrar);
        await registrar.Spoil(New);
        var entered = await registrar.Send(
            New,
            New,
            ("Input.Kind", nameof(CalendarDayKind.Holiday)),
            ("Input.First", "2026-10-01"),
            registrar.Canary(New, "Input.Name")
        );
        Assert.Equal("/calendar?year=2026", entered.Location);
        await registrar.Browser.Get(entered.Location!);
        await registrar.Spoil("/calendar/remove?year=2026");
        await registrar.Spoil(Import);
        // The form to confirm stands on the answer alone.
        var shown = await registrar.Browser.Post(Import, ("Pasted", List));
        Assert.Contains($"action=\"{Confirm}\"", shown.Body);
        foreach (var field in new[] { StepUpGate.CodeField, StepUpGate.RecoveryField })
        {
            var refused = await registrar.Browser.Post(Confirm, ("List", List), registrar.Canary(Confirm, field));
            Assert.Equal(HttpStatusCode.OK, refused.Status);
        }
    }
}
