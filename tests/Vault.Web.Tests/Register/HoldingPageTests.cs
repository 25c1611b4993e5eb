using System.Net;
using Vault.Core;
using Vault.Core.Holdings;
using Vault.Core.People;
using Vault.Web.Tests.People;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Register;

/// <summary>The pages of holdings: recorded by kind, masked until opened, ended and kept, due where they are looked for.</summary>
public sealed class HoldingPageTests : IAsyncLifetime
{
    private const string Seen = "平台账号设置页面显示的绑定信息";

    private WebOffice _office = null!;
    private string _account = "";
    private string _all = "";

    public async Task InitializeAsync()
    {
        _office = await WebOffice.Open();
        _account = $"/accounts/{_office.Account.Id}";
        _all = _account + "/holdings";
        await _office.Vault.Appoint(_office.Zhang, _office.Account);
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task What_is_recorded_is_masked_until_somebody_asks_and_the_asking_is_a_line()
    {
        await _office.Appoint(
            AppointmentTarget.Of(_office.Vault.Unit),
            _office.Reviewer,
            AppointmentRole.ResponsiblePerson
        );
        var recorded = await Phone(_office.Zhang, "13912345678");
        Assert.Equal(_all, recorded.Location);
        var page = $"/holdings/{Newest().Id}";

        foreach (var person in new[] { _office.Registrar, _office.Zhang, _office.Reviewer })
        foreach (var path in new[] { _account, _all, page })
        {
            var body = (await Get(person, path)).Body;
            Assert.Contains("139****5678", body);
            Assert.Contains("示例办公室", body);
            Assert.DoesNotContain("13912345678", body);
            Assert.DoesNotContain(Seen, body);
            Assert.Equal(person != _office.Reviewer && path == page, body.Contains($"{page}/open\""));
            Assert.Equal(person != _office.Reviewer && path == page, body.Contains($"{page}/end\""));
            Assert.Equal(person != _office.Reviewer && path != page, body.Contains($"{_all}/new\""));
        }

        var opened = await (await _office.As(_office.Zhang)).Post(page + "/open");
        Assert.Contains("13912345678", opened.Body);
        Assert.Contains(Seen, opened.Body);
        Assert.Equal(["no-store"], opened.Header("Cache-Control"));
        Assert.IsType<HoldingOpened>(_office.Vault.LastEvent());
        Assert.DoesNotContain("13912345678", (await Get(_office.Zhang, page)).Body);

        var refused = await (await _office.As(_office.Reviewer)).Post(page + "/open");
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Equal(HoldingStep.Open, Assert.IsType<HoldingStepRefused>(_office.Vault.LastEvent()).Step);
    }

    [Fact]
    public async Task Mistakes_stand_at_their_fields_and_nothing_is_recorded()
    {
        var wrong = await Phone(_office.Registrar, "call me");
        Assert.Contains("这不像电话号码", wrong.Body);
        Assert.Contains("value=\"call me\"", wrong.Body);
        Assert.Contains("至少 6 个字", (await Send(HoldingKind.BoundPhone, [("Input.Value", "13912345678")])).Body);
        Assert.Contains("请填写持有人", (await Send(HoldingKind.LongTermOperator, [("Input.Evidence", Seen)])).Body);
        Assert.Contains(
            "没有找到这个人",
            (await Send(HoldingKind.LongTermOperator, [("Input.Evidence", Seen), ("Input.Holder", "没有此人")])).Body
        );
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await (await _office.As(_office.Registrar)).Post(_all + "/new?kind=Pager")).Status
        );
        using var db = _office.Vault.Read();
        Assert.Empty(db.Set<Holding>());
    }

    [Fact]
    public async Task One_that_is_replaced_or_ended_stays_in_the_history()
    {
        await Phone(_office.Registrar, "13912345678");
        var first = $"/holdings/{Newest().Id}";
        await Phone(_office.Registrar, "13800000000", replaces: true);
        var body = (await Get(_office.Registrar, _all)).Body;
        Assert.Contains("138****0000", body);
        Assert.Contains("已终止（1 项）", body);
        Assert.DoesNotContain(first + "/end", (await Get(_office.Registrar, first)).Body);

        var again = await (await _office.As(_office.Registrar)).Post(first + "/end", ("EndEvidence", Seen));
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Contains("这一项已被终止", again.Body);
        Assert.Equal(HoldingRefusal.EndedBefore, Assert.IsType<HoldingStepRefused>(_office.Vault.LastEvent()).Why);
        var opened = await (await _office.As(_office.Registrar)).Post(first + "/open");
        Assert.Contains("13912345678", opened.Body);
    }

    [Fact]
    public async Task What_ends_soon_is_found_at_home_on_the_list_and_on_the_account_and_by_nobody_else()
    {
        var today = OrganisationTime.DayOf(_office.Vault.Clock.Now);
        await Send(
            HoldingKind.ShortTermOperator,
            [
                ("Input.Holder", _office.Zhang.SignInName),
                ("Input.Since", $"{today.AddMonths(-2):yyyy-MM-dd}"),
                ("Input.Evidence", Seen),
            ]
        );
        var page = $"/holdings/{Newest().Id}";
        foreach (var person in new[] { _office.Registrar, _office.Zhang })
        {
            Assert.Contains("即将到期和已过期的绑定与授权（1）", (await Get(person, "/")).Body);
            foreach (var path in new[] { "/", "/holdings", _account, _all, page })
                Assert.Contains("已到期，待确认", (await Get(person, path)).Body);
        }
        foreach (var person in new[] { _office.Reviewer, _office.Security })
        {
            Assert.DoesNotContain(page, (await Get(person, "/")).Body);
            Assert.DoesNotContain(page, (await Get(person, "/holdings")).Body);
            Assert.Equal(HttpStatusCode.NotFound, (await Get(person, page)).Status);
        }
        Assert.Contains(page, (await Get(_office.Registrar, $"/persons/{_office.Zhang.Id}")).Body);
        Assert.DoesNotContain(page, (await Get(_office.Security, $"/persons/{_office.Zhang.Id}")).Body);

        var browser = await _office.As(_office.Zhang);
        var early = $"{today.AddDays(-1):yyyy-MM-dd}";
        var wrong = await browser.Post(page + "/extend", ("ExtendEvidence", Seen), ("ExtendUntil", early));
        Assert.Contains("新的截止日期应晚于", wrong.Body);
        Assert.Equal(_all, (await browser.Post(page + "/extend", ("ExtendEvidence", Seen))).Location);
        Assert.Equal(today.AddMonths(1), Newest().Until);
    }

    [Fact]
    public async Task A_limit_that_is_exceeded_explains_itself_and_stops_nobody()
    {
        for (var i = 1; i <= 6; i++)
        {
            Assert.DoesNotContain("超出平台上限", (await Get(_office.Zhang, _all)).Body);
            var person = await _office.Vault.AddPerson($"operator{i}", $"运营员{i}");
            await Send(HoldingKind.LongTermOperator, [("Input.Holder", person.SignInName), ("Input.Evidence", Seen)]);
        }
        foreach (var path in new[] { _account, _all })
        {
            var body = (await Get(_office.Zhang, path)).Body;
            Assert.Contains("超出平台上限", body);
            Assert.Contains("长期运营者登记了 6 名，平台最多允许 5 名", body);
        }
    }

    private Task<WebPage> Phone(Person person, string number, bool replaces = false)
    {
        (string, string)[] form =
        [
            ("Input.Outside", "示例办公室"),
            ("Input.Value", number),
            ("Input.Evidence", Seen),
            ("Input.Replaces", replaces ? "true" : "false"),
        ];
        return Send(HoldingKind.BoundPhone, form, person);
    }

    private async Task<WebPage> Send(HoldingKind kind, (string, string)[] form, Person? by = null)
    {
        var browser = await _office.As(by ?? _office.Registrar);
        var address = $"{_all}/new?kind={kind}";
        await browser.Get(address);
        return await browser.Post(address, form);
    }

    private Holding Newest()
    {
        using var db = _office.Vault.Read();
        return db.Set<Holding>().OrderByDescending(h => h.RecordedAt).First();
    }

    private async Task<WebPage> Get(Person person, string path) => await (await _office.As(person)).Get(path);
}
