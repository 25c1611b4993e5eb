using Vault.Core.Custody;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Custody;

/// <summary>R30: an appointment is worth nothing to a disabled person, even in a session that lives on.</summary>
public sealed class DisabledPersonTests
{
    [Fact]
    public async Task A_disabled_custodian_is_shown_nothing()
    {
        await using var scene = await CustodyScene.Set();
        var proof = scene.Proof();
        await scene.Vault.Write(scope =>
        {
            Standing.Read(scope.Db, scene.Person.Id, scope.Now)!.Person.Disable(scope.Now);
            scope.Append(new PersonDisabled(scene.Person.Id));
        });
        Assert.True(
            proof!.Covers(scene.Session.Id, ProofPurpose.UseSecrets, scene.Account.Id.Value, scene.Vault.Clock.Now)
        );

        Assert.IsType<RevealOutcome.NotFound>(await scene.Reveal());
        var line = Assert.IsType<CustodyRefused>(scene.Vault.LastEvent());
        Assert.Equal(CustodyRefusal.NotAppointed, line.Why);
        Assert.IsType<DepositOutcome.NotFound>(await scene.Deposit("another-Value-81"));
    }
}
