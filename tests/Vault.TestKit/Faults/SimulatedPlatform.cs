using System.Text;
using Vault.Core.Custody;
using Vault.Core.Rotations.Connectors;

namespace Vault.TestKit.Faults;

/// <summary>
/// A platform that lets in with one password, which lies in a file beside the vault and outlives the process. It can be
/// driven by a connector, and changes at once or not at all.
/// </summary>
public sealed class SimulatedPlatform(string root) : IRotationConnector
{
    public const string Connector = "platform";

    private readonly string _file = Path.Combine(root, "platform");

    public string Password => File.ReadAllText(_file);

    public ConnectorList Connectors =>
        new(new Dictionary<string, IRotationConnector>(StringComparer.Ordinal) { [Connector] = this });

    public void Set(string password)
    {
        FaultPoints.Reached();
        File.WriteAllText(_file + ".new", password);
        File.Move(_file + ".new", _file, overwrite: true);
        FaultPoints.Reached();
    }

    public ConnectorResult Change(ConnectorTarget target, Plaintext current, Plaintext next)
    {
        var (former, wanted) = (Encoding.UTF8.GetString(current.Utf8), Encoding.UTF8.GetString(next.Utf8));
        if (Password == former)
            Set(wanted);
        return Password == wanted
            ? new ConnectorResult.Changed()
            : new ConnectorResult.Unknown(ConnectorFault.NeitherWorks);
    }
}
