using Vault.Core.Custody;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Custody;

/// <summary>R29: a value that the account ever had is no new one, in whatever clothes it comes.</summary>
public sealed class HeldBeforeTests : IAsyncLifetime
{
    private const string Seed = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    private CustodyScene _scene = null!;

    public async Task InitializeAsync() => _scene = await CustodyScene.Set("weibo");

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Theory]
    [InlineData($"otpauth://totp/other?secret={Seed}")]
    [InlineData($"otpauth://totp/%E7%A4%BA%E4%BE%8B:other?secret={Seed}&issuer=%E7%A4%BA%E4%BE%8B&digits=8")]
    [InlineData(Seed)]
    public async Task The_same_seed_under_another_caption_is_refused(string again)
    {
        await Kept($"otpauth://totp/example:zhang?secret={Seed}&issuer=example", Component.TotpSeed);

        Assert.Equal(CustodyRefusal.NotNew, Why(await _scene.Deposit(again, Component.TotpSeed)));
    }

    [Fact]
    public async Task Another_seed_is_taken()
    {
        await Kept($"otpauth://totp/a?secret={Seed}", Component.TotpSeed);

        await Kept("otpauth://totp/a?secret=KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU", Component.TotpSeed);
    }

    [Fact]
    public async Task What_another_component_had_is_refused_too()
    {
        await Kept("shared-value-1", Component.MailboxPassword);
        await Kept("second-value-2", Component.MailboxPassword);

        Assert.Equal(CustodyRefusal.NotNew, Why(await _scene.Deposit("shared-value-1")));
    }

    [Fact]
    public async Task A_note_may_be_written_twice()
    {
        await Kept("the same note", Component.Note);

        await Kept("the same note", Component.Note);
    }

    private Task Kept(string value, Component component) => _scene.Change(value, component);

    private static CustodyRefusal Why(DepositOutcome outcome) => Assert.IsType<DepositOutcome.Refused>(outcome).Why;
}
