using System.Security.Cryptography;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.SignIns;

/// <summary>
/// R07, R12, R14, R17: what the vault makes of a passkey's answer that was verified, or was not. The verification itself
/// is tested with the pages (<c>PasskeyUseTests</c>).
/// </summary>
public sealed class PasskeyTests : SignInRig
{
    private static readonly Guid Subject = Guid.NewGuid();

    [Fact]
    public async Task An_answer_signs_in_and_leaves_the_passkey_used()
    {
        var passkey = await Added();
        var outcome = await SignInWith(passkey, count: 7);
        var session = Assert.IsType<SignInOutcome.SignedIn>(outcome).Session;
        Assert.Equal(Person.Id, session.Person);
        Assert.Equal([nameof(PasskeyUsed), nameof(SignedIn)], Vault.Log()[^2..].Select(l => l.Event.GetType().Name));
        var row = Row(passkey.Id);
        Assert.Equal((7, Vault.Clock.StampNow()), (row.SignCount, row.LastUsedAt));
        Assert.Equal(0, Count().InARow);
    }

    [Fact]
    public async Task The_passkey_of_the_sign_in_counts_once_for_the_first_account()
    {
        var passkey = await Added();
        var session = Assert.IsType<SignInOutcome.SignedIn>(await SignInWith(passkey, 1)).Session;
        Assert.NotNull(session.ProofFor(ProofPurpose.UseSecrets, Subject, Vault.Clock.Now));
        Assert.Null(session.ProofFor(ProofPurpose.UseSecrets, Guid.NewGuid(), Vault.Clock.Now));
    }

    [Theory]
    [InlineData(5, 5, false)]
    [InlineData(5, 4, false)]
    [InlineData(5, 0, false)]
    [InlineData(5, 6, true)]
    [InlineData(0, 0, true)]
    [InlineData(0, 1, true)]
    public async Task A_counter_that_does_not_go_on_is_refused_as_a_copy(int before, int now, bool isRight)
    {
        var passkey = await Added(before);
        var outcome = await SignInWith(passkey, now);
        Assert.Equal(isRight, outcome is SignInOutcome.SignedIn);
        Assert.Equal(isRight ? 0 : 1, Events<PasskeyCopySuspected>().Count);
        Assert.Equal(isRight ? 0 : 1, Count().InARow);
        Assert.Equal(isRight ? now : before, Row(passkey.Id).SignCount);
    }

    [Fact]
    public async Task Of_two_answers_with_one_count_one_is_right()
    {
        var passkey = await Added();
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => SignInWith(passkey, count: 1)))
        );
        // Those that are counted fifth and later have to wait and are not judged at all.
        Assert.Single(outcomes.OfType<SignInOutcome.SignedIn>());
        Assert.Single(Events<PasskeyUsed>());
    }

    [Fact]
    public async Task An_answer_that_did_not_verify_is_counted_and_logged()
    {
        var passkey = await Added();
        IsRefused(await Vault.Get<SignInWithPasskey>().Run(passkey.CredentialId, None, null, "test"));
        Assert.Equal(new SignInFailed(Person.Id, FailedFactor.Passkey, 1), LastLine().Event);
        Assert.Null(LastLine().Actor);
        Assert.Equal(1, Count().InARow);
    }

    [Fact]
    public async Task After_five_failures_a_passkey_waits_and_is_not_even_verified()
    {
        var passkey = await Added();
        for (var i = 0; i < FailureCount.FirstDelayed; i++)
            await Vault.Get<SignInWithPasskey>().Run(passkey.CredentialId, None, null, "test");
        var asked = false;
        var outcome = await Vault
            .Get<SignInWithPasskey>()
            .Run(
                passkey.CredentialId,
                () =>
                {
                    asked = true;
                    return Answer(passkey, 1);
                },
                null,
                "test"
            );
        IsRefused(outcome);
        Assert.False(asked);
        IsRefused(await SignIn(Code()));
        Vault.Clock.Turn(FailureCount.FirstDelay);
        IsIn(await SignInWith(passkey, 2));
    }

    [Fact]
    public async Task An_answer_of_another_passkey_than_was_named_is_refused()
    {
        var named = await Added();
        var other = await Added();
        IsRefused(await Vault.Get<SignInWithPasskey>().Run(named.CredentialId, () => Answer(other, 1), null, "test"));
        Assert.Empty(Events<PasskeyUsed>());
    }

    [Fact]
    public async Task A_removed_passkey_signs_nobody_in_and_steps_nobody_up()
    {
        var passkey = await Added();
        var who = await SignedIn();
        Assert.Equal(RemovePasskeyOutcome.Removed, await Remove(who, passkey.Id));
        IsRefused(await SignInWith(passkey, 1));
        Assert.IsType<StepUpOutcome.Wrong>(await StepUpWith(who, passkey, 1));
        Assert.Equal(RemovePasskeyOutcome.NotFound, await Remove(who, passkey.Id));
    }

    [Fact]
    public async Task A_passkey_proves_one_purpose_and_subject_in_its_session()
    {
        var passkey = await Added();
        var who = await SignedIn();
        var proof = Assert.IsType<StepUpOutcome.Proven>(await StepUpWith(who, passkey, 1)).Proof;
        var now = Vault.Clock.Now;
        Assert.Equal(new SecondFactorVerified(ProofPurpose.Confirm, Subject), LastLine().Event);
        Assert.False(proof.Use(who.Actor, ProofPurpose.Confirm, Guid.NewGuid(), now));
        Assert.False(proof.Use(who.Actor, ProofPurpose.Propose, Subject, now));
        Vault.Clock.Turn(OneStep);
        Assert.False(proof.Use((await SignedIn()).Actor, ProofPurpose.Confirm, Subject, now));
        Assert.True(proof.Use(who.Actor, ProofPurpose.Confirm, Subject, Vault.Clock.Now));
        Assert.False(proof.Use(who.Actor, ProofPurpose.Confirm, Subject, Vault.Clock.Now));
    }

    [Fact]
    public async Task Another_persons_passkey_is_no_second_factor()
    {
        var passkey = await Added();
        var li = await Vault.AddPerson("li.si", "李四");
        var (session, actor) = await Vault.SignIn(li);
        Assert.IsType<StepUpOutcome.Wrong>(await StepUpWith((session, actor), passkey, 1));
        Assert.Equal(new SignInFailed(li.Id, FailedFactor.Passkey, 1), LastLine().Event);
        Assert.Null(Row(passkey.Id).LastUsedAt);
    }

    [Fact]
    public async Task Adding_and_removing_take_a_fresh_second_factor_for_that()
    {
        var who = await SignedIn();
        var stale = await Vault.Prove(who.Session, who.Actor, null, ProofPurpose.ChangeOwnSignIn);
        Vault.Clock.Turn(FreshProof.Lifetime);
        Assert.Equal(AddPasskeyOutcome.ProofNotFresh, await Add(who, stale, Made()));
        var other = await Vault.Prove(who.Session, who.Actor, null, ProofPurpose.Export);
        Assert.Equal(AddPasskeyOutcome.ProofNotFresh, await Add(who, other, Made()));
        Assert.IsType<OwnChangeRefused>(LastLine().Event);
        var passkey = await Added();
        var remove = Vault.Get<RemovePasskey>();
        Assert.Equal(RemovePasskeyOutcome.ProofNotFresh, await remove.Run(who.Actor, who.Session, other, passkey.Id));
        Assert.IsType<OwnChangeRefused>(LastLine().Event);
        Assert.True(Row(passkey.Id).IsLive);
    }

    [Fact]
    public async Task A_person_has_ten_passkeys_at_most_and_each_is_known_once()
    {
        var who = await SignedIn();
        var first = Made();
        for (var i = 0; i < AddPasskey.Limit; i++)
            Assert.Equal(AddPasskeyOutcome.Added, await AddFresh(who, i == 0 ? first : Made()));
        Assert.Equal(AddPasskeyOutcome.TooMany, await AddFresh(who, Made()));
        Assert.Equal(AddPasskeyOutcome.Known, await AddFresh(who, first));
        Assert.Equal(AddPasskeyOutcome.NotVerified, await AddFresh(who, null));
        Assert.Equal(AddPasskey.Limit, Events<PasskeyAdded>().Count);
    }

    [Fact]
    public async Task Passkeys_end_when_the_sign_in_is_taken_away_or_reset()
    {
        await using var office = await Office.Open();
        var vault = office.Vault;
        await vault.Write(scope =>
        {
            foreach (var person in new[] { office.Zhang, office.Li })
                scope.Db.Add(Passkey.Of(PasskeyId.New(), person.Id, Made(), [1], scope.Now));
            scope.Append(new PasskeyAdded(PasskeyId.New(), office.Li.Id, PrivateText.Of("电脑")));
        });
        var by = office.Registrar;
        var proof = await office.Proof(by, ProofPurpose.Administer, office.Zhang.Id.Value);
        await vault.Get<DisablePerson>().Run(await office.As(by), proof, office.Zhang.Id);
        await vault.Write(scope => EndPasskeys.Of(scope, office.Li.Id));
        Assert.Equal(
            [new PasskeysEnded(office.Zhang.Id, 1), new PasskeysEnded(office.Li.Id, 1)],
            vault.Log().Select(l => l.Event).OfType<PasskeysEnded>()
        );
        using var db = vault.Read();
        Assert.All(db.Set<Passkey>().AsEnumerable(), p => Assert.False(p.IsLive));
    }

    [Fact]
    public async Task Whoever_sets_his_sign_in_anew_has_no_passkeys_left()
    {
        var passkey = await Added();
        Vault.Clock.Turn(OneStep);
        var token = "";
        await Vault.Write(scope => token = IssueInvitation.Invite(scope, Person.Id, InvitationPurpose.Reset).Token);
        await Vault.Get<BeginEnrolment>().Run(token, SignInKit.Password);
        var seed = Vault.Get<OpenInvitation>().Run(token)!.Enrolling!;
        var code = Core.Custody.Totp.Compute(
            SimpleBase.Base32.Rfc4648.Decode(seed.Base32()),
            Core.Custody.TotpParameters.Standard,
            Vault.Clock.Now
        );
        Assert.IsType<AcceptInvitationOutcome.Accepted>(await Vault.Get<AcceptInvitation>().Run(token, code, null));
        Assert.False(Row(passkey.Id).IsLive);
        IsRefused(await SignInWith(passkey, 1));
    }

    private async Task<Passkey> Added(long count = 0)
    {
        var made = Made() with { SignCount = count };
        var id = PasskeyId.New();
        var name = Vault.Get<FieldSealer>().Seal("passkey", id.Value, "办公室电脑");
        var passkey = Passkey.Of(id, Person.Id, made, name, Vault.Clock.StampNow());
        await Vault.Write(scope =>
        {
            scope.Db.Add(passkey);
            scope.Append(new PasskeyAdded(passkey.Id, Person.Id, PrivateText.Of("办公室电脑")));
        });
        return passkey;
    }

    private static NewPasskey Made() =>
        new(RandomNumberGenerator.GetBytes(16), [4, 5, 6], 0, "vault.example.edu.cn", "internal", false, false);

    private Task<SignInOutcome> SignInWith(Passkey passkey, long count) =>
        Vault.Get<SignInWithPasskey>().Run(passkey.CredentialId, () => Answer(passkey, count), "192.0.2.7", "test");

    private Task<StepUpOutcome> StepUpWith((Session Session, Actor Actor) who, Passkey passkey, long count) =>
        Vault
            .Get<StepUpWithPasskey>()
            .Run(who.Actor, who.Session, ProofPurpose.Confirm, Subject, () => Answer(passkey, count));

    private async Task<RemovePasskeyOutcome> Remove((Session Session, Actor Actor) who, PasskeyId id)
    {
        var proof = await Vault.Prove(who.Session, who.Actor, null, ProofPurpose.ChangeOwnSignIn);
        return await Vault.Get<RemovePasskey>().Run(who.Actor, who.Session, proof, id);
    }

    private Task<AddPasskeyOutcome> Add((Session Session, Actor Actor) who, FreshProof proof, NewPasskey? made) =>
        Vault.Get<AddPasskey>().Run(who.Actor, who.Session, proof, made, "电脑");

    private async Task<AddPasskeyOutcome> AddFresh((Session Session, Actor Actor) who, NewPasskey? made) =>
        await Add(who, await Vault.Prove(who.Session, who.Actor, null, ProofPurpose.ChangeOwnSignIn), made);

    private Passkey Row(PasskeyId id)
    {
        using var db = Vault.Read();
        return SignInRows.PasskeyOf(db, id)!;
    }

    private static Task<PasskeyAssertion?> Answer(Passkey passkey, long count) =>
        Task.FromResult<PasskeyAssertion?>(new PasskeyAssertion(passkey.Id, count, false));

    private static Task<PasskeyAssertion?> None() => Task.FromResult<PasskeyAssertion?>(null);
}
