using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.Text;

namespace Vault.Core.Filings;

/// <summary>退回: the office sends back what was sent in, with a reason; the form is printed or scanned anew.</summary>
public sealed class SendFilingBack(VaultInstance vault, FieldSealer fields)
{
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<FilingOutcome> Run(Actor actor, FilingId id, Reason why) =>
        vault.Writer.Write(
            actor,
            scope =>
                FilingSteps.Take(
                    scope,
                    id,
                    FilingStep.SendBack,
                    facts =>
                    {
                        facts.Filing.SendBack(FilingText.SealReturn(fields, id, why.Text), scope.Now);
                        scope.Append(new FilingSentBack(facts.Filing.Account, id, PrivateText.Of(why.Text)));
                        return new FilingOutcome.Done(id);
                    }
                )
        );
}
