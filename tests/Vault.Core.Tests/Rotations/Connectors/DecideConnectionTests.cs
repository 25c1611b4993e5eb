using System.Text;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations.Connectors;
using Vault.Core.Text;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Rotations.Connectors;

/// <summary>The security administrator decides which connector gets the values, and nobody else (R21, R24, R48).</summary>
public sealed class DecideConnectionTests : IAsyncLifetime
{
    private ConnectorScene _scene = null!;

    public async Task InitializeAsync() =>
        _scene = await ConnectorScene.Set(
            new ExecutableConnector(new("/nowhere", TimeSpan.FromSeconds(1))),
            isConnected: false
        );

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task What_is_decided_is_a_line_and_the_same_again_is_none()
    {
        Assert.IsType<ConnectionOutcome.Decided>(await _scene.Decide(login: "  zhaosheng "));

        var line = _scene.Vault.Log()[^1];
        var decided = Assert.IsType<ConnectionDecided>(line.Event);
        Assert.Equal((Component.Password, ConnectorScene.Name), (decided.Component, decided.Connector));
        Assert.Equal(_scene.Rotation.Office.Security.Id, line.Actor);
        Assert.Single(line.Rows);
        var row = Assert.Single(Rows());
        Assert.Equal("zhaosheng", row.Login(_scene.Vault.Get<FieldSealer>()));
        Assert.IsType<ConnectionOutcome.Decided>(await _scene.Decide(proven: false));
        Assert.Equal(line.Sequence, _scene.Vault.Log().Last(l => l.Event is ConnectionDecided).Sequence);

        Assert.IsType<ConnectionOutcome.Decided>(await _scene.Decide(connector: null, login: "不读"));
        row = Assert.Single(Rows());
        Assert.Equal((null, null), (row.Connector, row.SealedLogin));
        Assert.Null(Assert.IsType<ConnectionDecided>(_scene.Vault.LastEvent()).Login);
    }

    [Fact]
    public async Task Nobody_else_decides_and_the_attempt_is_a_line()
    {
        var office = _scene.Rotation.Office;
        foreach (var other in new[] { office.Registrar, office.System, office.Reviewer, _scene.Rotation.Zhang })
        {
            Assert.IsType<ConnectionOutcome.NotYourRole>(await _scene.Decide(by: other));
            Assert.Equal(nameof(DecideConnection), Assert.IsType<AccessRefused>(_scene.Vault.LastEvent()).Endpoint);
        }
        Assert.IsType<ConnectionOutcome.ProofNotFresh>(await _scene.Decide(proven: false));
        Assert.IsType<ConnectionOutcome.NotConfigured>(await _scene.Decide(connector: "other"));
        Assert.IsType<ConnectionOutcome.NotFound>(await _scene.Decide(component: Component.Note));
        Assert.Equal(
            NameFault.Missing,
            Assert.IsType<ConnectionOutcome.LoginFaulty>(await _scene.Decide(login: " ")).Why
        );
        Assert.Equal(
            NameFault.TooLong,
            Assert.IsType<ConnectionOutcome.LoginFaulty>(await _scene.Decide(login: new string('a', 101))).Why
        );
        Assert.Empty(Rows());
    }

    [Theory]
    [InlineData("UPDATE account_connections SET Connector = 'other'")]
    [InlineData("UPDATE account_connections SET SealedLogin = x'00'")]
    [InlineData("DELETE FROM account_connections")]
    public async Task One_that_was_changed_or_removed_hands_nothing_out(string sql)
    {
        await _scene.Decide();
        Assert.Equal(1, _scene.Vault.Sql(sql));

        await Assert.ThrowsAsync<TamperedRowException>(() => _scene.Run());
        await Assert.ThrowsAsync<TamperedRowException>(() => _scene.Decide(connector: null));
        Assert.DoesNotContain(_scene.Vault.Log(), l => l.Event is SecretsHandedToConnector);
    }

    [Fact]
    public async Task The_login_name_stands_nowhere_in_clear()
    {
        await _scene.Decide(login: "wangluo-zhongxin-7");
        await _scene.Vault.Leave();

        var stored = Directory
            .EnumerateFiles(_scene.Vault.Root, "*", SearchOption.AllDirectories)
            .Select(File.ReadAllBytes)
            .ToList();
        Assert.Contains(stored, file => Has(file, ConnectorScene.Name));
        Assert.DoesNotContain(stored, file => Has(file, "wangluo-zhongxin-7"));
    }

    private List<AccountConnection> Rows()
    {
        using var db = _scene.Vault.Read();
        return AccountConnection.ReadAll(db, _scene.Rotation.Account);
    }

    private static bool Has(byte[] file, string text) => file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}
