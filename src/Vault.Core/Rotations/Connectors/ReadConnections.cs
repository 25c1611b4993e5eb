using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Core.Rotations.Connectors;

/// <summary>What was decided for one component of an account.</summary>
/// <param name="Connector">Its name in the configuration of the host, which may no longer have it.</param>
public sealed record ConnectionLine(Component Component, string Connector, string Login);

/// <summary>Which connectors change what of an account, and who signs in there: for the security administrator.</summary>
public sealed class ReadConnections(VaultDb db, FieldSealer fields)
{
    /// <returns>Those that are in force.</returns>
    /// <exception cref="Audit.TamperedRowException">A row is not the attested one, or was removed.</exception>
    public IReadOnlyList<ConnectionLine> Run(AccountId account) =>
        [
            .. AccountConnection
                .ReadAll(db, account)
                .Where(c => c.Connector is not null)
                .OrderBy(c => c.Component)
                .Select(c => new ConnectionLine(c.Component, c.Connector!, c.Login(fields)!)),
        ];
}
