using System.Net;
using Vault.Core.People;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.People;

/// <summary>R20, R23, R35: what is kept of a person, who reads how to reach him, and that nobody's change is lost.</summary>
public sealed class PersonFactsPageTests : IAsyncLifetime
{
    private const string Mobile = "13912345678";

    private WebOffice _office = null!;

    public async Task InitializeAsync() => _office = await WebOffice.Open();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task Somebody_who_does_not_sign_in_needs_no_user_name()
    {
        var page = await Entered(("Input.Name", "李四"), ("Input.IsStudent", "true"), ("Input.Mobile", Mobile));
        Assert.Contains("<h1>李四</h1>", page.Body);
        Assert.Contains("未设置（不登录）", page.Body);
        Assert.Contains("学生", page.Body);
        using var db = _office.Vault.Read();
        var person = db.Set<Person>().Single(p => p.DisplayName == "李四");
        Assert.True(person.IsStudent);
        Assert.Null(person.UserName);
    }

    [Fact]
    public async Task Contact_details_stand_masked_until_they_are_opened_which_is_a_line()
    {
        var page = await Entered(
            ("Input.Name", "李四"),
            ("Input.Mobile", Mobile),
            ("Input.Mailbox", "li@example.edu.cn")
        );
        Assert.Contains("139****5678", page.Body);
        Assert.Contains("l***@example.edu.cn", page.Body);
        Assert.DoesNotContain(Mobile, page.Body);

        var path = PathOf("李四");
        var opened = await (await _office.As(_office.Registrar)).Post(path + "/contact");
        Assert.Contains(Mobile, opened.Body);
        Assert.Equal(["no-store"], opened.Header("Cache-Control"));
        Assert.IsType<ContactOpened>(_office.Vault.LastEvent());
        Assert.DoesNotContain(Mobile, (await (await _office.As(_office.Registrar)).Get(path)).Body);
    }

    [Fact]
    public async Task Contact_details_are_the_registrars_and_the_persons_own()
    {
        await Change(_office.Zhang, 0, ("Input.UserName", "zhang.san"), ("Input.Mobile", Mobile));
        var path = $"/persons/{_office.Zhang.Id}";

        var zhang = await _office.As(_office.Zhang);
        Assert.Contains("139****5678", (await zhang.Get(path)).Body);
        Assert.Contains(Mobile, (await zhang.Post(path + "/contact")).Body);

        var security = await _office.As(_office.Security);
        Assert.DoesNotContain("139****5678", (await security.Get(path)).Body);
        Assert.Equal(HttpStatusCode.Forbidden, (await security.Post(path + "/contact")).Status);
        Assert.IsType<AccessRefused>(_office.Vault.LastEvent());
    }

    [Fact]
    public async Task The_form_of_a_change_is_filled_in_and_its_opening_is_a_line()
    {
        await Change(_office.Zhang, 0, ("Input.UserName", "zhang.san"), ("Input.Mobile", Mobile));
        var form = await (await _office.As(_office.Registrar)).Get($"/persons/{_office.Zhang.Id}/change");
        Assert.Contains($"value=\"{Mobile}\"", form.Body);
        Assert.Contains("name=\"revision\" value=\"1\"", form.Body);
        Assert.IsType<ContactOpened>(_office.Vault.LastEvent());
    }

    [Fact]
    public async Task A_change_is_kept_and_who_came_later_is_told()
    {
        var changed = await Change(_office.Zhang, 0, ("Input.UserName", "zhang.san"), ("Input.IsStudent", "true"));
        Assert.Equal($"/persons/{_office.Zhang.Id}", changed.Location);

        var late = await Change(_office.Zhang, 0, ("Input.UserName", "zhang.san"), ("Input.Name", "张三丰"));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("刚刚被他人修改", late.Body);
        using var db = _office.Vault.Read();
        var zhang = db.Set<Person>().Single(p => p.Id == _office.Zhang.Id);
        Assert.Equal(("张三", true, 1), (zhang.DisplayName, zhang.IsStudent, zhang.Revision));
    }

    [Fact]
    public async Task Mistakes_of_a_change_are_said_at_their_fields_and_nothing_is_changed()
    {
        var name = await Change(_office.Zhang, 0, ("Input.UserName", "zhang.si"));
        Assert.Contains("此人已用这个用户名登录，不能更改。", name.Body);
        var phone = await Change(_office.Zhang, 0, ("Input.UserName", "zhang.san"), ("Input.Mobile", "不详"));
        Assert.Matches("(?s)id=\"Input_Mobile-error\"[^>]*>.{0,200}这不像电话号码，请核对。", phone.Body);
        using var db = _office.Vault.Read();
        Assert.Equal(0, db.Set<Person>().Single(p => p.Id == _office.Zhang.Id).Revision);
    }

    [Fact]
    public async Task The_list_shows_students_apart_and_sorts_by_unit()
    {
        await Entered(("Input.Name", "李四"), ("Input.IsStudent", "true"));
        var browser = await _office.As(_office.Security);
        var students = (await browser.Get("/persons?student=true")).Body;
        Assert.Contains(">李四<", students);
        Assert.DoesNotContain(">张三<", students);
        Assert.DoesNotContain(">李四<", (await browser.Get("/persons?student=false")).Body);
        var sorted = (await browser.Get("/persons?sort=Name&desc=true")).Body;
        var (li, zhang) = (
            sorted.IndexOf(">李四<", StringComparison.Ordinal),
            sorted.IndexOf(">张三<", StringComparison.Ordinal)
        );
        Assert.True(li >= 0 && li < zhang);
    }

    private async Task<WebPage> Entered(params (string, string)[] fields)
    {
        var browser = await _office.As(_office.Registrar);
        await browser.Get("/persons/new");
        var answer = await browser.Post("/persons/new", [.. fields, ("Input.Unit", _office.Vault.Unit.ToString())]);
        return await browser.Get(answer.Location ?? throw new InvalidOperationException(answer.Body));
    }

    private async Task<WebPage> Change(Person person, int revision, params (string Name, string Value)[] fields)
    {
        var browser = await _office.As(_office.Registrar);
        var path = $"/persons/{person.Id}/change";
        await browser.Get(path);
        var unit = ("Input.Unit", _office.Vault.Unit.ToString());
        (string, string)[] name = fields.Any(f => f.Name == "Input.Name") ? [] : [("Input.Name", person.DisplayName)];
        return await browser.Post(path, [.. fields, .. name, unit, ("revision", $"{revision}")]);
    }

    private string PathOf(string name)
    {
        using var db = _office.Vault.Read();
        return $"/persons/{db.Set<Person>().Single(p => p.DisplayName == name).Id}";
    }
}
