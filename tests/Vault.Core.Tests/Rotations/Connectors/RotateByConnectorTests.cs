using System.Text;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.Rotations.Connectors;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Rotations.Connectors;

/// <summary>A connector puts the pending value on the platform and is its second person; broken off, nothing is lost (R73).</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class RotateByConnectorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vault-run-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [NeedsTool("slapd", "slapadd", "ldapwhoami")]
    public async Task A_directory_has_the_new_value_and_it_is_the_one_in_use_and_verified()
    {
        using var server = OpenLdap.Started();
        await using var scene = await ConnectorScene.Set(new LdapConnector(server.Options()));
        await scene.Vault.Write(scope =>
        {
            var (account, why) = (scene.Rotation.Account, RotationReason.DeclaredKnown);
            RotationObligation.Owe(scope, account, Component.Password, 1, why);
        });
        Assert.Single(scene.Rotation.Open());
        var (former, next) = (scene.Rotation.Current()!, scene.Rotation.Pending()!);
        var size = scene.Vault.Log().Count;

        Assert.IsType<ConnectorResult.Changed>(await scene.Result());

        Assert.True(server.LetsIn(ConnectorScene.Login, RotationScene.Second));
        Assert.False(server.LetsIn(ConnectorScene.Login, RotationScene.First));
        var versions = scene.Rotation.Versions();
        Assert.Equal([VersionState.Retired, VersionState.Current], versions.Select(v => v.State));
        Assert.NotNull(versions[1].VerifiedAt);
        Assert.Null(versions[1].VerifiedBy);
        Assert.Empty(scene.Rotation.Open());
        var events = scene.Vault.Log().Skip(size).Select(l => l.Event).ToList();
        Assert.Equal(
            [
                nameof(SecretsHandedToConnector),
                nameof(ConnectorAnswered),
                nameof(SecretApplied),
                nameof(SecretVerifiedByConnector),
            ],
            events.Where(e => e is not Core.SignIns.SecondFactorVerified).Select(e => e.GetType().Name)
        );
        var handed = Assert.Single(events.OfType<SecretsHandedToConnector>());
        Assert.Equal((former.Id, next.Id, ConnectorScene.Name), (handed.FormerId, handed.VersionId, handed.Connector));
        Assert.DoesNotContain(events, e => e is SecretRevealed);
    }

    [NeedsTool("slapd", "slapadd", "ldapwhoami")]
    public async Task A_server_killed_half_way_leaves_both_readable_and_the_next_attempt_finishes()
    {
        using var server = OpenLdap.Started();
        var moment = 0;
        using var wire = new Wire(
            server.Port,
            number =>
            {
                if (number == moment)
                    server.Kill();
            }
        );
        await using var scene = await ConnectorScene.Set(new LdapConnector(server.Options() with { Port = wire.Port }));
        ConnectorResult result;
        do
        {
            // One piece later each time: first nothing has happened yet, then it is half done.
            moment = wire.Count + 1 + Attempts(scene);
            result = await scene.Result();
            server.Kill();
            server.Start();
        } while (result is ConnectorResult.NotChanged);

        Assert.IsType<ConnectorResult.Unknown>(result);
        var said = scene.Vault.Log().Select(l => l.Event).OfType<ConnectorAnswered>().ToList();
        Assert.Equal(ConnectorSaid.Unknown, said[^1].Said);
        Assert.All(said, s => Assert.Equal(AuditOutcome.Failed, s.Outcome));
        Assert.Equal([VersionState.Current, VersionState.Pending], scene.Rotation.Versions().Select(v => v.State));
        // Whoever may use the account reads both: one of them is on the platform.
        foreach (var person in new[] { scene.Rotation.Zhang, scene.Rotation.Li })
        {
            Assert.Equal(RotationScene.First, await Read(scene, person, WhichVersion.Current));
            Assert.Equal(RotationScene.Second, await Read(scene, person, WhichVersion.Pending));
        }

        moment = int.MaxValue;
        Assert.IsType<ConnectorResult.Changed>(await scene.Result());
        Assert.True(server.LetsIn(ConnectorScene.Login, RotationScene.Second));
        Assert.NotNull(scene.Rotation.Current()!.VerifiedAt);
    }

    [UnixFact]
    public async Task What_was_not_changed_stays_pending_and_is_its_setters()
    {
        await using var scene = await ConnectorScene.Set(Program("not-changed"));

        Assert.IsType<ConnectorResult.NotChanged>(await scene.Result());

        Assert.Null(scene.Rotation.Pending()!.AppliedAt);
        var answered = Assert.IsType<ConnectorAnswered>(scene.Vault.LastEvent());
        Assert.Equal((ConnectorSaid.NotChanged, ConnectorFault.NewRefused), (answered.Said, answered.Fault));
    }

    [UnixFact]
    public async Task Who_may_not_is_refused_and_nothing_is_handed_out()
    {
        await using var scene = await ConnectorScene.Set(Program("changed"), isConnected: false);
        var rotation = scene.Rotation;

        scene.AssertRefused(ConnectorRefusal.NoConnection, await scene.Run());
        await scene.Decide();
        scene.AssertRefused(ConnectorRefusal.NotAppointed, await scene.Run(rotation.Office.Registrar));
        scene.AssertRefused(ConnectorRefusal.NotItsSetter, await scene.Run(rotation.Li));
        scene.AssertRefused(ConnectorRefusal.ProofNotFresh, await scene.Run(proven: false));
        scene.AssertRefused(ConnectorRefusal.NotConfigured, await scene.Run(isConfigured: false));
        await scene.Decide(connector: null);
        scene.AssertRefused(ConnectorRefusal.NoConnection, await scene.Run());
        await scene.Decide();
        await rotation.GiveUp(rotation.Zhang);
        scene.AssertRefused(ConnectorRefusal.NothingPending, await scene.Run());

        Assert.DoesNotContain(scene.Vault.Log(), l => l.Event is SecretsHandedToConnector);
    }

    [UnixFact]
    public async Task It_is_asked_once_at_a_time_and_what_was_given_up_meanwhile_does_not_come_into_use()
    {
        var go = Path.Combine(_folder, "go");
        await using var scene = await ConnectorScene.Set(
            Program("changed", $"while [ ! -e {go} ]; do /bin/sleep 0.05; done; ")
        );
        var first = Task.Run(scene.Result);
        while (!scene.Vault.Log().Any(l => l.Event is SecretsHandedToConnector))
            await Task.Delay(20);

        scene.AssertRefused(ConnectorRefusal.Running, await scene.Run());
        RotationScene.Done(await scene.Rotation.GiveUp(scene.Rotation.Zhang));
        await File.WriteAllTextAsync(go, "");

        Assert.IsType<ConnectorResult.Changed>(await first);
        Assert.Equal([VersionState.Current, VersionState.Retired], scene.Rotation.Versions().Select(v => v.State));
        Assert.Equal(ConnectorSaid.Changed, Assert.IsType<ConnectorAnswered>(scene.Vault.LastEvent()).Said);
        Assert.Equal(RotationScene.Second, await Read(scene, scene.Rotation.Zhang, WhichVersion.Retired));
    }

    [UnixFact]
    public async Task A_receipt_opens_the_two_values_it_names_once_and_no_others()
    {
        await using var scene = await ConnectorScene.Set(Program("not-changed"));
        var (former, next) = (scene.Rotation.Current()!, scene.Rotation.Pending()!);
        async Task<AuditReceipt<SecretsHandedToConnector>> Receipt() =>
            await scene.Vault.Writer.Write(
                Actor.System,
                scope =>
                    scope.Append(
                        new SecretsHandedToConnector(
                            next.Account,
                            next.Id,
                            next.Component,
                            next.Version,
                            next.CiphertextHash,
                            former.Id,
                            former.Version,
                            former.CiphertextHash,
                            "campus"
                        )
                    )
            );
        var sealer = scene.Vault.Sealer;
        var receipt = await Receipt();

        Assert.Equal(2, sealer.UseInConnector(former.Sealed!, next.Sealed!, receipt, (_, _) => 2));
        Assert.Throws<InvalidOperationException>(() =>
            sealer.UseInConnector(former.Sealed!, next.Sealed!, receipt, (_, _) => 2)
        );
        var other = await Receipt();
        Assert.Throws<InvalidOperationException>(() =>
            sealer.UseInConnector(next.Sealed!, former.Sealed!, other, (_, _) => 2)
        );
        other = await Receipt();
        Assert.Throws<InvalidOperationException>(() =>
            sealer.UseInConnector(next.Sealed!, next.Sealed!, other, (_, _) => 2)
        );
    }

    private static int Attempts(ConnectorScene scene) => scene.Vault.Log().Count(l => l.Event is ConnectorAnswered);

    private static async Task<string> Read(ConnectorScene scene, Person by, WhichVersion which)
    {
        var granted = Assert.IsType<RevealOutcome.Granted>(await scene.Rotation.Reveal(by, which));
        return scene.Vault.Sealer.Open(granted.Secret, granted.Receipt, s => Encoding.UTF8.GetString(s.Utf8));
    }

    private ExecutableConnector Program(string result, string before = "")
    {
        var file = Path.Combine(_folder, Guid.NewGuid().ToString("N"));
        File.WriteAllText(
            file,
            $"#!/bin/sh\n/bin/cat > /dev/null\n{before}echo '{{\"format\":\"vault-connector/1\",\"result\":\"{result}\"}}'\n"
        );
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new(new(file, TimeSpan.FromSeconds(30)));
    }
}
