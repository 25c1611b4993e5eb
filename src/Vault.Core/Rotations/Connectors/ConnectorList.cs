namespace Vault.Core.Rotations.Connectors;

/// <summary>What the host has configured, by name. Nothing in the vault adds to it.</summary>
public sealed class ConnectorList
{
    private readonly Dictionary<string, IRotationConnector> _byName;

    internal ConnectorList(IReadOnlyDictionary<string, IRotationConnector> byName) =>
        _byName = new(byName, StringComparer.Ordinal);

    public static ConnectorList None { get; } = new(new Dictionary<string, IRotationConnector>(StringComparer.Ordinal));

    public IReadOnlyList<string> Names => [.. _byName.Keys.Order(StringComparer.Ordinal)];

    public bool Has(string name) => _byName.ContainsKey(name);

    internal IRotationConnector? Find(string name) => _byName.GetValueOrDefault(name);
}
