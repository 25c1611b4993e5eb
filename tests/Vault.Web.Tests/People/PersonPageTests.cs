using System.Net;
using Vault.Core.Audit;
using Vault.Core.People;
using Xunit;

namespace Vault.Web.Tests.People;

/// <summary>R15, R21, R22, R23: persons are entered, found, seen and stopped by those whose business it is.</summary>
public sealed class PersonPageTests : IAsyncLifetime
{
    private WebOffice _office = null!;

    public async Task InitializeAsync() => _office = await WebOffice.Open();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task A_person_is_entered_and_his_page_says_what_comes_next()
    {
        var browser = await _office.As(_office.Registrar);
        await browser.Get("/persons/new");
        var answer = await browser.Post(
            "/persons/new",
            ("Input.Name", "李四"),
            ("Input.UserName", "li.si"),
            ("Input.Unit", _office.Vault.Unit.ToString()),
            ("Input.Id", _office.Zhang.Id.ToString()),
            ("Input.DisabledAt", "2026-01-01"),
            ("Input.Role", "Registrar")
        );
        var page = await browser.Get(answer.Location!);
        Assert.Contains("<h1>李四</h1>", page.Body);
        Assert.Contains("尚未开通登录", page.Body);
        Assert.Contains("/proposals/new?grant=invitation", page.Body);
        using var db = _office.Vault.Read();
        var person = db.Set<Person>().Single(p => p.UserName == "li.si");
        Assert.Null(person.DisabledAt);
        Assert.NotEqual(_office.Zhang.Id, person.Id);
        Assert.Empty(db.Set<RoleGrant>().Where(g => g.Person == person.Id));
    }

    [Fact]
    public async Task Mistakes_are_said_beside_their_fields_and_nobody_is_entered()
    {
        var browser = await _office.As(_office.Registrar);
        await browser.Get("/persons/new");
        var page = await browser.Post("/persons/new", ("Input.Name", ""), ("Input.UserName", "Zhang San"));
        Assert.Contains("请填写姓名。", page.Body);
        Assert.Contains("用户名不符合要求", page.Body);
        Assert.Contains("请选择单位。", page.Body);
        var taken = await browser.Post(
            "/persons/new",
            ("Input.Name", "张三"),
            ("Input.UserName", "zhang.san"),
            ("Input.Unit", _office.Vault.Unit.ToString())
        );
        Assert.Contains("这个用户名已有人使用", taken.Body);
    }

    [Theory]
    [InlineData("q=张", "zhang.san", "registrar2")]
    [InlineData("q=registrar2", "registrar2", "zhang.san")]
    [InlineData("state=NotYetIn", "wang.wu", "zhang.san")]
    [InlineData("state=Active", "zhang.san", "wang.wu")]
    [InlineData("q=%25", "", "zhang.san")]
    public async Task The_address_narrows_the_list(string query, string found, string hidden)
    {
        await _office.Vault.AddPerson("wang.wu", "王五");
        var page = await (await _office.As(_office.Security)).Get("/persons?" + query);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain($">{hidden}<", page.Body);
        if (found.Length > 0)
            Assert.Contains($">{found}<", page.Body);
        else
            Assert.Contains("没有符合条件的人员", page.Body);
    }

    [Fact]
    public async Task The_list_comes_in_pages_that_keep_the_filter()
    {
        for (var i = 10; i < 36; i++)
            await _office.Vault.AddPerson($"student{i}", $"学生{i}");
        var browser = await _office.As(_office.Registrar);
        var first = await browser.Get("/persons?q=student");
        Assert.Contains("共 26 条", first.Body);
        Assert.Contains("student10", first.Body);
        Assert.DoesNotContain(">student35<", first.Body);
        Assert.Contains(">student35<", (await browser.Get("/persons?q=student&page=2")).Body);
        Assert.Contains("q=student&amp;page=2", first.Body);
    }

    [Fact]
    public async Task A_person_exists_for_those_who_decide_grants_and_for_himself()
    {
        var path = $"/persons/{_office.Zhang.Id}";
        foreach (var person in new[] { _office.Registrar, _office.Security, _office.Zhang })
            Assert.Equal(HttpStatusCode.OK, (await (await _office.As(person)).Get(path)).Status);
        var li = await _office.Enter("li.si", "李四");
        foreach (var person in new[] { _office.Reviewer, li })
        {
            var browser = await _office.As(person);
            Assert.Equal(HttpStatusCode.NotFound, (await browser.Get(path)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get("/persons")).Status);
        }
        var unknown = await (await _office.As(_office.Registrar)).Get($"/persons/{Guid.NewGuid()}");
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
    }

    [Fact]
    public async Task A_role_that_may_not_meet_another_is_refused_in_words()
    {
        var path = $"/proposals/new?grant=role&person={_office.OtherRegistrar.Id}";
        var answer = await _office.Post(_office.Security, path, path, ("Input.Role", "SystemAdministrator"));
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains("三员分立", answer.Body);
    }

    [Fact]
    public async Task Who_decides_grants_reads_which_accounts_they_are_to_and_opens_none()
    {
        (string, string)[] custodian = [("Input.Person", "zhang.san"), ("Input.As", "Custodian")];
        var proposal = await _office.Propose(_office.Registrar, $"account={_office.Account.Id}", custodian);
        await _office.Post(_office.OtherRegistrar, proposal, proposal + "/confirm");
        var path = $"/persons/{_office.Zhang.Id}";
        Assert.Contains(_office.Account.Name, (await (await _office.As(_office.Registrar)).Get(path)).Body);
        Assert.Contains(_office.Account.Name, (await (await _office.As(_office.Zhang)).Get(path)).Body);
        var other = (await (await _office.As(_office.Security)).Get(path)).Body;
        Assert.Contains(_office.Account.Name, other);
        Assert.DoesNotContain(_office.Account.Id.ToString(), other);
        Assert.DoesNotContain("href=\"/accounts/" + _office.Account.Id, other);
    }

    [Fact]
    public async Task Disabling_names_the_person_needs_a_code_and_ends_his_session()
    {
        var path = $"/persons/{_office.Zhang.Id}";
        var zhang = await _office.As(_office.Zhang);
        var browser = await _office.As(_office.Registrar);
        Assert.Contains("停用张三（zhang.san）？", (await browser.Get(path)).Body);

        var asked = await browser.Post(path + "/disable");
        Assert.Contains("请输入动态码。", asked.Body);
        Assert.Contains("停用张三（zhang.san）？", asked.Body);
        Assert.Equal(HttpStatusCode.OK, (await zhang.Get(path)).Status);

        Assert.Equal(path, (await browser.Post(path + "/disable", _office.Code(_office.Registrar))).Location);
        Assert.Contains("已停用，其登录已全部退出。", (await browser.Get(path)).Body);
        Assert.Equal(HttpStatusCode.SeeOther, (await zhang.Get(path)).Status);

        var again = await browser.Post(path + "/disable", _office.Code(_office.Registrar));
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Contains("已经终止了", again.Body);
    }

    [Fact]
    public async Task A_role_is_ended_by_a_security_administrator_only()
    {
        var path = $"/persons/{_office.Reviewer.Id}";
        await _office.Enter("reviewer2", "审阅人乙", OfficeRole.Reviewer);
        using var before = _office.Vault.Read();
        var grant = before.Set<RoleGrant>().Single(g => g.Person == _office.Reviewer.Id);
        (string, string) right = ("right", grant.Id.ToString());

        var refused = await _office.Post(_office.Registrar, path, path + "/endrole", right);
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.IsType<RightsEndRefused>(_office.Vault.LastEvent());

        var ended = await _office.Post(_office.Security, path, path + "/endrole", right);
        Assert.Equal(path, ended.Location);
        using var after = _office.Vault.Read();
        Assert.NotNull(after.Set<RoleGrant>().Single(g => g.Id == grant.Id).Until);
    }

    [Fact]
    public async Task The_right_of_another_person_is_not_ended_from_this_page()
    {
        using var db = _office.Vault.Read();
        var grant = db.Set<RoleGrant>().Single(g => g.Person == _office.OtherRegistrar.Id);
        var path = $"/persons/{_office.Zhang.Id}";
        var answer = await _office.Post(_office.Security, path, path + "/endrole", ("right", grant.Id.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
    }

    [Fact]
    public async Task An_appointment_is_ended_but_a_custodians_is_not()
    {
        await _office.Vault.Appoint(_office.Zhang, _office.Account);
        await _office.Vault.Appoint(_office.Zhang, _office.Account, AppointmentRole.Administrator);
        using var db = _office.Vault.Read();
        var held = db.Set<Appointment>().Where(a => a.Person == _office.Zhang.Id).ToDictionary(a => a.Role, a => a.Id);
        var path = $"/persons/{_office.Zhang.Id}";

        var custodian = await End(AppointmentRole.Custodian);
        Assert.Equal(HttpStatusCode.Conflict, custodian.Status);
        Assert.Contains("账号不能没有保管人", custodian.Body);
        Assert.Equal(path, (await End(AppointmentRole.Administrator)).Location);
        Assert.Contains("已结束", (await (await _office.As(_office.Registrar)).Get(path)).Body);

        Task<Support.WebPage> End(AppointmentRole role) =>
            _office.Post(_office.Registrar, path, path + "/endappointment", ("right", held[role].ToString()));
    }

    [Theory]
    [InlineData("/persons", "People")]
    [InlineData("/persons/new", "Enter a person")]
    public async Task The_pages_speak_both_languages(string path, string title)
    {
        var browser = await _office.As(_office.Registrar);
        browser.Language = "en";
        Assert.Contains($"<h1>{title}</h1>", (await browser.Get(path)).Body);
        Assert.Contains("Disable this person", (await browser.Get($"/persons/{_office.Zhang.Id}")).Body);
    }
}
