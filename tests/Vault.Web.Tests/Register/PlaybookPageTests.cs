using System.Net;
using System.Text.RegularExpressions;
using Vault.Core;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.Playbooks;
using Vault.TestKit.Canaries;
using Vault.Web.Tests.People;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Register;

/// <summary>Playbooks on their pages: read by everybody, written by the registrar, without script (R21, R48).</summary>
public sealed partial class PlaybookPageTests : IAsyncLifetime
{
    private const string Weibo = "/playbooks/weibo";
    private const string Edit = Weibo + "/edit";

    private WebOffice _office = null!;
    private TestBrowser _registrar = null!;

    public async Task InitializeAsync()
    {
        _office = await WebOffice.Open();
        _registrar = await _office.As(_office.Registrar);
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task Everybody_reads_the_steps_in_their_order_in_his_language()
    {
        var zhang = await _office.As(_office.Zhang);

        Assert.Contains("href=\"/playbooks/weixin-mp\"", (await zhang.Get("/playbooks")).Body);
        var body = WebUtility.HtmlDecode((await zhang.Get("/playbooks/weixin-mp")).Body);

        Assert.Equal(
            Newest("weixin-mp").Steps.Select(s => s.Zh),
            Newest("weixin-mp").Steps.Select(s => s.Zh).OrderBy(z => body.IndexOf(z, StringComparison.Ordinal))
        );
        Assert.All(Newest("weixin-mp").Steps, s => Assert.Contains(s.Zh, body));
        Assert.Contains("须移交人在场", body);
        Assert.Contains("href=\"https://mp.weixin.qq.com/\"", body);
        Assert.Contains("产品自带第 1 版", body);
        Assert.DoesNotContain("/edit", body);
        zhang.Language = "en";
        var english = WebUtility.HtmlDecode((await zhang.Get("/playbooks/weixin-mp")).Body);
        Assert.All(Newest("weixin-mp").Steps, s => Assert.Contains(s.En!, english));
    }

    [Fact]
    public async Task Buttons_move_add_and_remove_steps_without_saving_and_keep_what_was_typed()
    {
        var size = _office.Vault.Instance.Log.Size;

        var moved = await Press("up:4", ("Input.Steps[4].Zh", "改写了的一步。"));
        Assert.Contains("改写了的一步。", Step(moved, 3));
        var down = await Press("down:0");
        Assert.Contains(Newest("weibo").Steps[0].Zh, Step(down, 1));
        var added = await Press("add:2");
        Assert.Contains("新的一步", Step(added, 2));
        var removed = await Press("remove:0");
        Assert.Contains(Newest("weibo").Steps[1].Zh, Step(removed, 0));
        // What no step has, and what is at the end already, stays as it is.
        foreach (var nothing in new[] { "up:0", "down:13", "remove:99", "up:99", "add:99" })
            Assert.Contains(Newest("weibo").Steps[0].Zh, Step(await Press(nothing), 0));

        Assert.Equal(size, _office.Vault.Instance.Log.Size);
        Assert.True(Newest("weibo").IsShipped);
    }

    [Fact]
    public async Task A_saved_version_is_shown_with_its_differences_and_the_former_ones_in_the_history()
    {
        var shipped = Newest("weibo");
        var saved = await Save(
            ("Input.Steps[0].Zh", "请移交人到场。"),
            ("Input.Steps[0].En", ""),
            ("Input.Note", "按新页面")
        );

        Assert.Equal(Weibo, saved.Location);
        var page = WebUtility.HtmlDecode((await _registrar.Get(Weibo)).Body);
        Assert.Contains("本单位第 1 版", page);
        Assert.Contains("说明：按新页面", page);
        Assert.Contains($"<del>{shipped.Steps[0].Zh}</del> <ins>请移交人到场。</ins>", page);
        var history = WebUtility.HtmlDecode((await _registrar.Get(Weibo + "/history")).Body);
        Assert.Contains($"{Weibo}/versions/{shipped.Id}", history);
        Assert.Contains($"{Weibo}/versions/{Newest("weibo").Id}", history);
        Assert.Contains("经办人甲", history);
        var former = WebUtility.HtmlDecode((await _registrar.Get($"{Weibo}/versions/{shipped.Id}")).Body);
        Assert.Contains("不是现行版本", former);
        Assert.Contains(shipped.Steps[0].Zh, former);
        Assert.Contains($"/edit?from={shipped.Id}", former);
        // Any version is the start of a new one.
        Assert.Contains(shipped.Steps[0].Zh, Step(await _registrar.Get($"{Edit}?from={shipped.Id}"), 0));
        // Where nobody wrote English, the Chinese sentence is marked as such.
        _registrar.Language = "en";
        Assert.Contains("<p lang=\"zh-CN\">", (await _registrar.Get(Weibo)).Body);
        var log = (await (await _office.As(_office.Reviewer)).Get("/log")).Body;
        Assert.Contains("修改改密步骤", log);
    }

    [Fact]
    public async Task A_wrong_order_is_refused_with_both_steps_named_and_nothing_is_lost()
    {
        var password = Newest("weibo").Steps.ToList().FindIndex(s => s.Key == "password");

        // The password before the mailbox that can reset it.
        (string, string)[] swapped = [.. Given(1, password), .. Given(password, 1), ("Input.Note", "不会丢")];
        var back = WebUtility.HtmlDecode((await Save(swapped)).Body);

        Assert.Contains("登录密码在第 2 步“修改登录密码", back);
        Assert.Contains("就改完了，而凭第 11 步“把绑定手机改为单位的号码", back);
        Assert.Contains("须移交人在场，要先办，排在第 2 步", back);
        Assert.Contains("value=\"不会丢\"", back);
        Assert.True(Newest("weibo").IsShipped);
    }

    [Fact]
    public async Task Mistakes_stand_at_their_fields_in_an_opened_step()
    {
        var back = await Save(
            ("Input.Steps[2].Zh", ""),
            ("Input.Steps[3].Place", nameof(StepPlace.Page)),
            ("Input.Steps[3].Address", "http://example.edu.cn/"),
            ("Input.Steps[4].Kind", "99")
        );

        Assert.Contains("请写明这一步做什么。", back.Body);
        Assert.Contains("请填写以 https:// 开头的完整网址。", back.Body);
        Assert.Contains("请选择这一步的类别。", back.Body);
        Assert.Contains("href=\"#Input_Steps_2__Zh\"", back.Body);
        Assert.Equal(3, Regex.Count(back.Body, "<details class=\"more\" open"));
        var none = await _registrar.Post(Edit, ("BasedOn", $"{Newest("weibo").Id}"));
        Assert.Contains("至少要有一步。", none.Body);
        Assert.True(Newest("weibo").IsShipped);
    }

    [Fact]
    public async Task Who_comes_second_is_told_and_keeps_what_he_typed()
    {
        var form = await Filled();
        await Save(("Input.Steps[0].Zh", "先来的说法。"));

        var late = await _registrar.Post(Edit, [.. With(form, ("Input.Steps[0].Zh", "后来的说法。"))]);

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("后来的说法。", WebUtility.HtmlDecode(late.Body));
        Assert.Equal("先来的说法。", Newest("weibo").Steps[0].Zh);
        var same = await _registrar.Post(Edit, [.. await Filled()]);
        Assert.Equal(Weibo, same.Location);
        Assert.Single(_office.Vault.Log(), l => l.Event is PlaybookSaved);
    }

    [Fact]
    public async Task Nobody_but_the_registrar_gets_to_the_form()
    {
        foreach (var person in new[] { _office.Zhang, _office.Security, _office.Reviewer })
        {
            var browser = await _office.As(person);
            await browser.Get(Weibo);
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get(Edit)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.Post(Edit)).Status);
            Assert.IsType<AccessRefused>(_office.Vault.LastEvent());
        }
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found()
    {
        var other = Newest("douyin").Id;
        foreach (
            var path in new[]
            {
                "/playbooks/nowhere",
                "/playbooks/nowhere/history",
                "/playbooks/nowhere/edit",
                $"{Weibo}/versions/{Guid.NewGuid()}",
                $"{Weibo}/versions/{other}",
                $"{Edit}?from={other}",
            }
        )
            Assert.Equal(HttpStatusCode.NotFound, (await _registrar.Get(path)).Status);
    }

    [Fact]
    public async Task An_account_leads_to_its_steps_and_they_to_its_own_website()
    {
        await _registrar.Get("/accounts/new");
        var made = await _registrar.Post(
            "/accounts/new",
            ("Input.Platform", "website"),
            ("Input.Name", "示例大学新闻网"),
            ("Input.Address", "https://news.example.edu.cn/index.htm"),
            ("Input.Unit", _office.Vault.Unit.ToString())
        );
        var page = made.Location! + "/playbook";

        Assert.Contains($"href=\"{page}\"", (await _registrar.Get(made.Location!)).Body);
        var body = (await _registrar.Get(page)).Body;
        Assert.Contains("href=\"https://news.example.edu.cn/.well-known/change-password\"", body);
        Assert.Contains("href=\"https://news.example.edu.cn/index.htm\"", body);
        Assert.DoesNotContain(".well-known", (await _registrar.Get("/playbooks/website")).Body);
        Assert.Equal(HttpStatusCode.NotFound, (await (await _office.As(_office.Zhang)).Get(page)).Status);
    }

    private PlaybookVersion Newest(string platform)
    {
        using var db = _office.Vault.Read();
        return new PlaybookList(db, _office.Vault.Get<FieldSealer>()).Newest(platform);
    }

    private async Task<WebPage> Press(string button, params (string, string)[] typed) =>
        await _registrar.Post(Edit, [.. With(await Filled(), typed), ("Do", button)]);

    private async Task<WebPage> Save(params (string, string)[] typed) =>
        await _registrar.Post(Edit, [.. With(await Filled(), typed)]);

    /// <summary>The form as the browser would send it, untouched.</summary>
    private async Task<List<(string, string)>> Filled()
    {
        await _registrar.Get(Edit);
        List<(string, string)> form = [("BasedOn", $"{Newest("weibo").Id}"), ("Input.Note", "")];
        for (var i = 0; i < Newest("weibo").Steps.Count; i++)
            form.AddRange(Given(i, i));
        return form;
    }

    /// <summary>A step of the newest version in the fields of another place.</summary>
    private IEnumerable<(string, string)> Given(int step, int place)
    {
        var given = StepEntry.Of(Newest("weibo").Steps[step]);
        var field = $"Input.Steps[{place}].";
        (string, string)[] all =
        [
            (field + "Key", given.Key!),
            (field + "Kind", $"{given.Kind}"),
            (field + "Component", $"{given.Component}"),
            (field + "Holding", $"{given.Holding}"),
            (field + "OldHolder", given.OldHolder ? "true" : "false"),
            (field + "Zh", given.Zh!),
            (field + "En", given.En!),
            (field + "Place", $"{given.Place}"),
            (field + "Address", given.Address ?? ""),
        ];
        return
        [
            .. all,
            .. Enum.GetValues<Core.Custody.Component>()
                .Select(c =>
                    ($"{field}Opens[{Core.Custody.ComponentNames.Slug(c)}]", given.Opens.Contains(c) ? "true" : "false")
                ),
        ];
    }

    private static IEnumerable<(string, string)> With(List<(string, string)> form, params (string, string)[] typed)
    {
        var names = typed.Select(t => t.Item1).ToHashSet();
        return [.. form.Where(f => !names.Contains(f.Item1)), .. typed];
    }

    private static string Step(WebPage page, int index)
    {
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.NotEmpty(Form.Of(Edit, page.Body).Single(f => f.Action == Edit).Typed);
        return WebUtility.HtmlDecode(Steps().Matches(page.Body)[index].Value);
    }

    [GeneratedRegex("<li class=\"playbook-step\".*?</li>", RegexOptions.Singleline)]
    private static partial Regex Steps();
}
