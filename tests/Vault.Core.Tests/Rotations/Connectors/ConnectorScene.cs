using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations.Connectors;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Rotations.Connectors;

/// <summary>Zhang has generated a new password beside the one in use, and the host has one connector, <c>campus</c>.</summary>
internal sealed class ConnectorScene : IAsyncDisposable
{
    public const string Name = "campus";
    public const string Login = "zhaosheng";

    private readonly ConnectorList _connectors;
    private readonly ConnectorRuns _runs = new();

    private ConnectorScene(RotationScene rotation, IRotationConnector connector)
    {
        Rotation = rotation;
        _connectors = new(new Dictionary<string, IRotationConnector>(StringComparer.Ordinal) { [Name] = connector });
    }

    public RotationScene Rotation { get; }

    public TestVault Vault => Rotation.Vault;

    public static async Task<ConnectorScene> Set(IRotationConnector connector, bool isConnected = true)
    {
        var scene = new ConnectorScene(await RotationScene.Set(), connector);
        var pending = await scene.Rotation.Deposit(
            scene.Rotation.Zhang,
            RotationScene.Second,
            origin: ValueOrigin.Generated
        );
        RotationScene.Deposited(pending);
        if (isConnected)
            Assert.IsType<ConnectionOutcome.Decided>(await scene.Decide());
        return scene;
    }

    public async Task<ConnectionOutcome> Decide(
        string? connector = Name,
        string? login = Login,
        Person? by = null,
        Component component = Component.Password,
        bool proven = true
    )
    {
        var (session, actor) = await Rotation.SignedIn(by ?? Rotation.Office.Security);
        var proof = proven ? await Vault.Prove(session, actor, Rotation.Account.Value, ProofPurpose.Administer) : null;
        var decide = new DecideConnection(Vault.Instance, Vault.Get<FieldSealer>(), _connectors);
        return await decide.Run(actor, proof, Rotation.Account, component, connector, login);
    }

    public async Task<RotateByConnectorOutcome> Run(Person? by = null, bool proven = true, bool isConfigured = true)
    {
        var (session, actor) = await Rotation.SignedIn(by ?? Rotation.Zhang);
        var proof = proven ? await Vault.Prove(session, actor, Rotation.Account.Value) : null;
        var rotate = new RotateByConnector(
            Vault.Instance,
            Vault.Get<FieldSealer>(),
            Vault.Sealer,
            isConfigured ? _connectors : ConnectorList.None,
            _runs
        );
        return await rotate.Run(actor, proof, Rotation.Account, Component.Password);
    }

    public async Task<ConnectorResult> Result() => Assert.IsType<RotateByConnectorOutcome.Answered>(await Run()).Result;

    public void AssertRefused(ConnectorRefusal why, RotateByConnectorOutcome outcome)
    {
        if (why == ConnectorRefusal.NotAppointed)
            Assert.IsType<RotateByConnectorOutcome.NotFound>(outcome);
        else
            Assert.Equal(why, Assert.IsType<RotateByConnectorOutcome.Refused>(outcome).Why);
        Assert.Equal(why, Vault.Log().Select(l => l.Event).OfType<ConnectorRefused>().Last().Why);
    }

    public ValueTask DisposeAsync() => Rotation.DisposeAsync();
}
