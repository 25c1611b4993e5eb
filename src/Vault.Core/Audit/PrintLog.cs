using Vault.Core.People;

namespace Vault.Core.Audit;

/// <summary>What came of asking for the log on paper.</summary>
public abstract record PrintLogOutcome
{
    private PrintLogOutcome() { }

    /// <summary>The line of the print is durable.</summary>
    /// <param name="Size">Size of the log before that line.</param>
    /// <param name="Root">Its root hash at that size.</param>
    public sealed record Printed(LogPage Page, long Size, byte[] Root) : PrintLogOutcome;

    /// <summary>Not this person's to print; the attempt is logged.</summary>
    public sealed record Refused : PrintLogOutcome;

    /// <summary>The second factor does not count, or no longer; the attempt is logged.</summary>
    public sealed record ProofNotFresh : PrintLogOutcome;
}

/// <summary>
/// The newest entries of a filter for paper. What is on paper is out of the vault's reach, so it takes a second factor
/// of its own and is a line of its own (R12, R32).
/// </summary>
public sealed class PrintLog(VaultDb db, VaultInstance vault)
{
    /// <summary>Entries of a print at most.</summary>
    public const int PageSize = 500;

    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Export"/>; it is used up.</param>
    /// <exception cref="VaultUnavailableException">The log took no line: nothing may be shown.</exception>
    public async Task<PrintLogOutcome> Run(Actor actor, FreshProof? proof, LogFilter filter)
    {
        var person = actor.RequirePerson();
        var (size, root) = vault.Log.Head();
        // The paper names this size, so nothing newer stands on it.
        var page = await new LogReader(db, vault).Page(filter, new LogPosition(Before: size), PageSize);
        return await vault.Writer.Write<PrintLogOutcome>(
            actor,
            scope =>
            {
                if (!LogReading.IsReviewer(scope.Db, person, scope.Now))
                    return Refuse(scope, new PrintLogOutcome.Refused());
                if (proof?.Use(actor, ProofPurpose.Export, null, scope.Now) != true)
                    return Refuse(scope, new PrintLogOutcome.ProofNotFresh());
                scope.Append(LogPrinted.Of(filter, page.Entries, size, root));
                return new PrintLogOutcome.Printed(page, size, root);
            }
        );
    }

    private static PrintLogOutcome Refuse(WriteScope scope, PrintLogOutcome why)
    {
        scope.Append(new AccessRefused("log print", null));
        return why;
    }
}
