using Vault.Core.Custody;

namespace Vault.Core.Rotations.Connectors;

/// <summary>The connector that can be asked to change a component, for whoever may ask it. It tells no login name.</summary>
public sealed class FindConnector(VaultDb db, ConnectorList connectors)
{
    /// <returns>Its name; null if none was decided, or the host no longer has it.</returns>
    /// <exception cref="Audit.TamperedRowException">A row is not the attested one, or was removed.</exception>
    public string? Run(AccountId account, Component component)
    {
        var name = AccountConnection.ReadAll(db, account).Find(c => c.Component == component)?.Connector;
        return name is not null && connectors.Has(name) ? name : null;
    }
}
