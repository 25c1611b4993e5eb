using Vault.Core.Custody;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Canaries;

/// <summary>The forms about changing secrets, each with its canary: spoilt first, then sent so that it is taken.</summary>
internal static class RotationSweep
{
    private const string Seen = "，平台提示密码错误";

    public static async Task Run(WebVault web, Typist typist, string account)
    {
        var setter = await CanarySweepTests.Custodian(web, typist, account);
        var password = account + "/secrets/password";
        var typed = await setter.Send(password + "/deposit", password + "/deposit", ("Value", "a changed value 2"));
        Assert.Equal(password, typed.Location);
        await setter.Browser.Get(password);
        await setter.Browser.Get(password + "/verification");

        var colleague = await CanarySweepTests.Custodian(web, typist, account);
        await colleague.Spoil(password + "/verification");
        var why = colleague.Canary(password + "/verification/failed", "Why", Seen);
        using var db = web.Vault.Read();
        var pending = db.Set<SecretVersion>().Single(v => v.State == VersionState.Pending).Id;
        var version = ("version", pending.ToString());
        var failed = await colleague.Send(password + "/verification", password + "/verification/failed", why, version);
        Assert.Equal(account, failed.Location);
        await colleague.Browser.Get(account + "/log");
        await setter.Browser.Get(password);
    }
}
