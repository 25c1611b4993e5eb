using System.Runtime.Versioning;
using Vault.Core.Rotations.Connectors;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Rotations.Connectors;

/// <summary>The host's own file says what connectors there are; a wrong one is refused whole.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ConnectorFileTests : IDisposable
{
    private const string Good = """
        {
          "format": "vault-connectors/1",
          "connectors": {
            "campus": { "kind": "ldap", "host": "ldap.example.edu.cn", "userDn": "uid={login},ou=people,dc=example" },
            "news": { "kind": "executable", "path": "/opt/vault/news", "seconds": 60 }
          }
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("vault-connectors-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The folder of the shipped examples.</summary>
    internal static string Examples
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "CredentialVault.sln")))
                folder = folder.Parent!;
            return Path.Combine(folder.FullName, "deploy/connectors");
        }
    }

    [UnixFact]
    public void Connectors_are_found_by_their_names()
    {
        var list = Assert.IsType<ConnectorFileOutcome.Read>(Read(Good)).List;

        Assert.Equal(["campus", "news"], list.Names);
        Assert.IsType<LdapConnector>(list.Find("campus"));
        Assert.IsType<ExecutableConnector>(list.Find("news"));
        Assert.Null(list.Find("other"));
        Assert.False(ConnectorList.None.Has("campus"));
    }

    [UnixFact]
    public void The_shipped_example_is_read()
    {
        var example = File.ReadAllText(Path.Combine(Examples, "connectors.json"));

        Assert.Equal(["campus-mail", "news-site"], Assert.IsType<ConnectorFileOutcome.Read>(Read(example)).List.Names);
    }

    [UnixFact]
    public void One_that_others_may_write_to_is_refused_and_so_is_none()
    {
        Read(Good);
        foreach (var write in new[] { UnixFileMode.GroupWrite, UnixFileMode.OtherWrite })
        {
            File.SetUnixFileMode(FilePath, UnixFileMode.UserRead | write);
            Assert.Equal(new ConnectorFileOutcome.Refused(ConnectorFileRefusal.Writable), ConnectorFile.Read(FilePath));
        }
        Assert.Equal(
            new ConnectorFileOutcome.Refused(ConnectorFileRefusal.Missing),
            ConnectorFile.Read(FilePath + ".none")
        );
    }

    [Theory]
    [InlineData("vault-connectors/1", "vault-connectors/2", null)]
    [InlineData("\"host\"", "\"hosts\"", null)]
    [InlineData("\"kind\": \"ldap\"", "\"kind\": \"ldap\", \"verifyCertificate\": false", null)]
    [InlineData("\"kind\": \"ldap\"", "\"kind\": \"ldap\", \"tls\": \"none\"", null)]
    [InlineData("\"kind\": \"ldap\"", "\"kind\": \"telnet\"", null)]
    [InlineData("\"campus\"", "\"news\"", null)]
    [InlineData("{login}", "zhaosheng", "campus")]
    [InlineData("\"kind\": \"ldap\"", "\"kind\": \"ldap\", \"bindDn\": \"cn=admin\"", "campus")]
    [InlineData("\"kind\": \"ldap\"", "\"kind\": \"ldap\", \"port\": 0", "campus")]
    [InlineData("\"kind\": \"ldap\", ", "", "campus")]
    [InlineData("\"campus\"", "\"Campus\"", "Campus")]
    [InlineData("/opt/vault/news", "news", "news")]
    [InlineData("60", "0", "news")]
    [InlineData("60", "301", "news")]
    public void What_is_wrong_in_it_is_refused_whole(string was, string becomes, string? connector)
    {
        var spoilt = Good.Replace(was, becomes, StringComparison.Ordinal);

        var refused = Assert.IsType<ConnectorFileOutcome.Refused>(Read(spoilt));

        Assert.NotEqual(Good, spoilt);
        var why = connector is null ? ConnectorFileRefusal.NotOfTheFormat : ConnectorFileRefusal.Unsound;
        Assert.Equal((why, connector), (refused.Why, refused.Connector));
    }

    private string FilePath => Path.Combine(_folder, "connectors.json");

    private ConnectorFileOutcome Read(string json)
    {
        File.WriteAllText(FilePath, json);
        File.SetUnixFileMode(FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return ConnectorFile.Read(FilePath);
    }
}
