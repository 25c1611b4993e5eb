using Vault.Core.Audit;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Checkouts;

/// <summary>
/// Secrets shown at the very moment at which the right to them ends: whatever was shown stands in the log before that, and
/// nothing after it.
/// </summary>
[Trait("R", "R28")]
public sealed class ConcurrentUseTests : IAsyncLifetime
{
    private const int Rounds = 3;

    private CheckoutScene _scene = null!;

    private TestVault Vault => _scene.Vault;

    public async Task InitializeAsync()
    {
        _scene = await CheckoutScene.Set(new(CheckoutWay.Approval));
        await _scene.Deposit(_scene.Zhang, "Canary-7Yq2!vault");
        await Vault.LiftUses();
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    public async Task Nothing_is_shown_after_the_return(int many)
    {
        var returns = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var checkout = await _scene.Opened(_scene.Li);
            var (actor, proof) = await Proven(_scene.Li);
            var before = Vault.Log().Count;

            var (shown, ends) = await AtOnce(
                many,
                () => Reveal(actor, proof),
                async () =>
                {
                    var outcome = await Vault.Get<ReturnCheckout>().Run(actor, checkout.Id, null);
                    return outcome is CheckoutOutcome.Done;
                }
            );

            returns += ends;
            AssertShownBefore<CheckoutReturned>(before, _scene.Li, shown);
        }
        Assert.Equal(Rounds, returns);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    public async Task Nothing_is_shown_to_whoever_was_disabled(int many)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var person = await _scene.Person($"zhao{round}", $"赵六{round}");
            await _scene.Appoint(person, AppointmentRole.Administrator);
            var checkout = await _scene.Opened(person);
            var (actor, proof) = await Proven(person);
            var security = await _scene.Office.As(_scene.Office.Security);
            var disable = await _scene.Office.Proof(_scene.Office.Security, ProofPurpose.Administer, person.Id.Value);
            var before = Vault.Log().Count;

            var (shown, ends) = await AtOnce(
                many,
                () => Reveal(actor, proof),
                async () => await Vault.Get<DisablePerson>().Run(security, disable, person.Id) is EndOutcome.Ended
            );

            Assert.Equal(1, ends);
            AssertShownBefore<PersonDisabled>(before, person, shown);
            Assert.Equal(CheckoutState.ForcedBack, _scene.State(checkout));
        }
    }

    /// <summary>What ends the right comes in the middle of those who use it, twice: only one of the two can end it.</summary>
    private static async Task<(int Shown, int Ended)> AtOnce(int many, Func<Task<bool>> use, Func<Task<bool>> end)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var steps = Enumerable
            .Range(0, many)
            .Select(async i =>
            {
                await start.Task;
                var isEnd = i == many / 2 || i == many / 2 + 1;
                return (IsEnd: isEnd, Done: await Task.Run(isEnd ? end : use));
            })
            .ToArray();
        start.SetResult();
        var done = (await Task.WhenAll(steps)).Where(s => s.Done).ToList();
        return (done.Count(d => !d.IsEnd), done.Count(d => d.IsEnd));
    }

    private async Task<bool> Reveal(Actor actor, FreshProof proof)
    {
        var outcome = await Vault
            .Get<Reveal>()
            .Run(actor, proof, _scene.Account.Id, Component.Password, CheckoutScene.Reason());
        return outcome is RevealOutcome.Granted;
    }

    private void AssertShownBefore<TEnd>(int before, Person person, int shown)
    {
        var log = Vault.Log();
        var lines = log.Skip(before).ToList();
        var revealed = lines.Where(l => l.Event is SecretRevealed && l.Actor == person.Id).ToList();
        var end = Assert.Single(lines, l => l.Event is TEnd);
        Assert.Equal(shown, revealed.Count);
        Assert.All(revealed, l => Assert.True(l.Sequence < end.Sequence, $"{l.Sequence} after {end.Sequence}"));
        Assert.Equal(Enumerable.Range(0, log.Count).Select(i => (long)i), log.Select(l => l.Sequence));
        Assert.DoesNotContain(log, l => l.Event is TamperingDetected);
    }

    private async Task<(Actor Actor, FreshProof Proof)> Proven(Person person)
    {
        var proof = await _scene.Office.Proof(person, ProofPurpose.UseSecrets, _scene.Account.Id.Value);
        return (await _scene.Office.As(person), proof);
    }
}
