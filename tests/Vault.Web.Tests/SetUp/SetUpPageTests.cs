using System.Net;
using Vault.Core.People;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.SetUp;

/// <summary>R10, R13, R23: the first start over HTTP. One link, for an hour, once; what is typed wrongly is said and kept.</summary>
public sealed class SetUpPageTests : IAsyncLifetime
{
    private static readonly (string, string)[] Organisation = [("Name", "示例大学"), ("RootUnit", "示例大学")];

    private static readonly (string, string)[] Persons =
    [
        ("Registrar.Name", "赵经办"),
        ("Registrar.UserName", "registrar"),
        ("SystemAdministrator.Name", "钱系统"),
        ("SystemAdministrator.UserName", "system"),
        ("SecurityAdministrator.Name", "孙安全"),
        ("SecurityAdministrator.UserName", "security"),
        ("Reviewer.Name", "李审阅"),
        ("Reviewer.UserName", "reviewer"),
    ];

    private WebVault _vault = null!;
    private string _link = "";

    public async Task InitializeAsync()
    {
        _vault = await WebVault.Unfounded();
        _link = "/set-up/" + _vault.Get<SetUpLink>().Offer();
    }

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("/persons")]
    [InlineData("/summary")]
    public async Task A_wrong_link_leads_nowhere_at_any_step(string step)
    {
        using var browser = _vault.Browser();
        await browser.Get(_link);
        foreach (var wrong in new[] { new string('0', 48), _link["/set-up/".Length..].ToUpperInvariant(), "x" })
        {
            Assert.Equal("/set-up", (await browser.Get($"/set-up/{wrong}{step}")).Location);
            Assert.Equal(
                "/set-up",
                (await browser.Post($"/set-up/{wrong}{step}", [.. Organisation, .. Persons])).Location
            );
        }
        Assert.Equal(0, _vault.Vault.Instance.Log.Size);
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public async Task A_link_is_good_for_an_hour(int minutes, bool opens)
    {
        using var browser = _vault.Browser();
        _vault.Vault.Clock.Turn(TimeSpan.FromMinutes(minutes));
        var page = await browser.Get(_link);
        Assert.Equal(opens ? HttpStatusCode.OK : HttpStatusCode.Redirect, page.Status);
    }

    [Fact]
    public async Task A_newer_link_ends_the_one_before()
    {
        using var browser = _vault.Browser();
        var newer = "/set-up/" + _vault.Get<SetUpLink>().Offer();
        Assert.Equal("/set-up", (await browser.Get(_link)).Location);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get(newer)).Status);
    }

    [Fact]
    public async Task The_vault_is_founded_once_and_its_record_is_shown_once()
    {
        using var browser = await UpTo("/summary");
        using var second = await UpTo("/summary");
        var record = await browser.Post(_link + "/summary");
        Assert.Equal(HttpStatusCode.OK, record.Status);
        Assert.Contains("data-print", record.Body);
        foreach (var (_, value) in Persons)
            Assert.Contains(value, record.Body);
        Assert.Equal(4, record.Body.Split("/invitations/").Length - 1);

        var size = _vault.Vault.Instance.Log.Size;
        Assert.Equal("/set-up", (await second.Post(_link + "/summary")).Location);
        Assert.Equal("/set-up", (await browser.Get(_link + "/summary")).Location);
        Assert.Equal("/set-up", (await browser.Post(_link, Organisation)).Location);
        Assert.Null(_vault.Get<SetUpLink>().Offer());
        Assert.Equal(size, _vault.Vault.Instance.Log.Size);
    }

    [Fact]
    public async Task A_step_is_not_skipped()
    {
        using var browser = _vault.Browser();
        Assert.Equal(_link, (await browser.Get(_link + "/persons")).Location);
        Assert.Equal(_link + "/persons", (await browser.Get(_link + "/summary")).Location);
        await browser.Get(_link);
        Assert.Equal(_link + "/persons", (await browser.Post(_link + "/summary")).Location);
        Assert.Equal(0, _vault.Vault.Instance.Log.Size);
    }

    public static TheoryData<string, bool> Names =>
        new()
        {
            { "", false },
            { "   ", false },
            { "校", true },
            { new string('校', Unit.NameLimit), true },
            { new string('校', Unit.NameLimit + 1), false },
            { "示例\u202e大学", false },
        };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_name_has_its_limits_and_what_was_typed_stays(string name, bool taken)
    {
        using var browser = _vault.Browser();
        await browser.Get(_link);
        var page = await browser.Post(_link, ("Name", name), ("RootUnit", "招生办公室"));
        Assert.Equal(taken ? HttpStatusCode.Redirect : HttpStatusCode.OK, page.Status);
        if (!taken)
        {
            Assert.Contains("aria-invalid=\"true\"", page.Body);
            Assert.Contains("value=\"招生办公室\"", page.Body);
        }
    }

    [Theory]
    [InlineData("Reviewer.UserName", "registrar")]
    [InlineData("Reviewer.UserName", "Reviewer")]
    [InlineData("Reviewer.UserName", "ab")]
    [InlineData("Reviewer.UserName", "")]
    [InlineData("Reviewer.Name", "")]
    public async Task A_seat_without_a_person_of_its_own_is_said_and_the_others_stay(string field, string value)
    {
        using var browser = await UpTo("/persons");
        var seats = Persons.Select(p => p.Item1 == field ? (field, value) : p).ToArray();
        var page = await browser.Post(_link + "/persons", seats);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("aria-invalid=\"true\"", page.Body);
        Assert.Contains("value=\"孙安全\"", page.Body);
        browser.Language = "en";
        var english = await browser.Post(_link + "/persons", seats);
        Assert.Contains("aria-invalid=\"true\"", english.Body);
        Assert.Equal(_link + "/persons", (await browser.Get(_link + "/summary")).Location);
    }

    [Fact]
    public async Task What_a_form_does_not_ask_for_is_not_taken()
    {
        using var browser = await UpTo("/persons");
        (string, string)[] more =
        [
            ("Reviewer.Roles", "Registrar"),
            ("Reviewer.Id", Guid.NewGuid().ToString()),
            ("Entry.Organisation", "x"),
        ];
        await browser.Post(_link + "/persons", [.. Persons, .. more]);
        await browser.Get(_link + "/summary");
        await browser.Post(_link + "/summary", [.. more, ("Plan.Organisation", "x"), ("Token", "x")]);
        using var db = _vault.Vault.Read();
        var reviewer = db.Set<Person>().Single(p => p.UserName == "reviewer").Id;
        Assert.Equal([OfficeRole.Reviewer], db.Set<RoleGrant>().Where(g => g.Person == reviewer).Select(g => g.Role));
        Assert.Equal("示例大学", db.Set<Organisation>().Single().Name);
    }

    private async Task<TestBrowser> UpTo(string step)
    {
        var browser = _vault.Browser();
        await browser.Get(_link);
        await browser.Post(_link, Organisation);
        await browser.Get(_link + "/persons");
        if (step == "/summary")
        {
            await browser.Post(_link + "/persons", Persons);
            Assert.Equal(HttpStatusCode.OK, (await browser.Get(_link + "/summary")).Status);
        }
        return browser;
    }
}
