using Vault.Core.Custody;
using Vault.Core.Rotations;
using Xunit;

namespace Vault.Core.Tests.Rotations;

/// <summary>R31: a new seed is proved at the provider with a code of its own before it is in use.</summary>
public sealed class ReEnrolmentTests : IAsyncLifetime
{
    private const string Old = "otpauth://totp/a?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
    private const string New = "otpauth://totp/a?secret=KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU";

    private RotationScene _scene = null!;

    public async Task InitializeAsync()
    {
        _scene = await RotationScene.Set();
        await _scene.Checkouts.Turn("示例大学微博", "weibo");
        await _scene.Checkouts.Appoint(_scene.Zhang, Core.People.AppointmentRole.Custodian);
        await _scene.Checkouts.Appoint(_scene.Li, Core.People.AppointmentRole.Administrator);
        await _scene.Checkouts.Decide(new(IsExclusive: false));
        RotationScene.Deposited(await _scene.Deposit(_scene.Zhang, Old, Component.TotpSeed));
        RotationScene.Deposited(await _scene.Deposit(_scene.Zhang, New, Component.TotpSeed));
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task Codes_of_either_seed_are_had_until_the_new_one_was_seen_to_work()
    {
        foreach (var person in new[] { _scene.Zhang, _scene.Li })
        {
            Assert.Equal(1, await Version(person, WhichVersion.Current));
            Assert.Equal(2, await Version(person, WhichVersion.Pending));
        }
        RotationScene.Done(await _scene.Verify(_scene.Li, "平台提示动态码不对", component: Component.TotpSeed));
        Assert.Equal(2, await Version(_scene.Zhang, WhichVersion.Pending));
        Assert.Null(await Version(_scene.Li, WhichVersion.Pending));

        RotationScene.Done(await _scene.Apply(_scene.Zhang, Component.TotpSeed));
        RotationScene.Done(await _scene.Verify(_scene.Li, component: Component.TotpSeed));

        Assert.Equal(2, await Version(_scene.Li, WhichVersion.Current));
        Assert.Null(await Version(_scene.Zhang, WhichVersion.Pending));
    }

    [Fact]
    public async Task No_code_makes_anybody_know_the_seed()
    {
        await Version(_scene.Li, WhichVersion.Pending);

        using var db = _scene.Vault.Read();
        Assert.DoesNotContain(db.Set<Knowledge>(), k => k.Person == _scene.Li.Id);
    }

    /// <summary>Of which version a code is issued; null: none is.</summary>
    private async Task<int?> Version(Core.People.Person by, WhichVersion which)
    {
        if (await _scene.Code(by, which) is not IssueCodeOutcome.Granted granted)
            return null;
        Assert.Equal(granted.Seed.Id, Assert.IsType<CodeIssued>(_scene.Vault.LastEvent()).VersionId);
        return granted.Seed.Address.Version;
    }
}
