using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Web.SignIn;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.SignIn;

/// <summary>R05, R15, R20: areas are for roles that are live at this moment; a refusal is a line.</summary>
public sealed class PolicyTests
{
    public static TheoryData<string, OfficeRole[]> Areas { get; } =
        new()
        {
            { Policies.Registrar, [OfficeRole.Registrar] },
            { Policies.Reviewer, [OfficeRole.Reviewer] },
            { Policies.SystemAdministrator, [OfficeRole.SystemAdministrator] },
            { Policies.SecurityAdministrator, [OfficeRole.SecurityAdministrator] },
            { Policies.RegistrarOrSecurity, [OfficeRole.Registrar, OfficeRole.SecurityAdministrator] },
        };

    [Theory]
    [MemberData(nameof(Areas))]
    public async Task An_area_is_open_to_its_roles_alone(string policy, OfficeRole[] roles)
    {
        await using var vault = await Guarded(policy);
        using var without = await vault.SignedIn(await vault.Vault.AddPerson("no.role", "无名"));
        Assert.Equal(HttpStatusCode.Forbidden, (await without.Get("/my/sessions")).Status);
        foreach (var role in Enum.GetValues<OfficeRole>())
        {
            var person = await vault.Vault.AddPerson(role.ToString().ToLowerInvariant(), "示例");
            await vault.Vault.Give(person, role);
            using var browser = await vault.SignedIn(person);
            var expected = roles.Contains(role) ? HttpStatusCode.OK : HttpStatusCode.Forbidden;
            Assert.Equal(expected, (await browser.Get("/my/sessions")).Status);
        }
    }

    [Fact]
    public async Task A_role_counts_from_the_request_after_it_is_given_to_the_one_after_it_ends()
    {
        await using var vault = await Guarded(Policies.Reviewer);
        var person = await vault.Vault.AddPerson("zhang.san", "张三");
        using var browser = await vault.SignedIn(person);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get("/my/sessions")).Status);
        await vault.Vault.Give(person, OfficeRole.Reviewer);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/my/sessions")).Status);
        await vault.Vault.Write(scope =>
        {
            scope.Db.Set<RoleGrant>().Single(g => g.Person == person.Id).End(scope.Now);
            scope.Append(new RoleEnded(person.Id, OfficeRole.Reviewer));
        });
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get("/my/sessions")).Status);
    }

    [Fact]
    public async Task A_refusal_is_a_line_that_names_the_endpoint_and_not_the_address_typed()
    {
        await using var vault = await Guarded(Policies.Reviewer);
        var person = await vault.Vault.AddPerson("zhang.san", "张三");
        using var browser = await vault.SignedIn(person);
        await browser.Get("/my/sessions?canary=canary");
        var line = vault.Vault.Log()[^1];
        Assert.Equal(new AccessRefused("GET /my/sessions", null), line.Event);
        Assert.Equal((person.Id, "127.0.0.1"), (line.Actor!.Value, line.Address));
    }

    [Fact]
    public async Task A_role_put_in_or_taken_out_by_SQL_is_refused()
    {
        await using var vault = await Guarded(Policies.Reviewer);
        var person = await vault.Vault.AddPerson("zhang.san", "张三");
        await vault.Vault.Give(person, OfficeRole.Reviewer);
        using var browser = await vault.SignedIn(person);
        vault.Vault.Sql("DELETE FROM role_grants");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.Get("/my/sessions")).Status);
    }

    private static Task<WebVault> Guarded(string policy) =>
        WebVault.Started(builder =>
            builder.Services.Configure<AuthorizationOptions>(o => o.FallbackPolicy = o.GetPolicy(policy))
        );
}
