using System.Collections.Concurrent;
using Vault.Core.Custody;

namespace Vault.Core.Rotations.Connectors;

/// <summary>Which components a connector is asked about this moment: two at once would take each other's password away.</summary>
public sealed class ConnectorRuns
{
    private readonly ConcurrentDictionary<(AccountId, Component), byte> _running = new();

    internal bool Begin(AccountId account, Component component) => _running.TryAdd((account, component), 0);

    internal void End(AccountId account, Component component) => _running.TryRemove((account, component), out _);
}
