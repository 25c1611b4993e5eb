using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Conventions;

/// <summary>
/// Illegal states that a compiler cannot see and the types refuse while running, whatever the rules before them said
/// (R24, R28). Saving past the writer is refused in <c>Audit/VaultWriterTests</c>.
/// </summary>
public sealed class RefusedAtRunTimeTests
{
    private static readonly PersonId Proposer = PersonId.New();
    private static readonly PersonId Beneficiary = PersonId.New();
    private static readonly PersonId Third = PersonId.New();
    private static readonly DateTimeOffset At = new TestClock().Now;

    public static TheoryData<ProposalDecision, string, bool> Deciders =>
        new()
        {
            { ProposalDecision.Confirmed, nameof(Proposer), false },
            { ProposalDecision.Confirmed, nameof(Beneficiary), false },
            { ProposalDecision.Confirmed, nameof(Third), true },
            { ProposalDecision.Refused, nameof(Proposer), false },
            { ProposalDecision.Refused, nameof(Beneficiary), false },
            { ProposalDecision.Refused, nameof(Third), true },
            { ProposalDecision.Withdrawn, nameof(Proposer), true },
            { ProposalDecision.Withdrawn, nameof(Beneficiary), false },
            { ProposalDecision.Withdrawn, nameof(Third), false },
        };

    [Theory]
    [MemberData(nameof(Deciders))]
    public void A_proposal_takes_no_decision_of_its_proposer_or_beneficiary(
        ProposalDecision decision,
        string who,
        bool taken
    )
    {
        var proposal = Proposal.OfInvitation(Beneficiary, Proposer, At);
        var by = who switch
        {
            nameof(Proposer) => Proposer,
            nameof(Beneficiary) => Beneficiary,
            _ => Third,
        };

        var e = Record.Exception(() => proposal.Decide(decision, by, At));

        Assert.Equal(taken, e is null);
        Assert.Equal(taken ? decision : null, proposal.Decision);
        Assert.Equal(!taken, e is InvalidOperationException);
    }

    [Fact]
    public void A_proposal_is_decided_once()
    {
        var proposal = Proposal.OfInvitation(Beneficiary, Proposer, At);
        proposal.Decide(ProposalDecision.Refused, Third, At);

        Assert.Throws<InvalidOperationException>(() => proposal.Decide(ProposalDecision.Confirmed, Third, At));
        Assert.Equal(ProposalDecision.Refused, proposal.Decision);
    }

    [Fact]
    public void What_is_written_of_a_secret_or_a_code_by_mistake_is_not_its_value()
    {
        var secret = Plaintext.From("Canary-7Yq2!vault"u8);
        var code = new IssuedCode("123456", "654321", At, 30);

        Assert.Equal("[secret]", secret.ToString());
        Assert.Equal("[code]", $"{code}");
    }

    [Fact]
    public void A_user_name_that_was_never_parsed_has_no_text() =>
        Assert.Throws<InvalidOperationException>(() => default(UserName).Text);

    [Fact]
    public void The_vault_itself_and_a_stranger_are_no_person()
    {
        Assert.Throws<InvalidOperationException>(() => Actor.System.RequirePerson());
        Assert.Throws<InvalidOperationException>(() => Actor.Anonymous("127.0.0.1").RequirePerson());
    }
}
