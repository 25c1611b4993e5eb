using Vault.Core.Custody;
using Vault.Core.Witnesses;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Witnesses;

/// <summary>Where a limit is set, a log that has gone unwitnessed for longer reveals nothing until it is witnessed again.</summary>
public sealed class UnwitnessedRevealTests : IAsyncLifetime
{
    private CustodyScene _scene = null!;

    private TestVault Vault => _scene.Vault;

    private string WitnessFile => Vault.Instance.Folders.WitnessFile;

    public async Task InitializeAsync()
    {
        _scene = await CustodyScene.Set();
        var witness = new WitnessOptions(RevealLimit: TimeSpan.FromMinutes(10));
        Assert.IsType<Opening.Opened>(await Vault.Reopen(witness: witness));
        await Vault.Instance.Witnesses.Tell();
        await _scene.SignInAgain();
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task Past_the_limit_nothing_is_shown_and_the_refusal_is_in_the_log()
    {
        await GoesUnwitnessedFor(TimeSpan.FromMinutes(11));
        await _scene.SignInAgain();
        var refused = Assert.IsType<RevealOutcome.Refused>(await _scene.Reveal());
        Assert.Equal(CustodyRefusal.NotWitnessed, refused.Why);
        Assert.Equal(CustodyRefusal.NotWitnessed, Assert.IsType<CustodyRefused>(Vault.LastEvent()).Why);

        File.Move(WitnessFile + ".away", WitnessFile);
        await Vault.Instance.Witnesses.Tell();
        Assert.IsType<RevealOutcome.Granted>(await _scene.Reveal());
    }

    [Fact]
    public async Task Within_the_limit_secrets_are_shown()
    {
        await GoesUnwitnessedFor(TimeSpan.FromMinutes(10));
        await _scene.SignInAgain();
        Assert.IsType<RevealOutcome.Granted>(await _scene.Reveal());
        Assert.True(Vault.Instance.Witnesses.Status().Each[0].IsFailing);
    }

    /// <summary>The witness goes away, something happens, and so much time passes.</summary>
    private async Task GoesUnwitnessedFor(TimeSpan time)
    {
        File.Move(WitnessFile, WitnessFile + ".away");
        await Vault.Write(scope => scope.Append(new Core.SignIns.SessionsEnded(_scene.Person.Id, 1)));
        await Vault.Instance.Witnesses.Tell();
        Assert.NotNull(Vault.Instance.Witnesses.Status().Unwitnessed);
        Vault.Clock.Turn(time);
    }
}
