using System.Net;
using Vault.Core;
using Vault.Core.People;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.People;

/// <summary>R20, R21, R28: a unit's page, its changes, its end, and who is appointed over it.</summary>
public sealed class UnitFilePageTests : IAsyncLifetime
{
    private WebOffice _office = null!;
    private string _college = null!;

    public async Task InitializeAsync()
    {
        _office = await WebOffice.Open();
        _college = await Enter("外国语学院", _office.Vault.Unit.ToString(), "College");
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task A_unit_says_what_belongs_to_it_and_who_stands_behind_it()
    {
        var club = await Enter("文学社", Id(_college), "StudentBody", "张三（zhang.san）");
        var page = await Get(club);
        Assert.Contains("学生组织", page.Body);
        Assert.Contains($"<a href=\"{_college}\">外国语学院</a>", page.Body);
        Assert.Matches("指导教师(?s).{0,200}>张三<", page.Body);
        Assert.Contains($"href=\"/accounts?unit={Id(club)}\">本单位 0 个，含下级 0 个", page.Body);

        var root = await Get($"/units/{_office.Vault.Unit}");
        Assert.Contains("本单位 1 个，含下级 1 个", root.Body);
        Assert.Contains($"<a href=\"{_college}\">外国语学院</a>", root.Body);
        Assert.DoesNotContain("撤销单位", root.Body);
    }

    [Fact]
    public async Task A_teacher_who_is_not_clear_is_said_at_his_field()
    {
        var browser = await _office.As(_office.Registrar);
        await browser.Get("/units/new");
        var answer = await browser.Post(
            "/units/new",
            ("Input.Unit", _office.Vault.Unit.ToString()),
            ("Input.Name", "文学社"),
            ("Input.Fallback", "没有此人")
        );
        Assert.Matches("id=\"Input_Fallback-error\"(?s).{0,200}没有找到这位在任教师", answer.Body);
    }

    [Fact]
    public async Task A_change_is_kept_and_who_came_later_is_told()
    {
        var form = await Get(_college + "/change");
        Assert.Contains("value=\"外国语学院\"", form.Body);
        Assert.Equal(_college, (await Change(0, ("Input.Name", "外语学院"))).Location);
        Assert.Contains("<h1>外语学院</h1>", (await Get(_college)).Body);

        var late = await Change(0, ("Input.Name", "外院"));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("刚刚被他人修改", late.Body);
        var circle = await Change(1, ("Input.Name", "外院"), ("Input.Unit", Id(_college)));
        Assert.Contains("上级单位不能是本单位或其下属单位。", circle.Body);
    }

    [Fact]
    public async Task What_still_belongs_to_it_is_named_and_without_it_the_unit_is_dissolved()
    {
        var below = await Enter("英语系", Id(_college), "SubUnit");
        var browser = await _office.As(_office.Registrar);
        var kept = await browser.Post(_college + "/dissolve");
        Assert.Equal(HttpStatusCode.Conflict, kept.Status);
        Assert.Contains("账号 0 个、人员 0 人、下属单位 1 个", kept.Body);

        Assert.Equal("/units", (await browser.Post(below + "/dissolve")).Location);
        Assert.Equal("/units", (await browser.Post(_college + "/dissolve")).Location);
        Assert.IsType<UnitDissolved>(_office.Vault.LastEvent());

        var list = (await browser.Get("/units")).Body;
        Assert.Contains("“外国语学院”已撤销。", list);
        Assert.DoesNotContain(_college, list);
        Assert.Contains($"<a href=\"{_college}\">外国语学院</a>", (await browser.Get("/units?dissolved=true")).Body);
        foreach (var form in new[] { "/units/new", "/persons/new", "/accounts/new", "/persons" })
            Assert.DoesNotContain(Id(_college), (await browser.Get(form)).Body);
        Assert.Contains("已撤销", (await browser.Get(_college)).Body);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get(_college + "/change")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get($"/proposals/new?unit={Id(_college)}")).Status);
    }

    [Fact]
    public async Task Somebody_is_appointed_over_a_unit_and_ended_from_its_page()
    {
        var query = $"unit={Id(_college)}";
        var form = await Get("/proposals/new?" + query);
        Assert.Contains("value=\"SupervisingLeader\"", form.Body);
        Assert.DoesNotContain("value=\"Custodian\"", form.Body);
        var proposal = await _office.Propose(
            _office.Registrar,
            query,
            ("Input.Person", "张三"),
            ("Input.As", "SupervisingLeader")
        );
        Assert.Contains("任命张三为“外国语学院”全部账号的主管领导", (await Get(proposal)).Body);
        await _office.Post(_office.OtherRegistrar, proposal, proposal + "/confirm");

        var below = await Enter("英语系", Id(_college), "SubUnit");
        Assert.Matches($"(?s)>张三<.{{0,600}}<a href=\"{_college}\">外国语学院</a>", (await Get(below)).Body);
        var held = Held();
        Assert.Contains($"value=\"{held.Id}\"", (await Get(_college)).Body);
        var person = $"/persons/{_office.Zhang.Id}";
        Assert.Contains("外国语学院（全部账号）", (await Get(person)).Body);
        var ended = await _office.Post(
            _office.Registrar,
            _college,
            person + "/endappointment",
            ("right", held.Id.ToString())
        );
        Assert.Equal(person, ended.Location);
        Assert.Contains("还没有按单位任命的人员。", (await Get(_college)).Body);
        Assert.NotNull(Held().Until);
    }

    [Fact]
    public async Task Units_are_the_registrars()
    {
        foreach (var person in new[] { _office.Security, _office.Reviewer, _office.Zhang })
        {
            var browser = await _office.As(person);
            foreach (var path in new[] { _college, _college + "/change" })
                Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get(path)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.Post(_college + "/dissolve")).Status);
        }
        var security = await _office.As(_office.Security);
        Assert.Equal(HttpStatusCode.NotFound, (await security.Get($"/proposals/new?unit={Id(_college)}")).Status);
    }

    private Appointment Held()
    {
        using var db = _office.Vault.Read();
        return db.Set<Appointment>().Single(a => a.Person == _office.Zhang.Id && a.Unit != null);
    }

    private static string Id(string path) => UnitId.Parse(path["/units/".Length..], null).ToString();

    private async Task<WebPage> Get(string path) => await (await _office.As(_office.Registrar)).Get(path);

    private async Task<string> Enter(string name, string parent, string kind, string fallback = "")
    {
        var browser = await _office.As(_office.Registrar);
        await browser.Get("/units/new");
        var answer = await browser.Post(
            "/units/new",
            ("Input.Unit", parent),
            ("Input.Name", name),
            ("Input.Kind", kind),
            ("Input.Fallback", fallback)
        );
        return answer.Location ?? throw new InvalidOperationException(answer.Body);
    }

    private async Task<WebPage> Change(int revision, params (string, string)[] fields)
    {
        var browser = await _office.As(_office.Registrar);
        await browser.Get(_college + "/change");
        return await browser.Post(
            _college + "/change",
            [
                .. fields,
                ("Input.Unit", _office.Vault.Unit.ToString()),
                ("Input.Kind", "College"),
                ("revision", $"{revision}"),
            ]
        );
    }
}
