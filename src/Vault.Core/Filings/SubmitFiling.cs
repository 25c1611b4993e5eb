using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Filings;

/// <summary>报送备案: the scan of the signed and stamped form goes to the office.</summary>
public sealed class SubmitFiling(VaultInstance vault, FieldSealer fields)
{
    /// <param name="bytes">The file as it was sent.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public async Task<FilingOutcome> Run(Actor actor, FilingId id, byte[] bytes)
    {
        var scan = FilingScanId.New();
        // Sealed before the writer is asked: megabytes keep nobody waiting.
        var content = ScanFile.TryTell(bytes, out var kind, out var fault)
            ? FilingScanContent.Of(scan, FilingText.SealScan(fields, scan, bytes))
            : null;
        return await vault.Writer.Write(
            actor,
            scope =>
                FilingSteps.Take(
                    scope,
                    id,
                    FilingStep.Submit,
                    facts =>
                    {
                        if (content is null)
                            return new FilingOutcome.FaultyFile(fault!.Value);
                        var form = facts.NewestForm!;
                        scope.Db.Add(
                            FilingScan.Of(scan, form, kind!.Value, bytes.Length, actor.RequirePerson(), scope.Now)
                        );
                        scope.Db.Add(content);
                        facts.Filing.Submit(form, scan);
                        scope.Append(
                            new FilingSubmitted(facts.Filing.Account, id, scan, kind.Value, bytes.Length, form.Revision)
                        );
                        return new FilingOutcome.Done(id);
                    }
                )
        );
    }
}
