using System.Net;
using Vault.Core.People;
using Xunit;

namespace Vault.Web.Tests.People;

/// <summary>R20, R23: the tree of units is the registrar's, and a form says no more than its fields.</summary>
public sealed class UnitPageTests : IAsyncLifetime
{
    private WebOffice _office = null!;

    public async Task InitializeAsync() => _office = await WebOffice.Open();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task A_unit_is_entered_below_another_and_listed_with_its_accounts()
    {
        var browser = await _office.As(_office.Registrar);
        await browser.Get("/units/new");
        var parent = _office.Vault.Unit.ToString();
        var answer = await browser.Post("/units/new", ("Input.Unit", parent), ("Input.Name", "示例学院"));
        Assert.Contains("单位已登记。", (await browser.Get(answer.Location!)).Body);

        var list = await browser.Get("/units");
        Assert.Matches("<span class=\"indent\"></span>\\s*<a href=\"/units/[^\"]+\">示例学院", list.Body);
        Assert.Contains($"<a href=\"/accounts?unit={parent}\"", list.Body);
        Assert.Contains("账号，共 1 个", list.Body);
    }

    [Fact]
    public async Task Mistakes_are_said_beside_their_fields()
    {
        var browser = await _office.As(_office.Registrar);
        await browser.Get("/units/new");
        var nothing = await browser.Post("/units/new", ("Input.Unit", ""), ("Input.Name", " "));
        Assert.Contains("请填写单位名称。", nothing.Body);
        Assert.Contains("请选择上级单位。", nothing.Body);
        using var db = _office.Vault.Read();
        Assert.Single(db.Set<Unit>());
    }

    [Fact]
    public async Task What_a_form_does_not_ask_for_is_not_taken()
    {
        var browser = await _office.As(_office.Registrar);
        await browser.Get("/units/new");
        var id = Guid.NewGuid().ToString();
        await browser.Post(
            "/units/new",
            ("Input.Unit", _office.Vault.Unit.ToString()),
            ("Input.Name", "示例学院"),
            ("Input.Id", id),
            ("Id", id),
            ("Parent", id)
        );
        using var db = _office.Vault.Read();
        var unit = db.Set<Unit>().Single(u => u.Name == "示例学院");
        Assert.NotEqual(id, unit.Id.ToString());
        Assert.Equal(_office.Vault.Unit, unit.Parent);
    }

    [Theory]
    [InlineData("/units")]
    [InlineData("/units/new")]
    public async Task Units_are_the_registrars(string path)
    {
        foreach (var person in new[] { _office.Security, _office.Reviewer, _office.Zhang })
            Assert.Equal(HttpStatusCode.Forbidden, (await (await _office.As(person)).Get(path)).Status);
    }

    [Fact]
    public async Task The_pages_speak_both_languages()
    {
        var browser = await _office.As(_office.Registrar);
        browser.Language = "en";
        Assert.Contains("<h1>Units</h1>", (await browser.Get("/units")).Body);
        Assert.Contains("<h1>Add unit</h1>", (await browser.Get("/units/new")).Body);
    }
}
