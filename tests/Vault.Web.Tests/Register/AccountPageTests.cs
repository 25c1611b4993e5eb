using System.Net;
using System.Text.RegularExpressions;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Web.Tests.People;
using Xunit;

namespace Vault.Web.Tests.Register;

/// <summary>R21, R22, R23: accounts are entered, found, opened and left by those whose business it is.</summary>
public sealed class AccountPageTests : IAsyncLifetime
{
    private WebOffice _office = null!;

    public async Task InitializeAsync() => _office = await WebOffice.Open();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task An_account_is_entered_as_the_form_says_and_not_a_word_more()
    {
        var other = AccountId.New();
        var page = await Enter(
            ("Input.PublicId", "example-zs"),
            ("Input.Id", other.ToString()),
            ("Input.RegisteredAt", "2020-01-01"),
            ("Input.Custodian", _office.Registrar.Id.ToString()),
            ("status", "Cancelled"),
            ("version", "7")
        );
        Assert.Equal(HttpStatusCode.Redirect, page.Status);
        Assert.IsType<AccountRegistered>(_office.Vault.LastEvent());
        using var db = _office.Vault.Read();
        var account = db.Set<Account>().Single(a => a.Name == "示例大学图书馆");
        Assert.Equal($"/accounts/{account.Id}", page.Location);
        Assert.NotEqual(other, account.Id);
        Assert.Equal("example-zs", account.PublicId);
        Assert.Empty(db.Set<Appointment>().Where(a => a.Account == account.Id));
    }

    public static TheoryData<string, string, bool> Typed =>
        new()
        {
            { "Name", "", false },
            { "Name", "图", true },
            { "Name", new string('图', Account.NameLimit), true },
            { "Name", new string('图', Account.NameLimit + 1), false },
            { "Name", "图\u202e书馆", false },
            { "Name", "示例大学招生办", false },
            { "PublicId", "", true },
            { "PublicId", new string('a', Account.NameLimit), true },
            { "PublicId", new string('a', Account.NameLimit + 1), false },
            { "Platform", "", false },
            { "Platform", "no-such", false },
            { "Unit", "", false },
            { "Unit", "00000000-0000-4000-8000-000000000000", false },
            { "Unit", "garbage", false },
        };

    [Theory]
    [MemberData(nameof(Typed))]
    public async Task A_field_has_its_limits_and_what_was_typed_beside_it_stays(string field, string value, bool taken)
    {
        foreach (var language in taken ? new[] { "zh-CN" } : ["zh-CN", "en"])
        {
            (await _office.As(_office.Registrar)).Language = language;
            var size = _office.Vault.Instance.Log.Size;
            var page = await Enter(("Input." + field, value));
            Assert.Equal(taken ? HttpStatusCode.Redirect : HttpStatusCode.OK, page.Status);
            if (taken)
                continue;
            Assert.Contains("aria-invalid=\"true\"", page.Body);
            Assert.Contains(field == "Name" ? "selected" : "value=\"示例大学图书馆\"", page.Body);
            Assert.Equal(size, _office.Vault.Instance.Log.Size);
        }
    }

    [Fact]
    public async Task Who_holds_an_office_and_an_appointment_finds_his_own_accounts_beside_those_of_the_office()
    {
        var (own, other) = (await _office.Vault.AddAccount("示例读书会"), await _office.Vault.AddAccount("示例校友会"));
        var registrar = await _office.As(_office.Registrar);
        Assert.DoesNotContain("href=\"/accounts/mine\"", (await registrar.Get("/")).Body);

        await _office.Vault.Appoint(_office.Registrar, own);

        var page = (await registrar.Get("/accounts/mine")).Body;
        Assert.Contains("<a href=\"/accounts/mine\" aria-current=\"page\">", page);
        Assert.Single(Regex.Matches(page, "aria-current=\"page\""));
        Assert.Contains(own.Name, page);
        Assert.DoesNotContain(other.Name, page);
        var all = (await registrar.Get("/accounts")).Body;
        Assert.Contains("<a href=\"/accounts\" aria-current=\"page\">", all);
        Assert.Contains(other.Name, all);
    }

    [Fact]
    public async Task Nobody_is_shown_the_components_the_vault_is_made_of()
    {
        var registrar = await _office.As(_office.Registrar);

        Assert.DoesNotContain("/components", (await registrar.Get("/")).Body);
        Assert.Equal(HttpStatusCode.NotFound, (await registrar.Get("/components")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await registrar.Post("/components?handler=Copy")).Status);
    }

    [Fact]
    public async Task A_reviewer_finds_accounts_in_the_navigation_while_he_is_appointed()
    {
        var browser = await _office.As(_office.Reviewer);
        Assert.DoesNotContain("<a href=\"/accounts\"", (await browser.Get("/")).Body);

        await _office.Vault.Appoint(
            _office.Reviewer,
            await _office.Vault.AddAccount("示例读书会"),
            until: _office.Vault.Clock.Now.AddMinutes(1)
        );

        Assert.Contains("<a href=\"/accounts\"", (await browser.Get("/")).Body);
        _office.Vault.Clock.Turn(TimeSpan.FromMinutes(2));
        Assert.DoesNotContain("<a href=\"/accounts\"", (await browser.Get("/")).Body);
    }

    [Fact]
    public async Task A_search_finds_no_account_that_is_not_the_readers()
    {
        await _office.Vault.Appoint(_office.Zhang, _office.Account);
        await Enter();
        foreach (
            var (person, own, other) in new[]
            {
                (_office.Registrar, true, true),
                (_office.Zhang, true, false),
                (_office.Reviewer, false, false),
                (_office.Security, false, false),
            }
        )
        foreach (var query in new[] { "", "?q=示例大学", "?platform=weixin-mp", "?sort=Unit&desc=true", "?page=99" })
        {
            var page = await (await _office.As(person)).Get("/accounts" + query);
            Assert.Equal(own, page.Body.Contains(">示例大学招生办<"));
            Assert.Equal(other, page.Body.Contains(">示例大学图书馆<"));
        }
    }

    [Fact]
    public async Task An_appointment_ends_at_the_question_its_row_asks_and_its_holder_sees_the_account_no_more()
    {
        await _office.Vault.Appoint(_office.Zhang, _office.Account, AppointmentRole.Administrator);
        var details = $"/accounts/{_office.Account.Id}";
        var zhang = await _office.As(_office.Zhang);
        Assert.Equal(HttpStatusCode.OK, (await zhang.Get(details)).Status);
        var asked = (await (await _office.As(_office.Registrar)).Get(details)).Body;
        var end = $"/persons/{_office.Zhang.Id}/endappointment";
        Assert.Contains($"action=\"{end}\"", asked);
        Assert.Contains("终止张三在“示例大学招生办”的", WebUtility.HtmlDecode(asked));
        var right = Regex.Match(asked, "name=\"right\" value=\"([0-9a-f-]{36})\"").Groups[1].Value;

        var ended = await _office.Post(_office.Registrar, details, end, ("right", right));

        Assert.Equal($"/persons/{_office.Zhang.Id}", ended.Location);
        Assert.Single(_office.Vault.Log(), l => l.Event is AppointmentEnded);
        Assert.Equal(HttpStatusCode.NotFound, (await zhang.Get(details)).Status);
    }

    [Fact]
    public async Task Who_has_an_end_is_offered_to_stay_longer()
    {
        await _office.Vault.Appoint(_office.Zhang, _office.Account, AppointmentRole.Administrator);
        var registrar = await _office.As(_office.Registrar);
        var details = $"/accounts/{_office.Account.Id}";
        Assert.DoesNotContain("申请延期", (await registrar.Get(details)).Body);
        var term = ("Input.Until", "2026-06-30");
        (string, string)[] li = [("Input.Person", "li.si"), ("Input.As", "Administrator")];
        await _office.Enter("li.si", "李四");
        var first = await _office.Propose(_office.Registrar, $"account={_office.Account.Id}", [.. li, term]);
        await _office.Post(_office.Security, first, first + "/confirm");

        var way = Regex
            .Match((await registrar.Get(details)).Body, "href=\"(/proposals/new[^\"]+)\"[^>]*>申请延期")
            .Groups[1]
            .Value;
        var form = (await registrar.Get(WebUtility.HtmlDecode(way))).Body;
        Assert.Matches("name=\"Input.Person\"[^>]*value=\"李四（li.si）\"", WebUtility.HtmlDecode(form));
        Assert.Matches("<input checked=\"checked\"[^>]*value=\"Administrator\"", form);
        var longer = await _office.Propose(
            _office.Registrar,
            $"account={_office.Account.Id}",
            [.. li, ("Input.Until", "2026-12-31")]
        );
        await _office.Post(_office.Security, longer, longer + "/confirm");

        Assert.Contains("2026-12-31", (await registrar.Get(details)).Body);
    }

    /// <summary>The form without a mistake but for the fields given.</summary>
    private async Task<Support.WebPage> Enter(params (string Name, string Value)[] fields)
    {
        var form = new Dictionary<string, string>
        {
            ["Input.Platform"] = "weixin-mp",
            ["Input.Name"] = "示例大学图书馆",
            ["Input.Unit"] = _office.Vault.Unit.ToString(),
        };
        foreach (var (name, value) in fields)
            form[name] = value;
        var browser = await _office.As(_office.Registrar);
        await browser.Get("/accounts/new");
        return await browser.Post("/accounts/new", [.. form.Select(f => (f.Key, f.Value))]);
    }
}
