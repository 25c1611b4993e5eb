using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Core.Imports;

/// <summary>What came of proposing an import.</summary>
public abstract record ProposeImportOutcome
{
    private ProposeImportOutcome() { }

    public sealed record Proposed(RegisterImportId Id) : ProposeImportOutcome;

    /// <summary>The register has all of it already.</summary>
    public sealed record NothingNew : ProposeImportOutcome;

    /// <summary>Refused, and logged as refused.</summary>
    public sealed record Refused(GrantRefusal Why) : ProposeImportOutcome;
}

/// <summary>
/// Proposes an import. Until another person confirms it nothing of it is in the register; what it brings is sealed at
/// once, and the file itself is kept nowhere.
/// </summary>
public sealed class ProposeImport(VaultInstance vault, FieldSealer fields, Sealer sealer)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Propose"/> with the import as subject.</param>
    /// <param name="id">Chosen with the draft, so that the proof can name it.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<ProposeImportOutcome> Run(Actor actor, FreshProof? proof, RegisterImportId id, ImportContent content)
    {
        var by = actor.RequirePerson();
        var sealedContent = ImportSealer.Seal(fields, id, content);
        return vault.Writer.Write<ProposeImportOutcome>(
            actor,
            scope =>
            {
                if (Standing.Read(scope.Db, by, scope.Now)?.Holds(OfficeRole.Registrar) != true)
                    return Refuse(scope, GrantRefusal.NotYourRole);
                var plan = PlanImport.Run(RegisterState.Read(scope.Db, scope.Now), fields, sealer, by, content.Rows);
                if (plan.IsEmpty)
                    return new ProposeImportOutcome.NothingNew();
                if (proof?.Use(scope.Actor, ProofPurpose.Propose, id.Value, scope.Now) != true)
                    return Refuse(scope, GrantRefusal.ProofNotFresh);
                var import = RegisterImport.Of(id, content, sealedContent, by, scope.Now);
                scope.Db.Add(import);
                scope.Append(
                    new RegisterImportProposed(id, PrivateText.Of(content.File), import.Accounts, import.Passwords)
                );
                return new ProposeImportOutcome.Proposed(id);
            },
            patience: DecideImport.Patience
        );
    }

    private static ProposeImportOutcome.Refused Refuse(WriteScope scope, GrantRefusal why)
    {
        scope.Append(new RegisterImportAttemptRefused(null, why));
        return new(why);
    }
}
