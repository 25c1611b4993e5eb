using Vault.Core.Custody;
using Vault.Core.Rotations.Connectors;

namespace Vault.TestKit;

/// <summary>A connector that changes nothing anywhere and says what a test wants.</summary>
public sealed class SayingConnector : IRotationConnector
{
    public const string Name = "campus";

    public ConnectorResult Says { get; set; } = new ConnectorResult.Changed();

    /// <summary>It alone.</summary>
    public ConnectorList List =>
        new(new Dictionary<string, IRotationConnector>(StringComparer.Ordinal) { [Name] = this });

    public ConnectorResult Change(ConnectorTarget target, Plaintext current, Plaintext next) => Says;
}
