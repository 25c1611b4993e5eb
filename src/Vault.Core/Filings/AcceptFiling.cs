using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.Text;

namespace Vault.Core.Filings;

/// <summary>受理: the office accepts what was sent in, under a number and day.</summary>
public sealed class AcceptFiling(VaultInstance vault)
{
    /// <param name="proof">Fresh for <see cref="ProofPurpose.Approve"/> of this filing; it is used up.</param>
    /// <param name="receipt">备案号, as the office writes it on the paper.</param>
    /// <param name="on">The day on the receipt: not before the change, not in the future.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<FilingOutcome> Run(Actor actor, FreshProof? proof, FilingId id, string? receipt, DateOnly? on) =>
        vault.Writer.Write(
            actor,
            scope =>
                FilingSteps.Take(
                    scope,
                    id,
                    FilingStep.Accept,
                    facts =>
                    {
                        var filing = facts.Filing;
                        var isNumber = NameText.TryParse(receipt, Filing.ReceiptLimit, out var number, out _);
                        var isDay =
                            on >= OrganisationTime.DayOf(filing.OpenedAt) && on <= OrganisationTime.DayOf(scope.Now);
                        if (!isNumber || !isDay)
                            return new FilingOutcome.FaultyReceipt(!isNumber, !isDay);
                        if (!FilingSteps.Proves(scope, proof, ProofPurpose.Approve, id))
                            return FilingSteps.Refuse(scope, filing, FilingStep.Accept, FilingRefusal.ProofNotFresh);
                        var form = facts.Forms.Single(f => f.Id == filing.Form);
                        filing.Accept(actor.RequirePerson(), number!, on!.Value, scope.Now);
                        scope.Append(
                            new FilingAccepted(
                                filing.Account,
                                id,
                                PrivateText.Of(number!),
                                on.Value,
                                form.Revision,
                                form.Sha256
                            )
                        );
                        return new FilingOutcome.Done(id);
                    }
                )
        );
}
