using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Evidence;

/// <summary>What came of asking for the log as a file.</summary>
public abstract record ExportLogOutcome
{
    private ExportLogOutcome() { }

    /// <summary>The line of the export is durable.</summary>
    public sealed record Exported(LogExport Export) : ExportLogOutcome;

    /// <summary>Not this person's to take; the attempt is logged.</summary>
    public sealed record Refused : ExportLogOutcome;

    /// <summary>The second factor does not count, or no longer; the attempt is logged.</summary>
    public sealed record ProofNotFresh : ExportLogOutcome;
}

/// <summary>
/// The whole log as one file that can be verified without the vault. It is out of the vault's reach then, so it takes a
/// second factor of its own and is a line of its own (R12, R32, R50).
/// </summary>
public sealed class ExportLog(VaultInstance vault)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Export"/>; it is used up.</param>
    /// <param name="withTexts">Whether the sealed names and reasons go with it, opened.</param>
    /// <exception cref="VaultUnavailableException">The log took no line: nothing may leave.</exception>
    /// <exception cref="LogDamagedException">The stored log is not the one that was signed before.</exception>
    public async Task<ExportLogOutcome> Run(Actor actor, FreshProof? proof, bool withTexts)
    {
        var person = actor.RequirePerson();
        // Signed before its line is written, so that the line names what is in the file; it leaves after it.
        var head = vault.Signer.Sign();
        return await vault.Writer.Write<ExportLogOutcome>(
            actor,
            scope =>
            {
                if (!LogReading.IsReviewer(scope.Db, person, scope.Now))
                    return Refuse(scope, new ExportLogOutcome.Refused());
                if (proof?.Use(actor, ProofPurpose.Export, null, scope.Now) != true)
                    return Refuse(scope, new ExportLogOutcome.ProofNotFresh());
                scope.Append(new LogExported(head.Head.Size, head.Head.Root, withTexts));
                return new ExportLogOutcome.Exported(new LogExport(vault, head, withTexts));
            }
        );
    }

    private static ExportLogOutcome Refuse(WriteScope scope, ExportLogOutcome why)
    {
        scope.Append(new AccessRefused("log export", null));
        return why;
    }
}
