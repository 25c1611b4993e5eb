using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.People;

/// <summary>The link of a confirmed invitation or reset (R10).</summary>
public sealed class IssueLinkTests : IAsyncLifetime
{
    private Office _office = null!;
    private Person _newcomer = null!;

    public async Task InitializeAsync()
    {
        _office = await Office.Open();
        _newcomer = await _office.Newcomer();
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task A_confirmed_invitation_carries_links_until_one_is_followed()
    {
        var id = await Invited();

        var first = Issued(await Issue(_office.Registrar, id));
        var second = Issued(await Issue(_office.OtherRegistrar, id));

        Assert.False(IsLive(first.Token));
        Assert.True(IsLive(second.Token));
        Assert.Equal(_office.Vault.Clock.Now.AddMinutes(60), second.ExpiresAt);
        Assert.Equal(2, _office.Vault.Log().Count(l => l.Event is InvitationIssued));
        await _office.GiveSignIn(_newcomer);
        Assert.Equal(LinkRefusal.Accepted, Refusal(await Issue(_office.Registrar, id)));
        Assert.IsType<InvitationLinkRefused>(_office.Vault.LastEvent());
    }

    [Fact]
    public async Task Before_it_is_confirmed_there_is_no_link()
    {
        var id = await _office.Proposed(_office.Registrar, new GrantRequest.ForInvitation(_newcomer.Id));
        Assert.Equal(LinkRefusal.NotConfirmed, Refusal(await Issue(_office.Registrar, id)));

        await _office.Decide(_office.Registrar, id, new ProposalStep.Withdraw());

        Assert.Equal(LinkRefusal.NotConfirmed, Refusal(await Issue(_office.Registrar, id)));
    }

    [Fact]
    public async Task Other_grants_lead_to_no_link()
    {
        var id = await _office.Proposed(
            _office.Security,
            new GrantRequest.ForRole(_office.Zhang.Id, OfficeRole.Reviewer)
        );
        await _office.Confirm(_office.Registrar, id);

        Assert.Equal(LinkRefusal.NotConfirmed, Refusal(await Issue(_office.Registrar, id)));
    }

    [Fact]
    public async Task The_proposer_and_registrars_issue_it_and_never_its_beneficiary()
    {
        var id = await _office.Proposed(_office.Security, new GrantRequest.ForFactorReset(_office.OtherRegistrar.Id));
        await _office.Confirm(_office.Registrar, id);
        foreach (
            var other in new[]
            {
                _office.OtherSecurity,
                _office.System,
                _office.Reviewer,
                _office.Zhang,
                _office.OtherRegistrar,
            }
        )
            Assert.Equal(LinkRefusal.NotYourRole, Refusal(await Issue(other, id)));

        Issued(await Issue(_office.Security, id));
        Issued(await Issue(_office.Registrar, id));
    }

    [Fact]
    public async Task A_reset_is_used_up_by_the_password_set_since()
    {
        var id = await _office.Proposed(_office.Registrar, new GrantRequest.ForFactorReset(_office.Zhang.Id));
        _office.Vault.Clock.Turn(TimeSpan.FromMinutes(1));
        await _office.Confirm(_office.Security, id);
        Issued(await Issue(_office.Registrar, id));
        _office.Vault.Clock.Turn(TimeSpan.FromMinutes(1));
        await _office.Vault.Write(scope =>
        {
            SignInRows.CredentialOf(scope.Db, _office.Zhang.Id)!.Change([4], scope.Now);
            scope.Append(new PasswordChanged(_office.Zhang.Id));
        });

        Assert.Equal(LinkRefusal.Accepted, Refusal(await Issue(_office.Registrar, id)));
    }

    [Fact]
    public async Task A_confirmation_carries_no_links_for_ever()
    {
        var id = await Invited();
        _office.Vault.Clock.Turn(IssueLink.Window - TimeSpan.FromSeconds(1));
        Issued(await Issue(_office.Registrar, id));

        _office.Vault.Clock.Turn(TimeSpan.FromSeconds(1));

        Assert.Equal(LinkRefusal.Lapsed, Refusal(await Issue(_office.Registrar, id)));
    }

    [Fact]
    public async Task A_disabled_person_is_let_in_by_no_link()
    {
        var id = await Invited();
        await _office.Vault.Write(scope =>
        {
            Standing.Read(scope.Db, _newcomer.Id, scope.Now)!.Person.Disable(scope.Now);
            scope.Append(new PersonDisabled(_newcomer.Id));
        });

        Assert.Equal(LinkRefusal.PersonDisabled, Refusal(await Issue(_office.Registrar, id)));
    }

    [Fact]
    public async Task No_link_is_issued_without_a_second_factor()
    {
        var id = await Invited();
        var outcome = await _office.Vault.Get<IssueLink>().Run(await _office.As(_office.Registrar), null, id);

        Assert.Equal(LinkRefusal.ProofNotFresh, Refusal(outcome));
        Assert.IsType<LinkOutcome.NotFound>(await Issue(_office.Registrar, ProposalId.New()));
    }

    private async Task<ProposalId> Invited()
    {
        var id = await _office.Proposed(_office.Registrar, new GrantRequest.ForInvitation(_newcomer.Id));
        Assert.IsType<DecideOutcome.Done>(await _office.Confirm(_office.Security, id));
        return id;
    }

    private async Task<LinkOutcome> Issue(Person by, ProposalId id) =>
        await _office
            .Vault.Get<IssueLink>()
            .Run(await _office.As(by), await _office.Proof(by, ProofPurpose.Administer, id.Value), id);

    private bool IsLive(string token)
    {
        using var db = _office.Vault.Read();
        return IssueInvitation.Find(db, token)!.IsLive(_office.Vault.Clock.Now);
    }

    private static LinkOutcome.Issued Issued(LinkOutcome outcome) => Assert.IsType<LinkOutcome.Issued>(outcome);

    private static LinkRefusal Refusal(LinkOutcome outcome) => Assert.IsType<LinkOutcome.Refused>(outcome).Why;
}
