using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Vault.Core.Calendar;
using Vault.Core.People;
using Vault.Web.Tests.People;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Register;

/// <summary>The calendar on its pages: read by everybody, kept by the registrar (R21, R48, R70).</summary>
public sealed partial class CalendarPageTests : IAsyncLifetime
{
    private const string Import = "/calendar/import";

    private WebOffice _office = null!;
    private TestBrowser _registrar = null!;

    public async Task InitializeAsync()
    {
        _office = await WebOffice.Open();
        _registrar = await _office.As(_office.Registrar);
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task Days_are_entered_shown_year_by_year_and_removed()
    {
        var added = await Enter("2026-10-01", "国庆节", "2026-10-07");
        Assert.Equal("/calendar?year=2026", added.Location);
        var year = (await _registrar.Get(added.Location!)).Body;
        Assert.Contains("已录入 5 天", year);
        Assert.Contains("datetime=\"2026-10-07\"", year);
        Assert.DoesNotContain("datetime=\"2026-10-03\"", year);
        Assert.Contains("256 天", year);
        Assert.DoesNotContain("datetime", (await _registrar.Get("/calendar?year=2025")).Body);

        var none = await _office.Post(_office.Registrar, "/calendar/remove?year=2026", "/calendar/remove?year=2026");
        Assert.Contains("请至少选一天。", none.Body);
        var removed = await _office.Post(
            _office.Registrar,
            "/calendar/remove?year=2026",
            "/calendar/remove?year=2026",
            ("Chosen[2026-10-05]", "true"),
            ("Chosen[2026-10-06]", "true"),
            ("Chosen[2026-10-03]", "true")
        );
        Assert.Equal("/calendar?year=2026", removed.Location);
        Assert.Equal(["2026-10-01", "2026-10-02", "2026-10-07"], Entered());
    }

    [Fact]
    public async Task Mistakes_stand_at_their_fields_and_cost_no_code()
    {
        var size = _office.Vault.Instance.Log.Size;

        var back = (await Enter("2026-10-03", "", "2026-10-02")).Body;

        Assert.Contains("结束日期早于开始日期。", back);
        Assert.Contains("请填写名称。", back);
        Assert.Contains("这些日子按星期本来就是这样", (await Enter("2026-10-03", "甲")).Body);
        Assert.Equal(size, _office.Vault.Instance.Log.Size);
    }

    [Fact]
    public async Task A_missing_year_is_said_to_everybody_and_asks_the_registrar_on_his_home()
    {
        var zhang = await _office.As(_office.Zhang);
        Assert.Contains("2026 年的节假日和调休还没有录入", (await zhang.Get("/calendar")).Body);
        Assert.Contains("href=\"/calendar?year=2026\"", (await _registrar.Get("/")).Body);
        Assert.DoesNotContain("/calendar?year=2026", (await zhang.Get("/")).Body);

        await Enter("2026-10-01", "国庆节");

        Assert.DoesNotContain("还没有录入", (await zhang.Get("/calendar")).Body);
        Assert.DoesNotContain("/calendar?year=2026", (await _registrar.Get("/")).Body);
    }

    [Fact]
    public async Task A_pasted_list_is_shown_with_problems_and_differences_and_taken_over_when_confirmed()
    {
        await Enter("2026-10-01", "国庆");
        await Enter("2026-06-01", "校庆日");
        const string list =
            "日期,类型,名称\n2026年10月1日至7日,放假,国庆节\n2026-09-27,调休,国庆节\n<b>,放假,甲\n2026-10-10,上班,国庆节调休\n";

        var shown = await Pasted(list);

        Assert.Contains("<del>国庆</del>", shown);
        Assert.Contains("类型要写明放假还是上班。", shown);
        Assert.Contains("&lt;b&gt;, 放假, 甲", shown);
        Assert.Contains("校庆日", shown);
        Assert.Contains("导入这 6 天", shown);
        Assert.Equal(["2026-06-01", "2026-10-01"], Entered());

        var confirmed = await Confirm(shown);

        Assert.Equal("/calendar?year=2026", confirmed.Location);
        Assert.Equal(7, Entered().Count);
        Assert.Contains("日历里已经是这样，没有要导入的日子。", await Pasted(list));
        var again = await Confirm(shown);
        Assert.Equal("/calendar?year=2026", again.Location);
        Assert.Single(_office.Vault.Log(), l => l.Event is CalendarImported);
    }

    [Fact]
    public async Task What_was_shown_is_what_is_done_or_it_is_shown_again()
    {
        var shown = await Pasted("日期,类型,名称\n2026-10-01,放假,国庆节\n");
        await Enter("2026-10-01", "国庆");

        var back = await Confirm(shown);

        Assert.Equal(HttpStatusCode.Conflict, back.Status);
        Assert.Contains("日历刚刚有改动", back.Body);
        Assert.Contains("<del>国庆</del>", back.Body);
        Assert.Equal("/calendar?year=2026", (await Confirm(back.Body)).Location);
    }

    [Fact]
    public async Task A_file_of_an_office_program_is_read()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var file = Encoding.GetEncoding("GB18030").GetBytes("日期,类型,名称\r\n2026/10/1,休,国庆节\r\n");
        await _registrar.Get(Import);

        var shown = await _registrar.Upload(Import, "Upload", "放假安排.csv", file);

        Assert.Contains("国庆节", shown.Body);
        Assert.Contains("导入这 1 天", shown.Body);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task More_than_64_kB_are_refused_in_words(int beyond, bool refused)
    {
        const string rows = "日期,类型,名称,备注\n2026-10-01,放假,国庆节,";
        var text = rows + new string('x', (64 * 1024) - Encoding.UTF8.GetByteCount(rows) + beyond);
        await _registrar.Get(Import);

        var file = await _registrar.Upload(Import, "Upload", "a.csv", Encoding.UTF8.GetBytes(text));

        Assert.Equal(refused, file.Body.Contains("名单超过 64 kB。"));
        Assert.Equal(refused, (await Pasted(text)).Contains("名单超过 64 kB。"));
    }

    [Fact]
    public async Task Everybody_reads_it_and_nobody_else_is_offered_to_change_it()
    {
        await Enter("2026-10-01", "国庆节");
        foreach (var person in new[] { _office.Zhang, _office.Security, _office.Reviewer })
        {
            var browser = await _office.As(person);
            var page = (await browser.Get("/calendar?year=2026")).Body;
            Assert.Contains("国庆节", page);
            Assert.DoesNotContain("/calendar/new", page);
            Assert.DoesNotContain("/calendar/import", page);
            Assert.DoesNotContain("/calendar/remove", page);
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get("/calendar/new")).Status);
        }
        _registrar.Language = "en";
        Assert.Contains("<h1>Working days</h1>", (await _registrar.Get("/calendar")).Body);
    }

    private Task<WebPage> Enter(string first, string name, string last = "") =>
        _office.Post(
            _office.Registrar,
            "/calendar/new",
            "/calendar/new",
            ("Input.Kind", nameof(CalendarDayKind.Holiday)),
            ("Input.First", first),
            ("Input.Last", last),
            ("Input.Name", name)
        );

    private async Task<string> Pasted(string list)
    {
        await _registrar.Get(Import);
        return (await _registrar.Post(Import, ("Pasted", list))).Body;
    }

    /// <summary>Sends the form that was shown.</summary>
    private Task<WebPage> Confirm(string shown) =>
        _registrar.Post(
            Import + "/confirm",
            ("List", WebUtility.HtmlDecode(List().Match(shown).Groups[1].Value)),
            ("Digest", Digest().Match(shown).Groups[1].Value),
            _office.Code(_office.Registrar)
        );

    private List<string> Entered()
    {
        using var db = _office.Vault.Read();
        return [.. new ReadCalendar(db, _office.Vault.Instance).Run(2026).Days.Select(d => d.RowId)];
    }

    [GeneratedRegex("name=\"List\" value=\"([^\"]*)\"")]
    private static partial Regex List();

    [GeneratedRegex("name=\"Digest\" value=\"([^\"]*)\"")]
    private static partial Regex Digest();
}
