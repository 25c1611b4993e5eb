using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.Text;

namespace Vault.Core.Checkouts;

/// <summary>What came of deciding about the list of purposes.</summary>
public abstract record PurposeOutcome
{
    private PurposeOutcome() { }

    /// <summary>It is so now; nothing was written if it was so already.</summary>
    public sealed record Decided : PurposeOutcome;

    /// <summary>Policies are the security administrator's. Refused, and logged as refused.</summary>
    public sealed record NotYourRole : PurposeOutcome;

    /// <summary>Refused, and logged as refused.</summary>
    public sealed record ProofNotFresh : PurposeOutcome;

    /// <summary>Nobody can be called so; nothing was decided.</summary>
    public sealed record Faulty(NameFault Fault) : PurposeOutcome;

    /// <summary>Another one, perhaps one that is offered no more, has this name in one of the languages.</summary>
    public sealed record Taken : PurposeOutcome;

    /// <summary>Whoever asks has to have something to choose from: the last one stays.</summary>
    public sealed record LastOne : PurposeOutcome;

    /// <summary>The list has no such purpose.</summary>
    public sealed record NotFound : PurposeOutcome;
}

/// <summary>What the two ways of changing the list have in common: whose it is, and the factor.</summary>
internal static class PurposeChange
{
    public static Task<PurposeOutcome> Run(
        VaultInstance vault,
        Actor actor,
        string useCase,
        Func<WriteScope, PurposeList, PurposeOutcome> decide
    )
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write(
            actor,
            scope =>
            {
                var outcome =
                    Standing.Read(scope.Db, by, scope.Now)?.Holds(OfficeRole.SecurityAdministrator) == true
                        ? decide(scope, new PurposeList(scope.Db))
                        : new PurposeOutcome.NotYourRole();
                if (outcome is PurposeOutcome.NotYourRole or PurposeOutcome.ProofNotFresh)
                    scope.Append(new AccessRefused(useCase, null));
                return outcome;
            }
        );
    }

    /// <summary>Uses up the proof; the last guard, so that a mistake does not cost a code.</summary>
    public static bool IsProven(WriteScope scope, FreshProof? proof) =>
        EndRights.Prove(scope, proof, scope.Actor.RequirePerson().Value) is null;
}
