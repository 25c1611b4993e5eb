using System.Net;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.SignIn;

/// <summary>R15, R16, R20: sessions live on the server and are looked up on every request.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    // Any page that is for signed-in persons.
    private const string Page = "/components";

    private WebVault _vault = null!;

    public async Task InitializeAsync() => _vault = await WebVault.Started();

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Fact]
    public async Task Without_a_session_a_browser_is_led_to_the_sign_in_page_and_back()
    {
        var page = await _vault.Browser().Get(Page + "?a=1");
        Assert.Equal(HttpStatusCode.SeeOther, page.Status);
        Assert.Equal("/sign-in?return=%2Fcomponents%3Fa%3D1", page.Location);
    }

    [Fact]
    public async Task Without_a_session_a_program_is_told_401()
    {
        var browser = _vault.Browser();
        browser.Accept = "application/json";
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Get(Page)).Status);
    }

    [Fact]
    public async Task A_signed_in_person_sees_the_page_until_he_is_disabled()
    {
        var person = await _vault.Vault.AddPerson("zhang.san", "张三");
        var browser = await _vault.SignedIn(person);
        browser.Accept = "application/json";
        Assert.Equal(HttpStatusCode.OK, (await browser.Get(Page)).Status);
        await _vault.Vault.Write(scope =>
        {
            scope.Db.Set<Person>().Single(p => p.Id == person.Id).Disable(scope.Now);
            scope.Append(new PersonDisabled(person.Id));
        });
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Get(Page)).Status);
    }

    [Theory]
    [InlineData(16, 1, false)]
    [InlineData(14, 51, true)]
    [InlineData(14, 52, false)]
    public async Task A_session_ends_after_15_idle_minutes_and_after_12_hours(int minutes, int times, bool lives)
    {
        var browser = await _vault.SignedIn(await _vault.Vault.AddPerson("zhang.san", "张三"));
        browser.Accept = "application/json";
        var status = HttpStatusCode.OK;
        for (var i = 0; i < times; i++)
        {
            _vault.Vault.Clock.Turn(TimeSpan.FromMinutes(minutes));
            status = (await browser.Get(Page)).Status;
        }
        Assert.Equal(lives, status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_sessions_of_a_person_end_at_once()
    {
        var person = await _vault.Vault.AddPerson("zhang.san", "张三");
        var browser = await _vault.SignedIn(person);
        browser.Accept = "application/json";
        _vault.Get<SessionStore>().EndAllOf(person.Id);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Get(Page)).Status);
    }
}
