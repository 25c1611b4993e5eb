using System.Net;
using Vault.Core.People;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.People;

/// <summary>R23, R24: a custodian's end with who follows, and somebody who stands in, as the pages propose them.</summary>
public sealed class TermPageTests : IAsyncLifetime
{
    private WebOffice _office = null!;
    private Person _li = null!;

    private string ToAccount => $"account={_office.Account.Id}";

    public async Task InitializeAsync()
    {
        _office = await WebOffice.Open();
        _li = await _office.Enter("li.si", "李四");
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task The_teacher_of_the_unit_is_suggested_to_follow_and_forgotten_where_nobody_follows()
    {
        await StandBehind("li.si");
        Assert.Contains("value=\"李四（li.si）\"", (await Get("/proposals/new?" + ToAccount)).Body);

        (string, string)[] person = [("Input.Person", "zhang.san"), ("Input.Fallback", "李四（li.si）")];
        var endless = await _office.Propose(_office.Registrar, ToAccount, [.. person, ("Input.As", "Custodian")]);
        Assert.Null(_office.Proposal(endless).Fallback);
        await (await _office.As(_office.Registrar)).Post(endless + "/withdraw");

        (string, string)[] term = [("Input.As", "Custodian"), ("Input.Until", "2026-06-30")];
        var ending = await _office.Propose(_office.Registrar, ToAccount, [.. person, .. term]);
        Assert.Equal(_li.Id, _office.Proposal(ending).Fallback);
        var page = await (await _office.As(_office.OtherRegistrar)).Get(ending);
        Assert.Matches("到期接任人(?s).{0,200}李四", page.Body);
        Assert.Contains("到期时由李四接任保管人", page.Body);
    }

    [Theory]
    [InlineData("Input_Fallback", "须指定到期后的接任人", "Custodian", "2026-06-30", "")]
    [InlineData("Input_Fallback", "不必指定", "Administrator", "", "li.si")]
    [InlineData("Input_Fallback", "到期接任人须为在任教师", "Custodian", "2026-06-30", "zhang.san")]
    [InlineData("Input_Fallback", "到期接任人须为在任教师", "Custodian", "2026-06-30", "reviewer")]
    [InlineData("Input_Fallback", "没有找到这个人", "Custodian", "2026-06-30", "没有此人")]
    [InlineData("Input_Until", "截止日期已过", "Administrator", "2026-03-01", "")]
    public async Task A_refusal_stands_at_the_field_it_is_about(
        string field,
        string words,
        string role,
        string until,
        string follower
    )
    {
        var answer = await Propose(
            ToAccount,
            ("Input.Person", "zhang.san"),
            ("Input.As", role),
            ("Input.Until", until),
            ("Input.Fallback", follower)
        );
        Assert.Matches($"id=\"{field}-error\"(?s).{{0,300}}{words}", answer.Body);
        using var db = _office.Vault.Read();
        Assert.Empty(db.Set<Proposal>());
    }

    [Theory]
    [InlineData("reviewer", "此人担任管理角色")]
    [InlineData("student", "按本单位规定，学生不得查看密码")]
    public async Task Who_may_not_reveal_is_refused_at_the_field_of_the_person(string who, string words)
    {
        await Student();
        var answer = await Propose(ToAccount, ("Input.Person", who), ("Input.As", "Administrator"));
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Matches($"id=\"Input_Person-error\"(?s).{{0,300}}{words}", answer.Body);
        var assistant = await Propose(ToAccount, ("Input.Person", "student"), ("Input.As", "Assistant"));
        Assert.Equal(HttpStatusCode.Redirect, assistant.Status);
    }

    [Fact]
    public async Task Somebody_stands_in_for_a_window_with_a_reason()
    {
        await _office.Vault.Appoint(_office.Zhang, _office.Account);
        var query = $"acting={Held(_office.Zhang).Id}";
        Assert.Contains("为张三指定代理人：“示例大学招生办”保管人", (await Get("/proposals/new?" + query)).Body);

        var path = await _office.Propose(
            _office.Registrar,
            query,
            ("Input.Person", "李四"),
            ("Input.From", "2026-03-09"),
            ("Input.Until", "2026-03-15"),
            ("Input.Reason", "赴外地挂职一周")
        );
        var other = await _office.As(_office.OtherRegistrar);
        var list = (await other.Get("/proposals")).Body;
        Assert.Contains("由李四代理张三担任“示例大学招生办”的保管人", list);
        Assert.Contains("2026-03-09 至 2026-03-15", list);
        var page = (await other.Get(path)).Body;
        Assert.Contains("赴外地挂职一周", page);
        Assert.Matches("被代理人(?s).{0,200}张三", page);
        Assert.DoesNotContain("现任保管人", page);

        await _office.Post(_office.OtherRegistrar, path, path + "/confirm");
        var zone = TimeSpan.FromHours(8);
        var held = Held(_li);
        Assert.Equal(new DateTimeOffset(2026, 3, 9, 0, 0, 0, zone), held.From);
        Assert.Equal(new DateTimeOffset(2026, 3, 16, 0, 0, 0, zone), held.Until);
        var person = (await Get($"/persons/{_li.Id}")).Body;
        Assert.Contains("代理张三", person);
        Assert.Contains("未开始", person);
        // He who stands in is ended where every appointment is; nobody stands in for him.
        Assert.Equal(HttpStatusCode.NotFound, (await Get($"/proposals/new?acting={held.Id}")).Status);
        var end = $"/persons/{_li.Id}";
        (string, string) right = ("right", held.Id.ToString());
        Assert.Equal(end, (await _office.Post(_office.Registrar, end, end + "/endappointment", right)).Location);
        Assert.Equal(held.From, Held(_li).Until);
    }

    [Fact]
    public async Task Mistakes_about_a_window_stand_at_their_fields()
    {
        await _office.Vault.Appoint(_office.Zhang, _office.Account);
        var query = $"acting={Held(_office.Zhang).Id}";
        var empty = await Propose(query, ("Input.Person", "李四"), ("Input.Reason", "有事"));
        Assert.Matches("id=\"Input_Until-error\"(?s).{0,300}请填写截止日期", empty.Body);
        Assert.Matches("id=\"Input_Reason-error\"(?s).{0,300}请把代理事由写清楚一些", empty.Body);

        (string, string)[] sound = [("Input.Until", "2026-03-15"), ("Input.Reason", "赴外地挂职一周")];
        var self = await Propose(query, [("Input.Person", "zhang.san"), .. sound]);
        Assert.Matches("id=\"Input_Person-error\"(?s).{0,300}不能由本人代理本人", self.Body);
    }

    private async Task StandBehind(string teacher)
    {
        var browser = await _office.As(_office.Registrar);
        var form = $"/units/{_office.Vault.Unit}/change";
        await browser.Get(form);
        var changed = await browser.Post(
            form,
            ("Input.Name", "示例大学"),
            ("Input.Fallback", teacher),
            ("revision", "0")
        );
        Assert.Equal($"/units/{_office.Vault.Unit}", changed.Location);
    }

    private async Task Student()
    {
        var browser = await _office.As(_office.Registrar);
        await browser.Get("/persons/new");
        await browser.Post(
            "/persons/new",
            ("Input.Name", "学生甲"),
            ("Input.UserName", "student"),
            ("Input.IsStudent", "true"),
            ("Input.Unit", _office.Vault.Unit.ToString())
        );
    }

    private Appointment Held(Person person)
    {
        using var db = _office.Vault.Read();
        return db.Set<Appointment>().Single(a => a.Person == person.Id);
    }

    private async Task<WebPage> Get(string path) => await (await _office.As(_office.Registrar)).Get(path);

    private Task<WebPage> Propose(string query, params (string, string)[] fields) =>
        _office.Post(_office.Registrar, $"/proposals/new?{query}", $"/proposals/new?{query}", fields);
}
