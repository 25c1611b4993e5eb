using Vault.Browser.Tests.Support;
using Vault.Core.Calendar;
using Vault.Core.People;
using Vault.TestKit;

namespace Vault.Browser.Tests.Calendar;

/// <summary>The registrar enters holidays, takes a year over from a list, and takes a day out again.</summary>
[Collection(InChromium.Name)]
public sealed class CalendarVisitTests(Chromium chromium) : AccountVisit(chromium)
{
    private const string Year = """
        日期,类型,名称
        2026-05-01至2026-05-05,放假,劳动节
        2026-05-09,上班,劳动节调休
        2026-13-01,放假,没有这一天
        """;

    [NeedsToolTheory("chromium")]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Days_are_entered_imported_and_taken_out(string language)
    {
        await Vault.Give(await Person("qian.yi", "钱一"), OfficeRole.Registrar);
        var registrar = await SignedIn("qian.yi", language);
        // Longer than the second factor of his sign-in counts.
        Vault.Clock.Turn(TimeSpan.FromMinutes(6));
        await registrar.Go("/");
        await registrar.Look("home-registrar-calendar");
        await registrar.Go("/calendar");
        await registrar.Look("calendar-empty");

        await registrar.Go("/calendar/new");
        await registrar.Submit("main form");
        await registrar.Look("calendar-new-wrong");
        await registrar.Page.CheckAsync("[name='Input.Kind'][value=Holiday]");
        await registrar.Page.FillAsync("[name='Input.First']", "2026-04-06");
        await registrar.Page.FillAsync("[name='Input.Name']", "清明节");
        await registrar.Page.FillAsync("#StepUpCode", Code("qian.yi"));
        await registrar.Submit("main form");
        await registrar.Look("calendar-added");

        await registrar.Go("/calendar/import");
        await registrar.Look("calendar-import");
        await registrar.Page.FillAsync("#Pasted", Year);
        await registrar.Submit("main form[enctype]");
        await registrar.Look("calendar-preview");
        await registrar.Page.FillAsync("#StepUpCode", Code("qian.yi"));
        await registrar.Submit("form[action='/calendar/import/confirm']");
        await registrar.Look("calendar-imported");
        Assert.Contains(Vault.Log(), l => l.Event is CalendarImported);

        await registrar.Go("/calendar/remove?year=2026");
        await registrar.Page.CheckAsync("[name='Chosen[2026-04-06]']");
        await registrar.Look("calendar-remove");
        await registrar.Page.FillAsync("#StepUpCode", Code("qian.yi"));
        await registrar.Submit("main form");
        await registrar.Look("calendar-removed");
        using (var db = Vault.Read())
        {
            var days = WorkingDays.Read(db);
            Assert.Equal(
                (true, false, true),
                (days.Has(new(2026, 4, 6)), days.Has(new(2026, 5, 4)), days.Has(new(2026, 5, 9)))
            );
        }
        await registrar.Go("/help/calendar");
        await registrar.Look("help-calendar");

        var anybody = await SignedIn("li.si", language, width: 390);
        await anybody.Go("/calendar?year=2026");
        await anybody.Look("calendar-of-anybody");
        await AllWereWell();
    }
}
