using System.Net;
using System.Net.Sockets;
using System.Text;
using Vault.Core.Custody;
using Vault.Core.Rotations.Connectors;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Rotations.Connectors;

/// <summary>The connector changes a password on a real OpenLDAP server, or says truly that it did not (RFC 3062).</summary>
public sealed class LdapConnectorTests : IDisposable
{
    private const string Login = "zhaosheng";
    private const string Next = "Harbour-of-7-boats";

    private readonly List<IDisposable> _owned = [];

    public void Dispose() => _owned.ForEach(o => o.Dispose());

    [NeedsToolTheory("slapd", "slapadd", "ldapwhoami")]
    [InlineData(LdapTls.StartTls)]
    [InlineData(LdapTls.Ldaps)]
    public void The_new_value_lets_in_and_the_former_one_no_more(LdapTls tls)
    {
        var server = Server();
        Assert.True(server.LetsIn(Login, OpenLdap.First));

        Assert.IsType<ConnectorResult.Changed>(Change(server.Options(tls)));

        Assert.True(server.LetsIn(Login, Next));
        Assert.False(server.LetsIn(Login, OpenLdap.First));
    }

    [NeedsTool("slapd", "slapadd", "ldapwhoami")]
    public void Asked_again_it_finds_that_the_new_value_is_there()
    {
        var server = Server();
        Change(server.Options());

        Assert.IsType<ConnectorResult.Changed>(Change(server.Options()));

        Assert.True(server.LetsIn(Login, Next));
    }

    [NeedsToolTheory("slapd", "slapadd", "ldapwhoami")]
    [InlineData(LdapTls.StartTls)]
    [InlineData(LdapTls.Ldaps)]
    public void An_untrusted_certificate_is_refused_and_nothing_is_said(LdapTls tls)
    {
        var server = Server();
        var options = server.Options(tls);
        using var other = new Authority();
        var file = Own(Path.GetTempFileName());
        File.WriteAllText(file, other.Pem);

        Refused(options with { TrustedAuthorities = file });
        // Signed by nobody the host knows either.
        Refused(options with { TrustedAuthorities = null });
        // The right authority, another name.
        Refused(options with { Host = "localhost" });
        Refused(options with { TrustedAuthorities = file + ".missing" });
        File.WriteAllText(file, "no certificate");
        Refused(options with { TrustedAuthorities = file });

        Assert.True(server.LetsIn(Login, OpenLdap.First));

        static void Refused(LdapOptions spoilt)
        {
            using var wire = new Wire(spoilt.Port);
            Assert.Equal(
                new ConnectorResult.NotChanged(ConnectorFault.CertificateRefused),
                Change(spoilt with { Port = wire.Port })
            );
            Assert.False(Has(wire.Kept, Login));
        }
    }

    [NeedsToolTheory("slapd", "slapadd", "ldapwhoami")]
    [InlineData(LdapTls.StartTls)]
    [InlineData(LdapTls.Ldaps)]
    public void An_expired_certificate_is_refused_too(LdapTls tls)
    {
        var server = Server(isExpired: true);
        var secure = server.Options(tls);
        using var wire = new Wire(secure.Port);

        var result = Change(secure with { Port = wire.Port });

        Assert.Equal(new ConnectorResult.NotChanged(ConnectorFault.CertificateRefused), result);
        Assert.False(Has(wire.Kept, Login));
    }

    [NeedsTool("slapd", "slapadd", "ldapwhoami")]
    public void Of_login_and_values_nothing_goes_over_the_wire_in_clear()
    {
        var server = Server();
        using var wire = new Wire(server.Port);

        Assert.IsType<ConnectorResult.Changed>(Change(server.Options() with { Port = wire.Port }));

        // The question for encryption is in clear, so what is looked for would be found.
        Assert.True(Has(wire.Kept, "1.3.6.1.4.1.1466.20037"));
        Assert.All(new[] { Login, Next, OpenLdap.First }, text => Assert.False(Has(wire.Kept, text)));
    }

    [NeedsTool("slapd", "slapadd", "ldapwhoami")]
    public void A_server_without_encryption_is_told_nothing()
    {
        var server = Server(speaksTls: false);
        using var wire = new Wire(server.Port);

        var result = Change(server.Options() with { Port = wire.Port });

        Assert.Equal(new ConnectorResult.NotChanged(ConnectorFault.NotEncrypted), result);
        Assert.False(Has(wire.Kept, Login));
    }

    [NeedsTool("slapd", "slapadd", "ldapwhoami")]
    public void What_the_server_refuses_to_change_is_not_changed()
    {
        var options = Server().Options() with { UserDn = $"uid={LdapOptions.Login},ou=fixed,{OpenLdap.Suffix}" };

        Assert.Equal(new ConnectorResult.NotChanged(ConnectorFault.NewRefused), Change(options, login: "xinwen"));
    }

    [NeedsTool("slapd", "slapadd", "ldapwhoami")]
    public void If_neither_value_lets_in_it_does_not_say_that_nothing_happened()
    {
        var server = Server();

        var unknown = new ConnectorResult.Unknown(ConnectorFault.NeitherWorks);
        Assert.Equal(unknown, Change(server.Options(), former: "Something-else-9"));
        Assert.Equal(unknown, Change(server.Options(), login: "nobody"));
        Assert.True(server.LetsIn(Login, OpenLdap.First));
    }

    [NeedsTool("slapd", "slapadd", "ldapwhoami")]
    public void Killed_at_any_moment_it_says_truly_what_is_there_and_the_next_attempt_finishes()
    {
        var server = Server();
        var said = new HashSet<string>();
        for (var at = 1; ; at++)
        {
            // As it was before each round.
            if (at > 1)
                Assert.IsType<ConnectorResult.Changed>(Change(server.Options(), Next, OpenLdap.First));
            var moment = at;
            using var wire = new Wire(
                server.Port,
                number =>
                {
                    if (number == moment)
                        server.Kill();
                }
            );
            var result = Change(server.Options() with { Port = wire.Port });
            if (wire.Count < at)
            {
                Assert.IsType<ConnectorResult.Changed>(result);
                break;
            }
            server.Kill();
            server.Start();
            said.Add(result.ToString());
            var (former, next) = (server.LetsIn(Login, OpenLdap.First), server.LetsIn(Login, Next));
            Assert.True(former ^ next, $"{at}: {result}");
            Assert.True(result is not ConnectorResult.NotChanged || former, $"{at}: {result}");
            Assert.True(result is not ConnectorResult.Changed || next, $"{at}: {result}");

            Assert.IsType<ConnectorResult.Changed>(Change(server.Options()));
            Assert.True(server.LetsIn(Login, Next));
        }
        Assert.Contains(said, s => s.StartsWith(nameof(ConnectorResult.NotChanged), StringComparison.Ordinal));
        Assert.Contains(said, s => s.StartsWith(nameof(ConnectorResult.Unknown), StringComparison.Ordinal));
    }

    [Fact]
    public void Where_nobody_answers_nothing_is_changed()
    {
        var options = Nowhere(OpenLdap.FreePort());

        Assert.Equal(new ConnectorResult.NotChanged(ConnectorFault.Unreachable), Change(options));
    }

    [Theory]
    [InlineData(LdapTls.StartTls)]
    [InlineData(LdapTls.Ldaps)]
    public void A_server_that_says_nothing_is_waited_for_as_long_as_was_said(LdapTls tls)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var options = Nowhere(((IPEndPoint)silent.LocalEndpoint).Port) with
        {
            Tls = tls,
            Limit = TimeSpan.FromSeconds(1),
        };
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Assert.Equal(new ConnectorResult.NotChanged(ConnectorFault.Unreachable), Change(options));

        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData(new byte[] { 0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0x30, 0x80, 0x00, 0x00 })]
    [InlineData(new byte[] { 0x30, 0x89, 1, 1, 1, 1, 1, 1, 1, 1, 1 })]
    [InlineData(new byte[] { 0x30, 0x03, 0x02, 0x01, 0x07 })]
    [InlineData(new byte[] { (byte)'H', (byte)'T', (byte)'T', (byte)'P' })]
    public void What_is_no_directory_is_left_alone(byte[] answer)
    {
        using var strange = new TcpListener(IPAddress.Loopback, 0);
        strange.Start();
        _ = Task.Run(() =>
        {
            using var client = strange.AcceptTcpClient();
            client.GetStream().Write(answer);
            Thread.Sleep(200);
        });

        var result = Change(Nowhere(((IPEndPoint)strange.LocalEndpoint).Port));

        Assert.Equal(new ConnectorResult.NotChanged(ConnectorFault.Unreachable), result);
    }

    [Theory]
    [InlineData("zhaosheng", "zhaosheng")]
    [InlineData("a,ou=admins", "a\\,ou\\=admins")]
    [InlineData(" #a ", "\\ #a\\ ")]
    [InlineData("#a+b\\\"<>;\0招生", "\\#a\\+b\\\\\\\"\\<\\>\\;\\00招生")]
    public void A_login_name_ends_no_value_of_a_name(string login, string escaped) =>
        Assert.Equal($"uid={escaped},ou=people", LdapOptions.Fill($"uid={LdapOptions.Login},ou=people", login));

    private static LdapOptions Nowhere(int port) =>
        new("127.0.0.1", port, LdapTls.StartTls, $"uid={LdapOptions.Login}", null, null, TimeSpan.FromSeconds(5));

    private static ConnectorResult Change(
        LdapOptions options,
        string former = OpenLdap.First,
        string next = Next,
        string login = Login
    ) =>
        new LdapConnector(options).Change(
            new(login),
            Plaintext.From(Encoding.UTF8.GetBytes(former)),
            Plaintext.From(Encoding.UTF8.GetBytes(next))
        );

    private static bool Has(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    private OpenLdap Server(bool speaksTls = true, bool isExpired = false)
    {
        var server = OpenLdap.Started(speaksTls, isExpired);
        _owned.Add(server);
        return server;
    }

    private string Own(string file)
    {
        _owned.Add(new Removed(file));
        return file;
    }

    private sealed class Removed(string file) : IDisposable
    {
        public void Dispose() => File.Delete(file);
    }
}
