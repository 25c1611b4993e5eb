using System.Text;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Checkouts;

/// <summary>
/// R27: so many secrets and codes one person is shown within an hour and no more, over all accounts; the next one is
/// refused and the alarm raised, once.
/// </summary>
[Trait("R", "R27")]
public sealed class VolumeLimitTests : IAsyncLifetime
{
    private const int Limit = UseTerms.FewestUses;

    private CheckoutScene _scene = null!;
    private AccountId _first;
    private AccountId _second;

    public async Task InitializeAsync()
    {
        _scene = await CheckoutScene.Set(new(IsExclusive: false));
        _first = _scene.Account.Id;
        await Deposit(Component.Password, "Canary-7Yq2!vault");
        await _scene.Turn("示例大学官方微博", "weibo");
        await _scene.Appoint(_scene.Zhang, AppointmentRole.Custodian);
        await _scene.Appoint(_scene.Li, AppointmentRole.Administrator);
        await _scene.Decide(new(IsExclusive: false));
        _second = _scene.Account.Id;
        await Deposit(Component.Password, "Canary-8Zr3!vault");
        await Deposit(Component.TotpSeed, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP");
        Assert.IsType<UsePolicyOutcome.Decided>(await Decide(new(Limit)));
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task Secrets_and_codes_of_all_accounts_count_together_and_one_more_is_refused()
    {
        await Show(_first, 2);
        await Show(_second, 2);
        Assert.IsType<IssueCodeOutcome.Granted>(await Code(_scene.Zhang));

        AssertRefused(await Reveal(_scene.Zhang, _first));
        AssertRefused(await Code(_scene.Zhang));

        Assert.Equal((4, 1, 2), (Lines<SecretRevealed>(), Lines<CodeIssued>(), Lines<CustodyRefused>()));
        // Somebody else is another matter.
        Assert.IsType<RevealOutcome.Granted>(await Reveal(_scene.Li, _first));
    }

    [Fact]
    public async Task What_is_refused_and_what_is_copied_is_not_counted()
    {
        var shown = Assert.IsType<RevealOutcome.Granted>(await Reveal(_scene.Zhang, _first)).Secret;
        for (var i = 0; i < 2 * Limit; i++)
        {
            Assert.True(await Copy(shown));
            Assert.IsType<RevealOutcome.Refused>(await Reveal(_scene.Zhang, _first, Component.AppSecret));
        }

        await Show(_first, Limit - 1);
        AssertRefused(await Reveal(_scene.Zhang, _first));
        Assert.True(await Copy(shown));
    }

    [Fact]
    public async Task The_hour_slides()
    {
        var began = _scene.Now;
        await Show(_first, 1);
        _scene.Vault.Clock.Turn(TimeSpan.FromMinutes(30));
        await Show(_first, Limit - 1);

        var refused = Assert.IsType<RevealOutcome.Refused>(await Reveal(_scene.Zhang, _first));
        Assert.Equal(began.AddHours(1), refused.Again);
        _scene.Vault.Clock.Turn(TimeSpan.FromMinutes(30) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(began.AddHours(1), Assert.IsType<RevealOutcome.Refused>(await Reveal(_scene.Zhang, _first)).Again);
        _scene.Vault.Clock.Turn(TimeSpan.FromMilliseconds(1));
        await Show(_first, 1);
        Assert.Equal(
            began.AddMinutes(90),
            Assert.IsType<RevealOutcome.Refused>(await Reveal(_scene.Zhang, _first)).Again
        );
    }

    [Fact]
    public async Task The_alarm_is_raised_once_per_person_and_hour()
    {
        await Show(_first, Limit);
        for (var i = 0; i < 3; i++)
            AssertRefused(await Reveal(_scene.Zhang, _first));
        for (var i = 0; i < Limit; i++)
            Assert.IsType<RevealOutcome.Granted>(await Reveal(_scene.Li, _first));
        AssertRefused(await Reveal(_scene.Li, _first));

        var alarms = Alarms();
        Assert.Equal([_scene.Zhang.Id, _scene.Li.Id], alarms.Select(a => a.Person));
        Assert.All(alarms, a => Assert.Equal((Limit, _scene.Now.AddHours(1)), (a.Limit, a.Again)));

        _scene.Vault.Clock.Turn(TimeSpan.FromHours(1));
        await Show(_first, Limit);
        AssertRefused(await Reveal(_scene.Zhang, _first));
        Assert.Equal(3, Alarms().Count);
    }

    [Fact]
    public async Task A_restart_forgets_nothing()
    {
        await Show(_first, Limit);
        AssertRefused(await Reveal(_scene.Zhang, _first));
        await _scene.Vault.Reopen();

        AssertRefused(await Reveal(_scene.Zhang, _first));

        Assert.Single(Alarms());
        _scene.Vault.Clock.Turn(TimeSpan.FromHours(1));
        await Show(_first, 1);
    }

    [Fact]
    public async Task A_clock_that_was_ahead_keeps_nobody_out_for_longer_than_an_hour()
    {
        _scene.Vault.Clock.Turn(TimeSpan.FromDays(400));
        await Show(_first, Limit);
        _scene.Vault.Clock.Turn(TimeSpan.FromDays(-400));
        await Show(_second, Limit);
        AssertRefused(await Reveal(_scene.Zhang, _second));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    public async Task Of_many_at_once_no_more_pass_than_may(int many)
    {
        await Show(_first, 1);
        var actor = await _scene.Office.As(_scene.Zhang);
        var proofs = new Dictionary<AccountId, FreshProof>();
        foreach (var account in new[] { _first, _second })
            proofs[account] = await _scene.Office.Proof(_scene.Zhang, ProofPurpose.UseSecrets, account.Value);
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = Enumerable
            .Range(0, many)
            .Select(async i =>
            {
                await start.Task;
                return (i % 3) switch
                {
                    0 => await At(_first) is RevealOutcome.Granted,
                    1 => await At(_second) is RevealOutcome.Granted,
                    _ => await _scene
                        .Vault.Get<IssueCode>()
                        .Run(actor, proofs[_second], _second, CheckoutScene.Reason()) is IssueCodeOutcome.Granted,
                };
            })
            .ToArray();
        start.SetResult();

        var granted = (await Task.WhenAll(all)).Count(g => g);

        Assert.Equal(Limit - 1, granted);
        Assert.Equal(Limit, Lines<SecretRevealed>() + Lines<CodeIssued>());
        Assert.Equal(many - granted, Lines<CustodyRefused>());
        Assert.Single(Alarms());

        Task<RevealOutcome> At(AccountId account) =>
            _scene.Vault.Get<Reveal>().Run(actor, proofs[account], account, Component.Password, CheckoutScene.Reason());
    }

    [Theory]
    [InlineData(UseTerms.FewestUses - 1, false)]
    [InlineData(UseTerms.FewestUses + 1, true)]
    [InlineData(UseTerms.MostUses, true)]
    [InlineData(UseTerms.MostUses + 1, false)]
    public async Task The_limit_has_limits(int limit, bool isSound)
    {
        var outcome = await Decide(new(limit));

        using var db = _scene.Vault.Read();
        Assert.Equal(isSound, outcome is UsePolicyOutcome.Decided);
        Assert.Equal(isSound ? limit : Limit, UsePolicy.Read(db).UsesPerHour);
        Assert.Equal(isSound ? 2 : 1, Lines<UsePolicyDecided>());
    }

    [Fact]
    public async Task Lowered_it_counts_for_the_hour_behind_as_well()
    {
        await Decide(new(2 * Limit));
        await Show(_first, Limit + 1);
        await Decide(new(Limit));

        AssertRefused(await Reveal(_scene.Zhang, _first));
    }

    [Fact]
    public async Task Only_a_security_administrator_decides_it_and_only_with_a_fresh_factor()
    {
        foreach (var other in new[] { _scene.Office.System, _scene.Office.Registrar, _scene.Zhang })
            Assert.IsType<UsePolicyOutcome.NotYourRole>(await Decide(new(50), other));
        var actor = await _scene.Office.As(_scene.Office.Security);
        Assert.IsType<UsePolicyOutcome.ProofNotFresh>(
            await _scene.Vault.Get<DecideUsePolicy>().Run(actor, null, new(50))
        );

        Assert.Equal((1, 4), (Lines<UsePolicyDecided>(), Lines<AccessRefused>()));
    }

    [Fact]
    public void Until_somebody_decides_it_is_thirty() => Assert.Equal(30, new UseTerms().UsesPerHour);

    private int Lines<TEvent>() => _scene.Lines<TEvent>();

    private List<VolumeLimitReached> Alarms() =>
        [.. _scene.Vault.Log().Select(l => l.Event).OfType<VolumeLimitReached>()];

    private static void AssertRefused(object outcome) =>
        Assert.Equal(
            CustodyRefusal.TooMany,
            outcome is IssueCodeOutcome.Refused code ? code.Why : Assert.IsType<RevealOutcome.Refused>(outcome).Why
        );

    private async Task<UsePolicyOutcome> Decide(UseTerms terms, Person? by = null)
    {
        var who = by ?? _scene.Office.Security;
        var proof = await _scene.Office.Proof(who, ProofPurpose.Administer, who.Id.Value);
        return await _scene.Vault.Get<DecideUsePolicy>().Run(await _scene.Office.As(who), proof, terms);
    }

    private async Task Show(AccountId account, int times)
    {
        for (var i = 0; i < times; i++)
            Assert.IsType<RevealOutcome.Granted>(await Reveal(_scene.Zhang, account));
    }

    private Task<FreshProof> Proof(Person person, AccountId account) =>
        _scene.Office.Proof(person, ProofPurpose.UseSecrets, account.Value);

    private async Task<RevealOutcome> Reveal(
        Person person,
        AccountId account,
        Component component = Component.Password
    ) =>
        await _scene
            .Vault.Get<Reveal>()
            .Run(
                await _scene.Office.As(person),
                await Proof(person, account),
                account,
                component,
                CheckoutScene.Reason()
            );

    private async Task<IssueCodeOutcome> Code(Person person) =>
        await _scene
            .Vault.Get<IssueCode>()
            .Run(await _scene.Office.As(person), await Proof(person, _second), _second, CheckoutScene.Reason());

    private async Task<bool> Copy(SealedSecret shown) =>
        await _scene
            .Vault.Get<CopySecret>()
            .Run(
                await _scene.Office.As(_scene.Zhang),
                await Proof(_scene.Zhang, _first),
                _first,
                Component.Password,
                shown.Id
            );

    private async Task Deposit(Component component, string value)
    {
        var (account, bytes) = (_scene.Account.Id, Encoding.UTF8.GetBytes(value));
        var (actor, proof) = (await _scene.Office.As(_scene.Zhang), await Proof(_scene.Zhang, account));
        var outcome = await _scene.Vault.Get<Deposit>().Run(actor, proof, account, component, bytes, ValueOrigin.Typed);
        Assert.IsType<DepositOutcome.Deposited>(outcome);
    }
}
