using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.Tests.Checkouts;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Rotations;

/// <summary>Many at the same moment on a real file: one winner, and every try is a line (R28).</summary>
public sealed class ConcurrentRotationTests : IAsyncLifetime
{
    private RotationScene _scene = null!;

    public async Task InitializeAsync() => _scene = await RotationScene.Set();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    public async Task Of_many_new_values_one_is_pending(int many)
    {
        var steps = new List<Func<Task<DepositOutcome>>>();
        foreach (var round in Enumerable.Range(0, many))
            steps.Add(() => _scene.Deposit(round % 2 == 0 ? _scene.Zhang : _scene.Li, $"value number {round}"));

        var outcomes = await AtOnce(steps);

        Assert.Single(outcomes.OfType<DepositOutcome.Deposited>());
        Assert.Equal(
            many - 1,
            outcomes.OfType<DepositOutcome.Refused>().Count(o => o.Why == CustodyRefusal.PendingExists)
        );
        Assert.Equal((2, many - 1), (Lines<SecretDeposited>(), Lines<CustodyRefused>()));
        Assert.Equal((1, 2), (_scene.Current()!.Version, _scene.Pending()!.Version));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    public async Task Of_many_who_saw_it_work_or_fail_one_decides(int many)
    {
        RotationScene.Deposited(await _scene.Deposit(_scene.Zhang, RotationScene.Second));
        var steps = new List<Func<Task<VerificationOutcome>>>();
        foreach (var round in Enumerable.Range(0, many))
            steps.Add(await Verification(round % 2 == 0 ? null : "平台提示密码错误"));

        var outcomes = await AtOnce(steps);

        // What failed once may not be verified unless its setter tries again.
        Assert.Single(outcomes.OfType<VerificationOutcome.Done>());
        Assert.Equal(1, Lines<SecretVerified>() + Lines<SecretVerificationFailed>());
        Assert.Equal(many - 1, Lines<VerificationRefused>());
        AssertSound();
    }

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    public async Task It_is_verified_or_given_up(int many)
    {
        RotationScene.Deposited(await _scene.Deposit(_scene.Zhang, RotationScene.Second));
        var steps = new List<Func<Task<bool>>>();
        foreach (var round in Enumerable.Range(0, many))
        {
            var verify = await Verification(null);
            steps.Add(
                round % 2 == 0
                    ? async () => await verify() is VerificationOutcome.Done
                    : async () => await _scene.GiveUp(_scene.Zhang) is PendingOutcome.Done
            );
        }

        var done = await AtOnce(steps);

        Assert.Single(done, d => d);
        Assert.Equal(1, Lines<SecretVerified>() + Lines<PendingSecretGivenUp>());
        Assert.Equal(many - 1, Lines<VerificationRefused>() + Lines<CustodyRefused>());
        AssertSound();
    }

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    public async Task What_is_revealed_while_it_is_switched_is_what_its_line_says(int many)
    {
        await _scene.Vault.LiftUses();
        await _scene.Checkouts.Asked(_scene.Li);
        RotationScene.Deposited(await _scene.Deposit(_scene.Zhang, RotationScene.Second));
        var verify = await Verification(null);
        var before = Lines<SecretRevealed>();
        var steps = new List<Func<Task<object>>> { async () => await verify() };
        foreach (var _ in Enumerable.Range(0, many))
            steps.Add(async () => await _scene.Reveal(_scene.Li));

        var outcomes = await AtOnce(steps);

        var shown = outcomes.OfType<RevealOutcome.Granted>().ToList();
        Assert.Equal(many, shown.Count);
        Assert.Equal(many, Lines<SecretRevealed>() - before);
        var versions = _scene.Versions();
        var switched = _scene.Vault.Log().Single(l => l.Event is SecretVerified).Sequence;
        foreach (var granted in shown)
        {
            // In force at its place in the log: the old one before the line of the switch, the new one after it.
            var expected = granted.Receipt.Sequence < switched ? 1 : 2;
            Assert.Equal(expected, granted.Secret.Address.Version);
            Assert.Equal(versions[expected - 1].Id, granted.Receipt.Event.VersionId);
        }
        AssertSound();
    }

    private async Task<Func<Task<VerificationOutcome>>> Verification(string? failure)
    {
        var (session, actor) = await _scene.Vault.SignIn(_scene.Leader);
        var proof = await _scene.Vault.Prove(session, actor, _scene.Account.Value, ProofPurpose.Verify);
        var (pending, why) = (_scene.Pending()!.Id, failure is null ? null : CheckoutScene.Reason(failure));
        return () => _scene.Vault.Get<VerifyChange>().Run(actor, proof, _scene.Account, pending, why);
    }

    private static async Task<T[]> AtOnce<T>(IEnumerable<Func<Task<T>>> steps)
    {
        using var gate = new ManualResetEventSlim();
        var tasks = steps
            .Select(step =>
                Task.Run(() =>
                {
                    gate.Wait();
                    return step();
                })
            )
            .ToList();
        gate.Set();
        return await Task.WhenAll(tasks);
    }

    private int Lines<TEvent>()
        where TEvent : AuditEvent => _scene.Vault.Log().Count(l => l.Event is TEvent);

    private void AssertSound()
    {
        Assert.Single(_scene.Versions(), v => v.State == VersionState.Current);
        Assert.InRange(_scene.Versions().Count(v => v.State == VersionState.Pending), 0, 1);
        Assert.Empty(new RowCheck(_scene.Vault.Instance.Store, _scene.Vault.Instance.Log.Attestations).Compare());
        var log = _scene.Vault.Log();
        Assert.Equal(Enumerable.Range(0, log.Count).Select(i => (long)i), log.Select(l => l.Sequence));
    }
}
