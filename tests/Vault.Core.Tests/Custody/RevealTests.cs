using System.Text;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.SignIns;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Custody;

/// <summary>The straight line of a reveal (R12, R26, R41, R47).</summary>
public sealed class RevealTests : IAsyncLifetime
{
    private const string Canary = "Canary-7Yq2!vault";

    private TestVault _vault = null!;
    private Person _person = null!;
    private Account _account = null!;
    private Session _session = null!;
    private Actor _actor = null!;

    public async Task InitializeAsync()
    {
        _vault = await TestVault.Founded();
        _person = await _vault.AddPerson("zhang.san", "张三");
        _account = await _vault.AddAccount("示例大学招生办");
        await _vault.Appoint(_person, _account);
        (_session, _actor) = await _vault.SignIn(_person);
    }

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Fact]
    public async Task What_was_deposited_is_revealed_and_the_log_says_so_first()
    {
        await Deposit();

        var granted = Assert.IsType<RevealOutcome.Granted>(await Reveal());

        Assert.Equal(Canary, Show(granted));
        var line = _vault.Log()[^1];
        var revealed = Assert.IsType<SecretRevealed>(line.Event);
        Assert.Equal((_person.Id, _account.Id, 1), (line.Actor!.Value, revealed.Account, revealed.Version));
        Assert.Equal(granted.Receipt.Sequence, line.Sequence);
        using var db = _vault.Read();
        Assert.Single(db.Set<Knowledge>(), k => k.Source == KnowledgeSource.Revealed);
    }

    [Fact]
    public async Task A_receipt_opens_once()
    {
        await Deposit();
        var granted = Assert.IsType<RevealOutcome.Granted>(await Reveal());
        Show(granted);

        Assert.Throws<InvalidOperationException>(() => Show(granted));
    }

    [Fact]
    public async Task A_newer_value_replaces_the_current_one_and_an_old_value_is_refused()
    {
        await Deposit();
        Assert.IsType<DepositOutcome.Deposited>(await Deposit("another value 9"));
        await Verify();
        Assert.Equal("another value 9", Show(Assert.IsType<RevealOutcome.Granted>(await Reveal())));

        var refused = Assert.IsType<DepositOutcome.Refused>(await Deposit());

        Assert.Equal(CustodyRefusal.NotNew, refused.Why);
    }

    [Fact]
    public async Task A_generated_value_is_pending_until_it_was_seen_to_work()
    {
        await Deposit();
        await Deposit("generated value 1", ValueOrigin.Generated);
        Assert.Equal(Canary, Show(Assert.IsType<RevealOutcome.Granted>(await Reveal())));
        Assert.Equal(
            "generated value 1",
            Show(Assert.IsType<RevealOutcome.Granted>(await Reveal(WhichVersion.Pending)))
        );

        Assert.IsType<PendingOutcome.Done>(
            await _vault.Get<ApplyPending>().Run(_actor, Proof(), _account.Id, Component.Password)
        );
        await Verify();

        Assert.Equal("generated value 1", Show(Assert.IsType<RevealOutcome.Granted>(await Reveal())));
    }

    [Fact]
    public async Task Many_reveals_at_once_all_get_their_own_line()
    {
        await Deposit();
        await _vault.LiftUses();
        var before = _vault.Log().Count;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => Reveal())));

        Assert.All(outcomes, o => Assert.Equal(Canary, Show(Assert.IsType<RevealOutcome.Granted>(o))));
        Assert.Equal(64, _vault.Log().Skip(before).Count(l => l.Event is SecretRevealed));
    }

    private async Task Verify() =>
        Assert.IsType<VerificationOutcome.Done>(
            await _vault.Verify(await _vault.Witness(_account), _account.Id, Component.Password)
        );

    private FreshProof? Proof() => _session.ProofFor(ProofPurpose.UseSecrets, _account.Id.Value, _vault.Clock.Now);

    private Task<DepositOutcome> Deposit(string value = Canary, ValueOrigin origin = ValueOrigin.Typed) =>
        _vault
            .Get<Deposit>()
            .Run(_actor, Proof(), _account.Id, Component.Password, Encoding.UTF8.GetBytes(value), origin);

    private Task<RevealOutcome> Reveal(WhichVersion which = WhichVersion.Current)
    {
        Assert.True(Reason.TryParse("发布今天的招生通知", out var reason, out _));
        return _vault.Get<Reveal>().Run(_actor, Proof(), _account.Id, Component.Password, reason, which);
    }

    private string Show(RevealOutcome.Granted granted) =>
        _vault.Sealer.Open(
            granted.Secret,
            granted.Receipt,
            secret =>
            {
                using var writer = new StringWriter();
                secret.WriteTo(writer, (w, chars) => w.Write(chars));
                return writer.ToString();
            }
        );
}
