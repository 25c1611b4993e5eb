using System.Diagnostics;
using System.Net;
using Vault.Core;
using Vault.Core.Holdings;
using Vault.Core.Notices;
using Vault.Core.People;
using Vault.TestKit;
using Vault.Web.Pages.Notices;
using Vault.Web.Tests.Conventions;
using Vault.Web.Tests.People;
using Vault.Web.Tests.Register;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Notices;

/// <summary>The bell and the list: counted, said in the reader's language, read, followed to the next step, settled.</summary>
public sealed class NoticePageTests : IAsyncLifetime
{
    private WebOffice _office = null!;

    private TestVault Vault => _office.Vault;

    public async Task InitializeAsync() => _office = await WebOffice.Open();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task The_bell_says_how_many_and_the_list_says_what_in_the_readers_language()
    {
        var browser = await _office.As(_office.Zhang);
        var before = (await browser.Get("/")).Body;
        Assert.Contains("<span class=\"sr-only\">通知</span>", before);
        Assert.DoesNotContain("bell-count", before);
        Assert.Contains("没有未读通知", (await browser.Get(IndexModel.Address)).Body);
        await Appointed();

        var page = (await browser.Get(IndexModel.Address)).Body;
        Assert.Contains("<span class=\"sr-only\">通知，1 条未读</span>", page);
        Assert.Contains("<span class=\"bell-count\" aria-hidden=\"true\">1</span>", page);
        Assert.Contains("您已被任命为“示例大学招生办”的账号管理员", page);
        browser.Language = "en";
        var english = (await browser.Get(IndexModel.Address)).Body;
        Assert.Contains("<span class=\"sr-only\">Notices, 1 unread</span>", english);
        Assert.Contains("You were appointed for 示例大学招生办", english);
        Assert.DoesNotContain("aria-live", english);
    }

    [Fact]
    public async Task Following_one_marks_it_read_and_leads_to_where_the_step_is_taken()
    {
        await Appointed();
        var browser = await _office.As(_office.Zhang);
        await browser.Get(IndexModel.Address);
        var id = Newest(_office.Zhang).Id.ToString();

        var followed = await browser.Post($"{IndexModel.Address}?handler=Open", ("notice", id));

        Assert.Equal($"/accounts/{_office.Account.Id}", followed.Location);
        var page = (await browser.Get(IndexModel.Address)).Body;
        Assert.DoesNotContain("bell-count", page);
        Assert.Contains("没有未读通知", page);
        Assert.Contains("已读", (await browser.Get($"{IndexModel.Address}?view=all")).Body);
    }

    [Fact]
    public async Task One_or_all_are_marked_read_and_those_of_others_are_not_found()
    {
        await Appointed();
        await Vault.Write(s => s.Append(new RoleEnded(_office.Zhang.Id, OfficeRole.Reviewer)));
        var id = Newest(_office.Zhang).Id.ToString();
        var stranger = await _office.As(_office.Registrar);
        await stranger.Get(IndexModel.Address);
        foreach (var handler in new[] { "Open", "Read" })
        {
            var refused = await stranger.Post($"{IndexModel.Address}?handler={handler}", ("notice", id));
            Assert.Equal(HttpStatusCode.NotFound, refused.Status);
            Assert.IsType<AccessRefused>(Vault.LastEvent());
            var random = ("notice", NoticeId.New().ToString());
            var unknown = await stranger.Post($"{IndexModel.Address}?handler={handler}", random);
            Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        }
        var browser = await _office.As(_office.Zhang);
        Assert.Contains("，2 条未读", (await browser.Get(IndexModel.Address)).Body);
        await browser.Post($"{IndexModel.Address}?handler=Read", ("notice", id));
        Assert.Contains("，1 条未读", (await browser.Get(IndexModel.Address)).Body);
        await browser.Post($"{IndexModel.Address}?handler=ReadAll");
        var page = (await browser.Get(IndexModel.Address)).Body;
        Assert.Contains("1 条通知已标为已读。", page);
        Assert.DoesNotContain("bell-count", page);
    }

    [Fact]
    public async Task What_is_done_is_settled_wherever_it_was_done()
    {
        var (zhang, account) = (_office.Zhang.Id, _office.Account.Id);
        var proposal = Proposal.OfAppointment(
            zhang,
            AppointmentTarget.Of(account),
            AppointmentRole.Custodian,
            null,
            _office.Registrar.Id,
            Vault.Clock.Now
        );
        await Vault.Write(s =>
        {
            s.Db.Add(proposal);
            var role = AppointmentRole.Custodian;
            s.Append(new GrantProposed(proposal.Id, proposal.Grant, zhang, account, null, role, null, null, null));
        });
        var browser = await _office.As(_office.OtherRegistrar);
        Assert.Contains("涉及张三的提议（任命）待您确认", (await browser.Get(IndexModel.Address)).Body);
        await Vault.Write(s => s.Append(new GrantConfirmed(proposal.Id, proposal.Grant, zhang)));

        Assert.DoesNotContain("bell-count", (await browser.Get("/")).Body);
        Assert.Contains("已办结", (await browser.Get($"{IndexModel.Address}?view=all")).Body);
    }

    [Fact]
    public async Task Every_matter_is_said_in_both_languages_and_leads_to_a_page_of_the_product()
    {
        var texts = ResourceFile.Of("NoticeTexts");
        foreach (var matter in Enum.GetNames<NoticeMatter>())
        {
            Assert.Contains($"Matter.{matter}", texts.Chinese.Keys);
            Assert.Contains($"Matter.{matter}", texts.English.Keys);
        }
        await Vault.Write(s => s.Append(new RoleEnded(_office.Zhang.Id, OfficeRole.Reviewer)));
        var id = Newest(_office.Zhang).Id;
        foreach (var matter in Enum.GetNames<NoticeMatter>())
        {
            Vault.Sql(
                $"UPDATE notices SET Matter = '{matter}', Account = '{_office.Account.Id}', Detail = 'x' WHERE Id = '{id}'"
            );
            var notice = Newest(_office.Zhang);
            foreach (var next in new[] { NoticeWords.Next(notice, false), NoticeWords.Next(notice, true) })
                Assert.Matches(
                    "^(/accounts/|/filings/|/handovers/|/holdings/|/incidents/|/proposals/|/imports/|/checkouts/|/persons/|/reviews(/|$)|/my/|/log|/health|$)",
                    next ?? ""
                );
            var page = await (await _office.As(_office.Zhang)).Get($"{IndexModel.Address}?view=all");
            Assert.Equal(HttpStatusCode.OK, page.Status);
        }
    }

    [Fact]
    public async Task With_thousands_of_notices_the_page_is_quick_and_asks_no_more_than_with_two()
    {
        await Appointed();
        await Many(2);
        var few = await Queries();
        for (var i = 0; i < 10; i++)
            await Many(300);

        Assert.Equal(few, await Queries());
        var browser = await _office.As(_office.Zhang);
        await browser.Get($"{IndexModel.Address}?view=all");
        var times = new List<double>();
        for (var page = 1; page <= 9; page++)
        {
            var began = Stopwatch.GetTimestamp();
            await browser.Get($"{IndexModel.Address}?view=all&page={page * 20}");
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        Assert.InRange(times.Order().ElementAt(4), 0, 200);
        Assert.Contains("99&#x2B;", (await browser.Get("/")).Body);
    }

    [Fact]
    public async Task A_server_that_starts_gives_what_has_come_due_meanwhile()
    {
        await Vault.Appoint(_office.Zhang, _office.Account);
        Assert.True(Reason.TryParse("平台人员设置页面列有此人", out var seen, out _));
        var today = OrganisationTime.DayOf(Vault.Clock.Now);
        var entry = new HoldingEntry(HoldingKind.ShortTermOperator, seen) { Holder = _office.Zhang.Id, Since = today };
        var (_, registrar) = await Vault.SignIn(_office.Registrar);
        await Vault.Get<RecordHolding>().Run(registrar, _office.Account.Id, entry with { Until = today.AddDays(1) });
        Assert.NotEqual(NoticeMatter.HoldingEnding, Newest(_office.Zhang).Matter);

        await _office.Web.Restart();

        for (var tries = 0; Newest(_office.Zhang).Matter != NoticeMatter.HoldingEnding; tries++)
        {
            Assert.InRange(tries, 0, 200);
            await Task.Delay(50);
        }
        Assert.IsType<ReminderGiven>(Vault.LastEvent());
    }

    /// <summary>To something that leaves the filing of it to others.</summary>
    private Task Appointed() => Vault.Appoint(_office.Zhang, _office.Account, AppointmentRole.Administrator);

    private Task Many(int count) =>
        Vault.Write(s =>
        {
            for (var i = 0; i < count; i++)
            {
                var role = (AppointmentRole)(i % 5);
                var account = i % 2 == 0 ? _office.Account.Id : AccountId.New();
                s.Append(new AppointmentEnded(account, _office.Zhang.Id, role));
            }
        });

    private async Task<int> Queries()
    {
        var browser = await _office.As(_office.Zhang);
        await browser.Get($"{IndexModel.Address}?view=all");
        using var counter = new QueryCounter(Vault.DatabaseFile);
        await browser.Get($"{IndexModel.Address}?view=all");
        return counter.Take();
    }

    private Notice Newest(Person person)
    {
        using var db = Vault.Read();
        return db.Set<Notice>().Where(n => n.Receiver == person.Id).OrderByDescending(n => n.Sequence).First();
    }
}
