using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.Core.Tests.Checkouts;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.SignIns;

/// <summary>
/// R12, operation by operation: a second factor counts for the one thing it was given for, in the session it was given in,
/// for five minutes, and where it is said so, once. Each wrong proof is refused by the use case itself, and nothing is done.
/// </summary>
[Trait("R", "R12")]
public sealed class ProofTableTests : IAsyncLifetime
{
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    private ProofOperation _row = null!;
    private ReadyOperation _ready = null!;
    private Session _session = null!;
    private Actor _actor = null!;

    public static TheoryData<string> Operations => [.. ProofOperations.All.Keys];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_ready is not null)
            await _ready.Office.DisposeAsync();
    }

    [Fact]
    public void Every_purpose_has_an_operation() =>
        Assert.Equal(
            Enum.GetValues<ProofPurpose>(),
            ProofOperations.All.Values.Select(o => o.Purpose).Distinct().Order()
        );

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Only_a_proof_for_this_very_thing_counts(string operation)
    {
        await Prepare(operation);
        if (_row.Purpose != ProofPurpose.ChangeOwnSignIn)
            await Refused("none", null);
        await Refused("of another subject", await Proof(_row.Purpose, Guid.NewGuid()));
        if (_ready.Subject is not null)
            await Refused("of no subject", await Proof(_row.Purpose, null));
        foreach (var other in Enum.GetValues<ProofPurpose>().Where(p => p != _row.Purpose))
            await Refused($"for {other}", await Proof(other, _ready.Subject));
        await Refused("of another session of his", await InSessionOf(_ready.By));
        await Refused("of somebody else", await InSessionOf(await Vault.AddPerson("zheng.qi", "郑七")));

        Assert.True(_row.IsDone(await Try(await Proof())), "the right one");
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task It_counts_for_less_than_five_minutes(string operation)
    {
        await Prepare(operation);
        var old = await Proof();
        Vault.Clock.Turn(FreshProof.Lifetime);
        await Refused("five minutes old", old);
        Vault.Clock.Turn(Instant);
        await Refused("older than five minutes", old);
        var inTime = await Proof();
        Vault.Clock.Turn(FreshProof.Lifetime - Instant);

        Assert.True(_row.IsDone(await Try(inTime)), "an instant younger than five minutes");
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task After_signing_out_it_does_not_count(string operation)
    {
        await Prepare(operation);
        var proof = await Proof();
        await Vault.Get<SignOut>().Run(_actor, _session);

        await Refused("of a session that is over", proof);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task It_counts_once_but_for_the_use_of_secrets(string operation)
    {
        await Prepare(operation);
        var proof = await Proof();
        Assert.True(_row.IsDone(await Try(proof)));

        var isGoodAgain = _row.Purpose == ProofPurpose.UseSecrets;
        Assert.Equal(isGoodAgain, proof.Covers(_session.Id, _row.Purpose, _ready.Subject, Vault.Clock.Now));
        var kept = _session.ProofFor(_row.Purpose, _ready.Subject, Vault.Clock.Now);
        Assert.Equal(isGoodAgain, kept is not null);
        var before = Lines();
        // Deciding what is so already takes no proof and leaves no line.
        Assert.True(!_row.IsDone(await Try(proof)) || isGoodAgain || Lines() == before, "used before");
    }

    [Fact]
    public async Task The_factor_of_the_sign_in_serves_the_first_account_and_no_second_one()
    {
        await using var scene = await CheckoutScene.Set(new(CheckoutWay.Direct));
        await scene.Deposit(scene.Zhang, "Canary-7Yq2!vault");
        var first = scene.Account.Id;
        await scene.Turn("示例大学官方微博", "weibo");
        await scene.Appoint(scene.Zhang, AppointmentRole.Custodian);
        await scene.Deposit(scene.Zhang, "Canary-8Zr3!vault");
        var second = scene.Account.Id;
        var (session, actor) = await scene.Vault.SignIn(scene.Zhang);

        Assert.True(await Reveals(first));
        Assert.True(await Reveals(first));
        Assert.Null(Free(second));
        Assert.False(await Reveals(second));

        FreshProof? Free(AccountId account) => session.ProofFor(ProofPurpose.UseSecrets, account.Value, scene.Now);

        async Task<bool> Reveals(AccountId account) =>
            await scene
                .Vault.Get<Reveal>()
                .Run(actor, Free(account), account, Component.Password, CheckoutScene.Reason())
            is RevealOutcome.Granted;
    }

    [Theory]
    [MemberData(nameof(OtherPurposes))]
    public async Task It_serves_nothing_but_the_use_of_secrets(ProofPurpose purpose)
    {
        await using var office = await Office.Open();
        var (session, _) = await office.Vault.SignIn(office.Zhang);

        Assert.Null(session.ProofFor(purpose, office.Account.Id.Value, office.Vault.Clock.Now));
        Assert.Null(session.ProofFor(purpose, null, office.Vault.Clock.Now));
    }

    public static TheoryData<ProofPurpose> OtherPurposes =>
        [.. Enum.GetValues<ProofPurpose>().Where(p => p != ProofPurpose.UseSecrets)];

    private TestVault Vault => _ready.Office.Vault;

    private async Task Prepare(string operation)
    {
        _row = ProofOperations.All[operation];
        _ready = await _row.Prepare();
        (_session, _actor) = await Vault.SignIn(_ready.By);
    }

    private Task<object?> Try(FreshProof? proof) => _ready.Run(_actor, proof);

    /// <summary>For the want of a proof and for nothing else; one line says so, and nothing was done beside it.</summary>
    private async Task Refused(string wrong, FreshProof? proof)
    {
        var before = Lines();
        var outcome = await Try(proof);
        // Two use cases say it with less than a reason.
        var says = outcome is null or false ? nameof(CustodyRefusal.ProofNotFresh) : outcome.ToString();
        Assert.True(says!.Contains(nameof(CustodyRefusal.ProofNotFresh), StringComparison.Ordinal), $"{wrong}: {says}");
        Assert.Equal(before + 1, Lines());
    }

    private Task<FreshProof> Proof() => Proof(_row.Purpose, _ready.Subject);

    private Task<FreshProof> Proof(ProofPurpose purpose, Guid? subject) =>
        Vault.Prove(_session, _actor, subject, purpose);

    private async Task<FreshProof> InSessionOf(Person person)
    {
        var (session, actor) = await Vault.SignIn(person);
        return await Vault.Prove(session, actor, _ready.Subject, _row.Purpose);
    }

    private int Lines()
    {
        using var db = Vault.Read();
        return db.AuditEntries.Count();
    }
}
