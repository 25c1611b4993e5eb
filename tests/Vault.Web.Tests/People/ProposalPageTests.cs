using System.Net;
using System.Text.RegularExpressions;
using Vault.Core.People;
using Xunit;

namespace Vault.Web.Tests.People;

/// <summary>R12, R22, R23, R24, R28: what one proposes another decides, once, and neither may be the beneficiary.</summary>
public sealed partial class ProposalPageTests : IAsyncLifetime
{
    private const string Why = "名单与部门上报的不一致";

    private WebOffice _office = null!;

    public async Task InitializeAsync() => _office = await WebOffice.Open();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task An_appointment_is_proposed_for_a_person_chosen_by_name_and_confirmed_by_another()
    {
        await _office.Enter("li.si", "李四");
        var path = await _office.Propose(
            _office.Registrar,
            $"account={_office.Account.Id}",
            ("Input.Person", "张三（zhang.san）"),
            ("Input.As", "Custodian"),
            ("Input.Until", "2026-06-30"),
            ("Input.Fallback", "李四（li.si）")
        );
        var list = await (await _office.As(_office.OtherRegistrar)).Get("/proposals");
        Assert.Contains("待我审批（1）", list.Body);
        Assert.Contains("任命张三为“示例大学招生办”的保管人", list.Body);
        Assert.Contains("至 2026-06-30，期满由李四接任", list.Body);
        var page = await (await _office.As(_office.OtherRegistrar)).Get(path);
        Assert.Contains(">2026-06-30<", page.Body);
        Assert.Contains("成为这个账号的保管人", page.Body);

        var confirmed = await _office.Post(_office.OtherRegistrar, path, path + "/confirm");
        Assert.Equal(path, confirmed.Location);
        using var db = _office.Vault.Read();
        var appointment = db.Set<Appointment>().Single(a => a.Person == _office.Zhang.Id);
        // The last day counts whole, by the institution's clock.
        Assert.Equal(new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.FromHours(8)), appointment.Until);
    }

    [Fact]
    public async Task Neither_proposer_nor_beneficiary_decides_and_both_read_who_can()
    {
        var path = await _office.Propose(_office.Security, $"grant=reset&person={_office.OtherRegistrar.Id}");

        var proposer = await (await _office.As(_office.Security)).Get(path);
        Assert.Contains("您是申请人，须由另一人审批", proposer.Body);
        Assert.Contains("<li>经办人甲</li>", proposer.Body);
        Assert.DoesNotContain(path + "/confirm", proposer.Body);
        var beneficiary = await (await _office.As(_office.OtherRegistrar)).Get(path);
        Assert.Contains("这项申请涉及您本人的权限", beneficiary.Body);
        Assert.DoesNotContain("<li>经办人乙</li>", beneficiary.Body);

        foreach (var person in new[] { _office.Security, _office.OtherRegistrar })
        {
            var answer = await _office.Post(person, path, path + "/confirm");
            Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
            Assert.IsType<GrantAttemptRefused>(_office.Vault.LastEvent());
        }
        Assert.True(_office.Proposal(path).IsOpen);
    }

    [Fact]
    public async Task A_decision_without_a_code_is_not_taken()
    {
        var path = await _office.Propose(_office.Registrar, $"grant=reset&person={_office.Zhang.Id}");
        var browser = await _office.As(_office.OtherRegistrar);
        await browser.Get(path);
        Assert.Contains("请输入动态码。", (await browser.Post(path + "/confirm")).Body);
        Assert.Contains("请输入动态码。", (await browser.Post(path + "/refuse", ("Reason", Why))).Body);
        Assert.True(_office.Proposal(path).IsOpen);
    }

    [Fact]
    public async Task A_refusal_says_why()
    {
        var path = await _office.Propose(_office.Registrar, $"grant=reset&person={_office.Zhang.Id}");
        var unsaid = await _office.Post(_office.OtherRegistrar, path, path + "/refuse", ("Reason", "不行"));
        Assert.Contains("请把理由写清楚一些", unsaid.Body);
        var refused = await _office.Post(_office.OtherRegistrar, path, path + "/refuse", ("Reason", Why));
        Assert.Equal(path, refused.Location);
        Assert.Equal(ProposalDecision.Refused, _office.Proposal(path).Decision);
        var decided = await (await _office.As(_office.Registrar)).Get("/proposals?view=decided");
        Assert.Contains("重置张三的登录", decided.Body);
        Assert.Contains("已驳回", decided.Body);

        foreach (var reader in new[] { _office.Registrar, _office.OtherRegistrar })
            Assert.Contains(Why, (await (await _office.As(reader)).Get(path)).Body);
    }

    [Fact]
    public async Task Whoever_comes_second_is_told_409_and_who_was_first()
    {
        var path = await _office.Propose(_office.Registrar, $"grant=reset&person={_office.Zhang.Id}");
        await (await _office.As(_office.Security)).Get(path);
        await _office.Post(_office.OtherRegistrar, path, path + "/confirm");
        var second = await _office.Post(_office.Security, path, path + "/refuse", ("Reason", Why));
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("经办人乙已先通过这项申请", second.Body);
        Assert.Equal(ProposalDecision.Confirmed, _office.Proposal(path).Decision);
    }

    [Fact]
    public async Task Only_the_proposer_withdraws_and_needs_no_code_for_it()
    {
        var path = await _office.Propose(_office.Registrar, $"grant=reset&person={_office.Zhang.Id}");
        var other = await _office.As(_office.Security);
        await other.Get(path);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.Post(path + "/withdraw")).Status);
        var browser = await _office.As(_office.Registrar);
        await browser.Get(path);
        Assert.Equal(path, (await browser.Post(path + "/withdraw")).Location);
        Assert.Contains("已撤回", (await browser.Get("/proposals?view=mine")).Body);
        Assert.Contains("没有待您审批的申请", (await other.Get("/proposals")).Body);
    }

    [Fact]
    public async Task A_proposal_does_not_exist_for_those_whom_it_does_not_concern()
    {
        var path = await _office.Propose(_office.Registrar, $"grant=reset&person={_office.Zhang.Id}");
        foreach (var person in new[] { _office.Reviewer, _office.Zhang })
        {
            var browser = await _office.As(person);
            Assert.Equal(HttpStatusCode.NotFound, (await browser.Get(path)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await browser.Get(path + "/link")).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get("/proposals")).Status);
        }
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await (await _office.As(_office.Security)).Get($"/proposals/new?account={_office.Account.Id}")).Status
        );
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (
                await (await _office.As(_office.Registrar)).Get($"/proposals/new?grant=role&person={_office.Zhang.Id}")
            ).Status
        );
    }

    [Fact]
    public async Task What_a_form_does_not_ask_for_is_not_taken()
    {
        var path = await _office.Propose(
            _office.Registrar,
            $"account={_office.Account.Id}",
            ("Input.Person", "zhang.san"),
            ("Input.As", "ResponsiblePerson"),
            ("Input.Decision", "Confirmed"),
            ("Decision", "Confirmed"),
            ("Input.ProposedBy", _office.Security.Id.ToString()),
            ("account", Guid.NewGuid().ToString()),
            ("Input.Role", "SecurityAdministrator"),
            ("OfficeRole", "SecurityAdministrator")
        );
        var proposal = _office.Proposal(path);
        Assert.True(proposal.IsOpen);
        Assert.Equal(_office.Registrar.Id, proposal.ProposedBy);
        Assert.Equal(_office.Account.Id, proposal.Account);
        Assert.Null(proposal.OfficeRole);
    }

    [Theory]
    [InlineData("", "Custodian", "", "请选择人员。")]
    [InlineData("没有这个人", "Custodian", "", "没有找到这个人")]
    [InlineData("经办人甲", "Custodian", "", "没有找到这个人")]
    [InlineData("zhang.san", "", "", "请选择职责。")]
    [InlineData("zhang.san", "99", "", "这一项的内容无效。")]
    [InlineData("zhang.san", "Custodian", "2026-01-01", "截止日期已过")]
    [InlineData("zhang.san", "Custodian", "9999-12-31", "日期太远")]
    [InlineData("reviewer", "Custodian", "", "此人担任管理角色")]
    public async Task Mistakes_are_said_in_words(string person, string role, string until, string words)
    {
        var path = $"/proposals/new?account={_office.Account.Id}";
        var page = await _office.Post(
            _office.Registrar,
            path,
            path,
            ("Input.Person", person),
            ("Input.As", role),
            ("Input.Until", until)
        );
        Assert.Contains(words, page.Body);
        using var db = _office.Vault.Read();
        Assert.Empty(db.Set<Proposal>());
    }

    [Fact]
    public async Task The_link_of_a_confirmed_invitation_is_shown_once_and_leads_in()
    {
        var li = await _office.Vault.AddPerson("li.si", "李四");
        var path = await _office.Propose(_office.Registrar, $"grant=invitation&person={li.Id}");
        Assert.Equal(HttpStatusCode.NotFound, (await (await _office.As(_office.Registrar)).Get(path + "/link")).Status);
        await _office.Post(_office.Security, path, path + "/confirm");
        Assert.Contains($"{path}/link", (await (await _office.As(_office.Registrar)).Get($"/persons/{li.Id}")).Body);

        var issued = await _office.Post(_office.Registrar, path + "/link", path + "/link");
        Assert.Equal(HttpStatusCode.OK, issued.Status);
        var link = Link().Match(issued.Body).Groups[1].Value;
        Assert.Equal(HttpStatusCode.OK, (await _office.Web.Browser().Get(link)).Status);
        Assert.Contains("no-store", string.Join(' ', issued.Header("Cache-Control")));

        var token = link[(link.LastIndexOf('/') + 1)..];
        var browser = await _office.As(_office.Registrar);
        Assert.DoesNotContain(token, (await browser.Get(path + "/link")).Body);
        Assert.DoesNotContain(token, string.Join(' ', issued.Header("Set-Cookie")));
        // Sent again as a browser does on reload: the code is used up, there is no second link.
        Assert.Contains("请输入动态码。", (await browser.Post(path + "/link")).Body);
    }

    [Theory]
    [InlineData("/proposals", "Proposals")]
    [InlineData("/proposals/new?account={0}", "Appoint somebody to 示例大学招生办")]
    [InlineData("/proposals/new?grant=reset&person={1}", "Reset the sign-in of 张三")]
    [InlineData("{2}", "Reset the sign-in of 张三")]
    public async Task The_pages_speak_both_languages(string path, string title)
    {
        var proposal = await _office.Propose(_office.OtherRegistrar, $"grant=reset&person={_office.Zhang.Id}");
        var browser = await _office.As(_office.Registrar);
        browser.Language = "en";
        var page = await browser.Get(string.Format(path, _office.Account.Id, _office.Zhang.Id, proposal));
        Assert.Contains($"<h1>{title}</h1>", page.Body);
    }

    [GeneratedRegex("id=\"link\"[^>]*>https://[^/]+(/invitations/[0-9a-f]{32})<")]
    private static partial Regex Link();
}
