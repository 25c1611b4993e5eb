using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.SignIns;

/// <summary>R12: a proof is for one person, session, purpose and subject, for five minutes.</summary>
public sealed class StepUpTests : SignInRig
{
    private static readonly Guid A = Guid.NewGuid();
    private static readonly Guid B = Guid.NewGuid();

    [Fact]
    public async Task A_right_code_gives_a_proof_the_session_keeps_and_a_line()
    {
        var who = await SignedIn();
        var proof = await Prove(who);
        Assert.Same(proof, who.Session.ProofFor(ProofPurpose.UseSecrets, A, Vault.Clock.Now));
        var line = LastLine();
        Assert.Equal(new SecondFactorVerified(ProofPurpose.UseSecrets, A), line.Event);
        Assert.Equal((Person.Id, who.Session.Id), (line.Actor!.Value, line.Session!.Value));
    }

    [Fact]
    public async Task A_proof_for_one_account_is_none_for_another()
    {
        var who = await SignedIn();
        var proof = await Prove(who);
        Assert.False(proof.Use(who.Actor, ProofPurpose.UseSecrets, B, Vault.Clock.Now));
        Assert.False(proof.Use(who.Actor, ProofPurpose.UseSecrets, null, Vault.Clock.Now));
        Assert.True(proof.Use(who.Actor, ProofPurpose.UseSecrets, A, Vault.Clock.Now));
    }

    [Fact]
    public async Task A_proof_for_one_purpose_is_none_for_another()
    {
        var who = await SignedIn();
        var proof = await Prove(who);
        foreach (var other in Enum.GetValues<ProofPurpose>().Where(p => p != ProofPurpose.UseSecrets))
            Assert.False(proof.Use(who.Actor, other, A, Vault.Clock.Now));
    }

    [Fact]
    public async Task A_proof_of_one_session_is_none_in_another()
    {
        var who = await SignedIn();
        Vault.Clock.Turn(OneStep);
        var other = await SignedIn();
        var proof = await Prove(who);
        Assert.False(proof.Use(other.Actor, ProofPurpose.UseSecrets, A, Vault.Clock.Now));
        Assert.True(proof.Use(who.Actor, ProofPurpose.UseSecrets, A, Vault.Clock.Now));
    }

    [Fact]
    public async Task A_proof_of_one_person_is_none_for_another()
    {
        var who = await SignedIn();
        var proof = await Prove(who);
        var li = await Vault.AddPerson("li.si", "李四");
        var impostor = Actor.Of(li, who.Session.Id, null);
        Assert.False(proof.Use(impostor, ProofPurpose.UseSecrets, A, Vault.Clock.Now));
        await Assert.ThrowsAsync<InvalidOperationException>(() => StepUp((who.Session, impostor), Code()));
    }

    [Fact]
    public async Task A_proof_ends_after_five_minutes()
    {
        var who = await SignedIn();
        var proof = await Prove(who);
        Vault.Clock.Turn(FreshProof.Lifetime - TimeSpan.FromMilliseconds(1));
        Assert.True(proof.Use(who.Actor, ProofPurpose.UseSecrets, A, Vault.Clock.Now));
        Vault.Clock.Turn(TimeSpan.FromMilliseconds(1));
        Assert.False(proof.Use(who.Actor, ProofPurpose.UseSecrets, A, Vault.Clock.Now));
        Assert.Null(who.Session.ProofFor(ProofPurpose.UseSecrets, A, Vault.Clock.Now));
    }

    [Fact]
    public async Task A_proof_from_the_future_counts_for_nothing()
    {
        var who = await SignedIn();
        var proof = await Prove(who);
        Vault.Clock.Turn(TimeSpan.FromMinutes(-1));
        Assert.False(proof.Use(who.Actor, ProofPurpose.UseSecrets, A, Vault.Clock.Now));
    }

    [Fact]
    public async Task A_proof_counts_in_the_millisecond_it_was_given()
    {
        // Real clocks carry more than milliseconds; the writer stamps whole ones.
        Vault.Clock.Turn(TimeSpan.FromTicks(9_999));
        var who = await SignedIn();
        Vault.Clock.Turn(OneStep);
        var outcome = await StepUp(who, Code(), ProofPurpose.ChangeOwnSignIn);
        var proof = Assert.IsType<StepUpOutcome.Proven>(outcome).Proof;
        Assert.NotNull(await Vault.Get<IssueRecoveryCodes>().Run(who.Actor, proof));
    }

    [Fact]
    public async Task The_factor_of_the_sign_in_counts_in_the_millisecond_it_was_given()
    {
        Vault.Clock.Turn(TimeSpan.FromTicks(9_999));
        var who = await SignedIn();
        var proof = who.Session.ProofFor(ProofPurpose.UseSecrets, A, Vault.Clock.Now);
        Assert.True(proof!.Use(who.Actor, ProofPurpose.UseSecrets, A, Vault.Clock.StampNow()));
    }

    [Fact]
    public async Task A_proof_ends_with_its_session()
    {
        var who = await SignedIn();
        var proof = await Prove(who);
        await Vault.Get<SignOut>().Run(who.Actor, who.Session);
        Assert.False(proof.Use(who.Actor, ProofPurpose.UseSecrets, A, Vault.Clock.Now));
        Assert.Null(who.Session.ProofFor(ProofPurpose.UseSecrets, A, Vault.Clock.Now));
        Assert.False(who.Session.HasProofFor(ProofPurpose.UseSecrets, A, Vault.Clock.Now));
    }

    [Theory]
    [InlineData(ProofPurpose.UseSecrets, true)]
    [InlineData(ProofPurpose.Propose, false)]
    [InlineData(ProofPurpose.Confirm, false)]
    [InlineData(ProofPurpose.ChangeOwnSignIn, false)]
    [InlineData(ProofPurpose.Export, false)]
    [InlineData(ProofPurpose.Administer, false)]
    public async Task For_granting_and_changing_a_proof_is_good_once(ProofPurpose purpose, bool again)
    {
        var who = await SignedIn();
        var proof = await Prove(who, purpose);
        Assert.True(proof.Use(who.Actor, purpose, A, Vault.Clock.Now));
        Assert.Equal(again, proof.Use(who.Actor, purpose, A, Vault.Clock.Now));
        Assert.Equal(again, who.Session.ProofFor(purpose, A, Vault.Clock.Now) is not null);
    }

    [Fact]
    public async Task The_factor_of_the_sign_in_counts_once_for_the_first_account()
    {
        var (session, actor) = await SignedIn();
        var now = Vault.Clock.Now;
        Assert.True(session.HasProofFor(ProofPurpose.UseSecrets, B, now));
        Assert.True(session.HasProofFor(ProofPurpose.UseSecrets, A, now));
        Assert.Null(session.ProofFor(ProofPurpose.Confirm, A, now));
        var proof = session.ProofFor(ProofPurpose.UseSecrets, A, now);
        Assert.True(proof!.Use(actor, ProofPurpose.UseSecrets, A, now));
        Assert.False(session.HasProofFor(ProofPurpose.UseSecrets, B, now));
        Assert.Null(session.ProofFor(ProofPurpose.UseSecrets, B, now));
        Assert.NotNull(session.ProofFor(ProofPurpose.UseSecrets, A, now));
        Vault.Clock.Turn(FreshProof.Lifetime);
        Assert.Null(session.ProofFor(ProofPurpose.UseSecrets, A, Vault.Clock.Now));
    }

    [Fact]
    public async Task The_factor_of_the_sign_in_is_stale_after_five_minutes()
    {
        var (session, _) = await SignedIn();
        Vault.Clock.Turn(FreshProof.Lifetime);
        Assert.False(session.HasProofFor(ProofPurpose.UseSecrets, A, Vault.Clock.Now));
        Assert.Null(session.ProofFor(ProofPurpose.UseSecrets, A, Vault.Clock.Now));
    }

    [Fact]
    public async Task A_reveal_of_B_is_refused_with_the_proof_of_A()
    {
        var a = await Account("示例大学招生办");
        var b = await Account("示例大学图书馆");
        var who = await SignedIn();
        Vault.Clock.Turn(OneStep);
        var proven = Assert.IsType<StepUpOutcome.Proven>(
            await StepUp(who, Code(), ProofPurpose.UseSecrets, a.Id.Value)
        );
        Assert.True(Reason.TryParse("发布招生简章", out var reason, out _));
        var reveal = Vault.Get<Reveal>();
        var refused = await reveal.Run(who.Actor, proven.Proof, b.Id, Component.Password, reason);
        Assert.Equal(CustodyRefusal.ProofNotFresh, Assert.IsType<RevealOutcome.Refused>(refused).Why);
        Assert.IsType<RevealOutcome.Granted>(
            await reveal.Run(who.Actor, proven.Proof, a.Id, Component.Password, reason)
        );
    }

    private async Task<Account> Account(string name)
    {
        var account = await Vault.AddAccount(name);
        await Vault.Appoint(Person, account);
        var (session, actor) = await Vault.SignIn(Person);
        var proof = await Vault.Prove(session, actor, account.Id.Value);
        var value = System.Text.Encoding.UTF8.GetBytes("value of " + name);
        var deposit = Vault.Get<Deposit>();
        await deposit.Run(actor, proof, account.Id, Component.Password, value, ValueOrigin.Typed);
        return account;
    }

    private async Task<FreshProof> Prove(
        (Session Session, Actor Actor) who,
        ProofPurpose purpose = ProofPurpose.UseSecrets
    )
    {
        Vault.Clock.Turn(OneStep);
        return Assert.IsType<StepUpOutcome.Proven>(await StepUp(who, Code(), purpose, A)).Proof;
    }
}
