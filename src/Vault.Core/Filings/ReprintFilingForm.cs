using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Filings;

/// <summary>Shows a form as it was printed once, whatever has become of the register; a disclosure like the first one.</summary>
public sealed class ReprintFilingForm(VaultInstance vault, FieldSealer fields)
{
    /// <inheritdoc cref="PrintFilingForm.Run"/>
    public Task<FilingOutcome> Run(Actor actor, FreshProof? proof, FilingId id, int revision) =>
        vault.Writer.Write(
            actor,
            scope =>
                FilingSteps.Take(
                    scope,
                    id,
                    FilingStep.Reprint,
                    facts =>
                    {
                        if (facts.Forms.FirstOrDefault(f => f.Revision == revision) is not { } form)
                            return new FilingOutcome.NotFound();
                        if (!FilingSteps.Proves(scope, proof, ProofPurpose.Export, id))
                            return FilingSteps.Refuse(
                                scope,
                                facts.Filing,
                                FilingStep.Reprint,
                                FilingRefusal.ProofNotFresh
                            );
                        var content = FilingText.Form(fields, form);
                        scope.Append(new FilingFormReprinted(facts.Filing.Account, id, revision));
                        return new FilingOutcome.Paper(
                            new(facts.Filing, form, content, FiledBefore.Read(scope.Db, fields, facts.Filing))
                        );
                    }
                )
        );
}
