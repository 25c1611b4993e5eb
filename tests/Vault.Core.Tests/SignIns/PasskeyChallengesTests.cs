using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.SignIns;

/// <summary>R12: a challenge is answered once, in time, and for what it was made for.</summary>
public sealed class PasskeyChallengesTests : IAsyncLifetime
{
    private static readonly PasskeyRequest SignIn = new PasskeyRequest.SignIn();

    private TestVault _vault = null!;
    private PasskeyChallenges _challenges = null!;

    public async Task InitializeAsync()
    {
        _vault = await TestVault.Founded();
        _challenges = _vault.Get<PasskeyChallenges>();
    }

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Fact]
    public void It_is_answered_once()
    {
        var ticket = _challenges.Offer(SignIn, "state");
        Assert.Equal("state", _challenges.Take(SignIn, ticket));
        Assert.Null(_challenges.Take(SignIn, ticket));
    }

    [Fact]
    public void Many_at_once_take_it_once()
    {
        var ticket = _challenges.Offer(SignIn, "state");
        var taken = 0;
        Parallel.For(0, 64, _ => Interlocked.Add(ref taken, _challenges.Take(SignIn, ticket) is null ? 0 : 1));
        Assert.Equal(1, taken);
    }

    [Fact]
    public void It_is_too_old_after_five_minutes_and_never_from_the_future()
    {
        var late = _challenges.Offer(SignIn, "state");
        _vault.Clock.Turn(PasskeyChallenges.Lifetime);
        Assert.Null(_challenges.Take(SignIn, late));
        var early = _challenges.Offer(SignIn, "state");
        _vault.Clock.Turn(TimeSpan.FromSeconds(-1));
        Assert.Null(_challenges.Take(SignIn, early));
    }

    [Fact]
    public void For_anything_else_it_is_used_up_and_gives_nothing()
    {
        var (session, subject) = (SessionId.New(), Guid.NewGuid());
        var made = new PasskeyRequest.StepUp(session, ProofPurpose.UseSecrets, subject);
        PasskeyRequest[] others =
        [
            SignIn,
            new PasskeyRequest.Add(session),
            made with
            {
                Session = SessionId.New(),
            },
            made with
            {
                Purpose = ProofPurpose.Confirm,
            },
            made with
            {
                Subject = Guid.NewGuid(),
            },
            made with
            {
                Subject = null,
            },
        ];
        foreach (var other in others)
        {
            var ticket = _challenges.Offer(made, "state");
            Assert.Null(_challenges.Take(other, ticket));
            Assert.Null(_challenges.Take(made, ticket));
        }
        Assert.Equal("state", _challenges.Take(made with { }, _challenges.Offer(made, "state")));
    }

    [Fact]
    public void Whoever_asks_for_ever_so_many_fills_no_memory()
    {
        var first = _challenges.Offer(SignIn, "first");
        for (var i = 0; i < PasskeyChallenges.Limit; i++)
            _challenges.Offer(SignIn, "more");
        Assert.Null(_challenges.Take(SignIn, first));
        Assert.NotNull(_challenges.Take(SignIn, _challenges.Offer(SignIn, "newest")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public void An_unknown_ticket_gives_nothing(string? ticket) => Assert.Null(_challenges.Take(SignIn, ticket));
}
