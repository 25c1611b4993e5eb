using System.Net;
using Vault.Core.People;
using Xunit;

namespace Vault.Web.Tests.People;

/// <summary>R20, R24: what the organisation allows students is the security administrator's, with a code, and logged.</summary>
public sealed class PolicyPageTests : IAsyncLifetime
{
    private WebOffice _office = null!;

    public async Task InitializeAsync() => _office = await WebOffice.Open();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task Students_are_barred_until_somebody_decides_otherwise()
    {
        var browser = await _office.As(_office.Security);
        var before = (await browser.Get("/policy")).Body;
        Assert.Contains("学生可以任“协助人”，不能任保管人", before);
        Assert.Contains("href=\"/policy\"", before);

        var decided = await _office.Post(_office.Security, "/policy", "/policy", ("Students", "Allowed"));
        Assert.Equal("/policy", decided.Location);
        Assert.Equal(new RegisterPolicyDecided(true), _office.Vault.LastEvent());
        Assert.Contains("任保管人须有截止日期和接任的教师", (await browser.Get("/policy")).Body);
    }

    [Fact]
    public async Task Nothing_is_decided_without_a_code_or_a_choice()
    {
        var browser = await _office.As(_office.Security);
        await browser.Get("/policy");
        Assert.Contains("请输入动态码。", (await browser.Post("/policy", ("Students", "Allowed"))).Body);
        Assert.Contains("请选择。", (await browser.Post("/policy", ("Students", "9"))).Body);
        using var db = _office.Vault.Read();
        Assert.False(RegisterPolicy.Read(db).StudentsMayReveal);
        Assert.DoesNotContain(_office.Vault.Log(), l => l.Event is RegisterPolicyDecided);
    }

    [Fact]
    public async Task Nobody_else_sees_or_decides_it()
    {
        foreach (var person in new[] { _office.Registrar, _office.Reviewer, _office.Zhang })
        {
            var browser = await _office.As(person);
            Assert.DoesNotContain("href=\"/policy\"", (await browser.Get("/")).Body);
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get("/policy")).Status);
            var posted = await browser.Post("/policy", ("Students", "Allowed"), _office.Code(person));
            Assert.Equal(HttpStatusCode.Forbidden, posted.Status);
        }
        using var db = _office.Vault.Read();
        Assert.False(RegisterPolicy.Read(db).StudentsMayReveal);
    }

    [Fact]
    public async Task The_page_speaks_both_languages()
    {
        var browser = await _office.As(_office.Security);
        browser.Language = "en";
        Assert.Contains("<h1>Rules</h1>", (await browser.Get("/policy")).Body);
    }
}
