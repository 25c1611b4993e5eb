using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Custody;

/// <summary>Writes down that a secret whose reveal is in the log did not open after all.</summary>
public sealed class NoteRevealFailure(VaultWriter writer)
{
    public Task Run(Actor actor, SealedSecret secret) =>
        writer.Write(
            actor,
            scope => scope.Append(new RevealFailed(secret.Address.Account, secret.Id, secret.Address.Component))
        );
}
