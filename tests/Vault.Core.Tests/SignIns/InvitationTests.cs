using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.SignIns;

/// <summary>R02, R05, R10, R24: a link for one person, one purpose, one hour and one use, that goes around no factor.</summary>
public sealed class InvitationTests : IAsyncLifetime
{
    private TestVault _vault = null!;
    private Person _person = null!;

    public async Task InitializeAsync()
    {
        _vault = await TestVault.Founded();
        _person = await _vault.AddPerson("zhang.san", "张三");
    }

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Fact]
    public async Task Taken_up_it_gives_password_factor_and_ten_recovery_codes_together()
    {
        var (invitation, token) = await Invite();
        var codes = await Accept(token);
        Assert.Equal(10, codes.Distinct().Count());
        Assert.Equal(
            [new InvitationAccepted(invitation.Id, _person.Id), new SecondFactorEnrolled(_person.Id)],
            _vault.Log().TakeLast(3).Take(2).Select(l => l.Event)
        );
        Assert.Equal(new RecoveryCodesIssued(_person.Id, 10), _vault.Log()[^1].Event);
        Assert.IsType<SignInOutcome.SignedIn>(await SignIn(codes[0]));
    }

    [Fact]
    public async Task Before_the_code_is_confirmed_nothing_is_valid()
    {
        var (_, token) = await Invite();
        await Begin(token);
        using var db = _vault.Read();
        Assert.Null(SignInRows.CredentialOf(db, _person.Id));
        Assert.IsType<SignInOutcome.Refused>(await SignIn(CodeOf(token)));
        Assert.IsType<AcceptInvitationOutcome.WrongCode>(await Confirm(token, "000000x"));
        Assert.Null(SignInRows.CredentialOf(db, _person.Id));
    }

    [Fact]
    public async Task The_code_that_confirms_is_used_up()
    {
        var (_, token) = await Invite();
        await Begin(token);
        var code = CodeOf(token);
        Assert.IsType<AcceptInvitationOutcome.Accepted>(await Confirm(token, code));
        Assert.IsType<SignInOutcome.Refused>(await SignIn(code));
    }

    [Theory]
    [InlineData(InvitationPurpose.FirstSignIn)]
    [InlineData(InvitationPurpose.Reset)]
    public async Task It_is_good_once(InvitationPurpose purpose)
    {
        var (_, token) = await Invite(purpose);
        await Accept(token);
        Assert.Null(_vault.Get<OpenInvitation>().Run(token));
        Assert.IsType<BeginEnrolmentOutcome.Gone>(await Begin(token));
        Assert.IsType<AcceptInvitationOutcome.Gone>(await Confirm(token, "123456"));
    }

    [Theory]
    [InlineData(InvitationPurpose.FirstSignIn)]
    [InlineData(InvitationPurpose.Reset)]
    public async Task Eight_at_once_take_it_up_once(InvitationPurpose purpose)
    {
        var (_, token) = await Invite(purpose);
        await Begin(token);
        var code = CodeOf(token);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Confirm(token, code))));
        Assert.Single(outcomes.OfType<AcceptInvitationOutcome.Accepted>());
        Assert.Single(_vault.Log(), l => l.Event is InvitationAccepted);
    }

    [Fact]
    public async Task After_an_hour_it_leads_nowhere_even_half_way()
    {
        var (_, token) = await Invite();
        await Begin(token);
        _vault.Clock.Turn(Invitation.Lifetime - TimeSpan.FromSeconds(1));
        Assert.NotNull(_vault.Get<OpenInvitation>().Run(token));
        _vault.Clock.Turn(TimeSpan.FromSeconds(1));
        Assert.Null(_vault.Get<OpenInvitation>().Run(token));
        Assert.IsType<AcceptInvitationOutcome.Gone>(await Confirm(token, "123456"));
    }

    [Fact]
    public async Task A_newer_one_ends_it()
    {
        var (_, older) = await Invite();
        await Begin(older);
        var (_, newer) = await Invite();
        Assert.Null(_vault.Get<OpenInvitation>().Run(older));
        Assert.IsType<AcceptInvitationOutcome.Gone>(await Confirm(older, CodeOfAny(older)));
        Assert.NotNull(_vault.Get<OpenInvitation>().Run(newer));
    }

    [Fact]
    public async Task It_is_for_its_person_alone()
    {
        var li = await _vault.AddPerson("li.si", "李四");
        var (_, token) = await Invite();
        Assert.Equal(_person.Id, _vault.Get<OpenInvitation>().Run(token)!.Person.Id);
        await Accept(token);
        using var db = _vault.Read();
        Assert.Null(SignInRows.CredentialOf(db, li.Id));
        Assert.Null(SignInRows.FactorOf(db, li.Id));
    }

    [Fact]
    public async Task One_for_a_first_sign_in_is_no_way_around_the_factor_of_somebody_who_has_one()
    {
        var (_, token) = await Invite();
        await Begin(token);
        await _vault.Enrol(_person);
        Assert.Null(_vault.Get<OpenInvitation>().Run(token));
        Assert.IsType<BeginEnrolmentOutcome.Gone>(await Begin(token));
        Assert.IsType<AcceptInvitationOutcome.Gone>(await Confirm(token, CodeOfAny(token)));
        var (_, reset) = await Invite(InvitationPurpose.Reset);
        Assert.NotNull(_vault.Get<OpenInvitation>().Run(reset));
    }

    [Fact]
    public async Task A_reset_replaces_everything_and_ends_every_session()
    {
        var before = await _vault.Enrol(_person, "an older sentence, long enough");
        var (session, _) = await _vault.SignIn(_person);
        var (_, token) = await Invite(InvitationPurpose.Reset);
        Assert.IsType<SignInOutcome.SignedIn>(await SignIn(before.Code(_vault.Clock.Now), before.Password));

        var codes = await Accept(token);

        Assert.False(session.IsLive(_vault.Clock.Now));
        Assert.Empty(_vault.Sessions.Of(_person.Id, _vault.Clock.Now));
        _vault.Clock.Turn(TimeSpan.FromSeconds(60));
        Assert.IsType<SignInOutcome.Refused>(await SignIn(before.Code(_vault.Clock.Now), before.Password));
        Assert.IsType<SignInOutcome.Refused>(await SignIn(before.Code(_vault.Clock.Now)));
        Assert.IsType<SignInOutcome.Refused>(await SignIn(before.RecoveryCodes[0]));
        Assert.IsType<SignInOutcome.SignedIn>(await SignIn(codes[9]));
    }

    [Fact]
    public async Task Opening_one_clears_no_count_and_a_disabled_person_has_none()
    {
        await _vault.Enrol(_person);
        var (_, token) = await Invite(InvitationPurpose.Reset);
        await SignIn("000000x");
        _vault.Get<OpenInvitation>().Run(token);
        await Begin(token);
        using (var db = _vault.Read())
            Assert.Equal(1, SignInRows.CountOf(db, _person.Id)!.InARow);
        await _vault.Write(scope =>
        {
            scope.Db.Set<Person>().Single(p => p.Id == _person.Id).Disable(scope.Now);
            scope.Append(new PersonDisabled(_person.Id));
        });
        Assert.Null(_vault.Get<OpenInvitation>().Run(token));
        Assert.IsType<AcceptInvitationOutcome.Gone>(await Confirm(token, CodeOfAny(token)));
    }

    [Fact]
    public async Task Wrong_codes_are_counted_and_wait_like_everywhere()
    {
        var (_, token) = await Invite();
        await Begin(token);
        for (var i = 0; i < 5; i++)
            Assert.IsType<AcceptInvitationOutcome.WrongCode>(await Confirm(token, "000000x"));
        Assert.IsType<AcceptInvitationOutcome.Delayed>(await Confirm(token, CodeOf(token)));
        Assert.Equal(5, _vault.Log().Count(l => l.Event is SignInFailed { Factor: FailedFactor.Invitation }));
        _vault.Clock.Turn(TimeSpan.FromSeconds(30));
        Assert.IsType<AcceptInvitationOutcome.Accepted>(await Confirm(token, CodeOf(token)));
    }

    [Theory]
    [InlineData("short", PasswordRefusal.TooShort)]
    [InlineData("password password password", PasswordRefusal.HoldsProductWord)]
    [InlineData("my name is zhang.san today", PasswordRefusal.HoldsUserName)]
    [InlineData("this is 张三 and only me 77", PasswordRefusal.HoldsPersonName)]
    [InlineData("we love 示例大学 very much", PasswordRefusal.HoldsOrganisation)]
    [InlineData("qwertyuiopasdfghjkl", PasswordRefusal.Guessable)]
    public async Task A_poor_password_is_refused_with_the_reason(string password, PasswordRefusal why)
    {
        var (_, token) = await Invite();
        var outcome = await _vault.Get<BeginEnrolment>().Run(token, password);
        Assert.Contains(why, Assert.IsType<BeginEnrolmentOutcome.PasswordRefused>(outcome).Reasons);
        Assert.Null(_vault.Get<OpenInvitation>().Run(token)!.Enrolling);
    }

    [Fact]
    public async Task The_token_has_128_bits_and_stands_nowhere()
    {
        var (invitation, token) = await Invite();
        Assert.Matches("^[0-9a-f]{32}$", token);
        Assert.Equal(32, invitation.TokenHash.Length);
        var database = await File.ReadAllBytesAsync(_vault.DatabaseFile);
        var wal = await File.ReadAllBytesAsync(_vault.DatabaseFile + "-wal");
        foreach (var bytes in new[] { database, wal })
        {
            Assert.Equal(-1, bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(token)));
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Convert.FromHexString(token)));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("' OR 1=1 --")]
    public async Task Another_token_opens_nothing_and_is_only_counted(string? token)
    {
        await Invite();
        var lines = _vault.Log().Count;
        Assert.Null(_vault.Get<OpenInvitation>().Run(token));
        Assert.IsType<BeginEnrolmentOutcome.Gone>(await Begin(token!));
        Assert.Equal(lines, _vault.Log().Count);
        await _vault.Get<AnonymousRefusals>().WriteDown();
        Assert.Equal(2, Assert.IsType<AnonymousRefusalsCounted>(_vault.Log()[^1].Event).Count);
    }

    [Fact]
    public async Task A_reset_is_overtaken_by_a_password_the_person_sets_himself()
    {
        await _vault.Enrol(_person);
        var (_, token) = await Invite(InvitationPurpose.Reset);
        Assert.NotNull(_vault.Get<OpenInvitation>().Run(token));
        _vault.Clock.Turn(TimeSpan.FromMinutes(1));
        await _vault.Write(scope =>
        {
            SignInRows.CredentialOf(scope.Db, _person.Id)!.Change([1, 2, 3], scope.Now);
            scope.Append(new PasswordChanged(_person.Id));
        });
        Assert.Null(_vault.Get<OpenInvitation>().Run(token));
        Assert.IsType<BeginEnrolmentOutcome.Gone>(await Begin(token));
    }

    [Fact]
    public async Task Taking_it_up_ends_every_session_with_a_line_in_the_same_command()
    {
        await _vault.Enrol(_person);
        var (session, _) = await _vault.SignIn(_person);
        var (invitation, token) = await Invite(InvitationPurpose.Reset);
        await Accept(token);
        Assert.True(session.HasEnded);
        Assert.Equal(
            [
                new InvitationAccepted(invitation.Id, _person.Id),
                new SecondFactorEnrolled(_person.Id),
                new SessionsEnded(_person.Id, 1),
                new RecoveryCodesIssued(_person.Id, 10),
            ],
            _vault.Log().TakeLast(4).Select(l => l.Event)
        );
    }

    [Fact]
    public async Task One_ended_or_prolonged_by_SQL_is_refused()
    {
        var (_, token) = await Invite();
        _vault.Sql("UPDATE invitations SET ExpiresAt = ExpiresAt + 86400000");
        Assert.Throws<TamperedRowException>(() => _vault.Get<OpenInvitation>().Run(token));
    }

    private async Task<(Invitation Invitation, string Token)> Invite(
        InvitationPurpose purpose = InvitationPurpose.FirstSignIn
    )
    {
        (Invitation Invitation, string Token) issued = default;
        await _vault.Write(scope => issued = IssueInvitation.Invite(scope, _person.Id, purpose));
        return issued;
    }

    private Task<BeginEnrolmentOutcome> Begin(string token) =>
        _vault.Get<BeginEnrolment>().Run(token, SignInKit.Password);

    private Task<AcceptInvitationOutcome> Confirm(string token, string code) =>
        _vault.Get<AcceptInvitation>().Run(token, code, "192.0.2.7");

    private async Task<IReadOnlyList<string>> Accept(string token)
    {
        Assert.IsType<BeginEnrolmentOutcome.Begun>(await Begin(token));
        return Assert.IsType<AcceptInvitationOutcome.Accepted>(await Confirm(token, CodeOf(token))).RecoveryCodes;
    }

    /// <summary>The code of the seed being enrolled; the invitation must still be good.</summary>
    private string CodeOf(string token) => CodeOf(_vault.Get<OpenInvitation>().Run(token)!.Enrolling!);

    /// <summary>The same for an invitation that leads nowhere any more.</summary>
    private string CodeOfAny(string token)
    {
        using var db = _vault.Read();
        var seed = _vault.Get<PendingSeeds>().Find(IssueInvitation.Find(db, token)!.Id.Value);
        return CodeOf(seed!);
    }

    private string CodeOf(PendingSeed seed) =>
        Totp.Compute(SimpleBase.Base32.Rfc4648.Decode(seed.Base32()), TotpParameters.Standard, _vault.Clock.Now);

    private Task<SignInOutcome> SignIn(string code, string password = SignInKit.Password) =>
        _vault.Get<SignInWithFactors>().Run("zhang.san", password, code, "192.0.2.7", "test");
}
