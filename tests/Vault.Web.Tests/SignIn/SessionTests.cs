using System.Net;
using Microsoft.AspNetCore.TestHost;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.SignIn;

/// <summary>R15, R16, R20: sessions live on the server and are looked up on every request.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    // Any page that is for signed-in persons.
    private const string Page = "/my/sessions";

    private WebVault _vault = null!;

    public async Task InitializeAsync() => _vault = await WebVault.Started();

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Fact]
    public async Task Without_a_session_a_browser_is_led_to_the_sign_in_page_and_back()
    {
        var page = await _vault.Browser().Get(Page + "?a=1");
        Assert.Equal(HttpStatusCode.SeeOther, page.Status);
        Assert.Equal("/sign-in?return=%2Fmy%2Fsessions%3Fa%3D1", page.Location);
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
    public async Task What_is_sent_without_a_session_or_with_a_dead_one_is_counted_and_a_first_look_is_not()
    {
        using var browser = _vault.Browser();
        await browser.Get(Page);
        await browser.Get("/sign-in");
        await browser.Post("/sign-out");
        using var copied = _vault.Browser();
        copied.Cookies.Add(WebVault.Address, new Cookie("__Host-vault", new string('0', 64)) { Secure = true });
        await copied.Get(Page);

        await _vault.Get<AnonymousRefusals>().WriteDown();

        Assert.Equal(2, Assert.IsType<AnonymousRefusalsCounted>(_vault.Vault.LastEvent()).Count);
    }

    [Fact]
    public async Task A_wrong_set_up_link_is_counted()
    {
        using var browser = _vault.Browser();
        await browser.Get("/set-up/" + new string('0', 48));

        await _vault.Get<AnonymousRefusals>().WriteDown();

        Assert.Equal(1, Assert.IsType<AnonymousRefusalsCounted>(_vault.Vault.LastEvent()).Count);
    }

    [Fact]
    public async Task Who_hangs_up_does_not_escape_the_line_of_his_refusal()
    {
        var person = await _vault.Vault.AddPerson("zhang.san", "张三");
        using var browser = await _vault.SignedIn(person);
        using var http = _vault.App.GetTestServer().CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(WebVault.Address, "/accounts/new"));
        request.Headers.Add("Cookie", $"__Host-vault={browser.Cookie("__Host-vault")}");
        using var hungUp = new CancellationTokenSource();
        using var go = new ManualResetEventSlim();
        var held = _vault.Vault.Write(_ => go.Wait(TimeSpan.FromSeconds(10)));
        var answer = http.SendAsync(request, hungUp.Token);
        await Task.Delay(TimeSpan.FromMilliseconds(500));
        await hungUp.CancelAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(100));
        go.Set();
        await held;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await _vault.Vault.Write(scope => scope.Append(new SessionsEnded(person.Id, 0)));

        Assert.Contains(_vault.Vault.Log(), l => l.Event is AccessRefused { Endpoint: "GET /accounts/new" });
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
