using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Vault.Core.Rotations.Connectors;
using Vault.TestKit;

namespace Vault.Core.Tests.Rotations.Connectors;

/// <summary>
/// A real OpenLDAP server of one test: its own folder, this machine only, any port, a certificate by an authority of its
/// own. People of <c>ou=people</c> may change their passwords, those of <c>ou=fixed</c> may not.
/// </summary>
internal sealed class OpenLdap : IDisposable
{
    public const string First = RotationScene.First;

    public const string Suffix = "dc=example,dc=edu,dc=cn";

    private readonly string _folder = Directory.CreateTempSubdirectory("vault-ldap-").FullName;
    private readonly Lock _killing = new();
    private Process? _process;

    private OpenLdap(bool speaksTls, bool isExpired)
    {
        (Port, SecurePort) = (FreePort(), FreePort());
        using var authority = new Authority();
        File.WriteAllText(TrustedAuthorities, authority.Pem);
        var (certificate, key) = authority.Issue(IPAddress.Loopback, isExpired);
        File.WriteAllText(In("server.pem"), certificate);
        File.WriteAllText(In("server.key"), key);
        Directory.CreateDirectory(In("db"));
        File.WriteAllText(In("slapd.conf"), Configuration(speaksTls));
        File.WriteAllText(In("people.ldif"), People);
        using var load = Process.Start(HostTools.PathOf("slapadd")!, ["-f", In("slapd.conf"), "-l", In("people.ldif")]);
        load.WaitForExit();
        Start(speaksTls);
    }

    public int Port { get; }

    public int SecurePort { get; }

    public string TrustedAuthorities => In("ca.pem");

    /// <param name="isExpired">Its certificate is.</param>
    public static OpenLdap Started(bool speaksTls = true, bool isExpired = false) => new(speaksTls, isExpired);

    public LdapOptions Options(LdapTls tls = LdapTls.StartTls) =>
        new(
            "127.0.0.1",
            tls == LdapTls.StartTls ? Port : SecurePort,
            tls,
            $"uid={LdapOptions.Login},ou=people,{Suffix}",
            null,
            TrustedAuthorities,
            TimeSpan.FromSeconds(20)
        );

    /// <summary>Whether the directory lets somebody in, as a program says that is none of ours.</summary>
    public bool LetsIn(string login, string password)
    {
        var file = In("password");
        File.WriteAllText(file, password);
        var start = new ProcessStartInfo(HostTools.PathOf("ldapwhoami")!)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "-x",
                "-ZZ",
                "-H",
                $"ldap://127.0.0.1:{Port}",
                "-D",
                $"uid={login},ou=people,{Suffix}",
                "-y",
                file,
            },
        };
        start.Environment["LDAPTLS_CACERT"] = TrustedAuthorities;
        using var program = Process.Start(start)!;
        program.WaitForExit();
        return program.ExitCode switch
        {
            0 => true,
            LdapConnection.InvalidCredentials => false,
            _ => throw new InvalidOperationException(program.StandardError.ReadToEnd()),
        };
    }

    public void Kill()
    {
        // The wire kills it too, from a thread of its own; who comes second waits until the port is free.
        lock (_killing)
        {
            _process?.Kill();
            _process?.WaitForExit();
            _process?.Dispose();
            _process = null;
        }
    }

    public void Start(bool speaksTls = true)
    {
        var addresses = $"ldap://127.0.0.1:{Port}/" + (speaksTls ? $" ldaps://127.0.0.1:{SecurePort}/" : "");
        var start = new ProcessStartInfo(HostTools.PathOf("slapd")!)
        {
            RedirectStandardError = true,
            ArgumentList = { "-f", In("slapd.conf"), "-h", addresses, "-d", "0" },
        };
        var process = Process.Start(start)!;
        _process = process;
        for (var tries = 0; !Listens(Port) || (speaksTls && !Listens(SecurePort)); tries++)
        {
            if (process.HasExited || tries > 200)
                throw new InvalidOperationException("slapd did not start: " + process.StandardError.ReadToEnd());
            Thread.Sleep(50);
        }
    }

    public void Dispose()
    {
        Kill();
        Directory.Delete(_folder, recursive: true);
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool Listens(int port)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private string In(string name) => Path.Combine(_folder, name);

    private string Configuration(bool speaksTls) =>
        $"""
            include /etc/ldap/schema/core.schema
            include /etc/ldap/schema/cosine.schema
            include /etc/ldap/schema/inetorgperson.schema
            modulepath /usr/lib/ldap
            moduleload back_mdb
            pidfile {In("slapd.pid")}
            {(speaksTls ? $"TLSCertificateFile {In("server.pem")}\nTLSCertificateKeyFile {In("server.key")}" : "")}
            database mdb
            suffix "{Suffix}"
            directory {In("db")}
            access to dn.subtree="ou=fixed,{Suffix}" attrs=userPassword by anonymous auth by * none
            access to attrs=userPassword by self write by anonymous auth by * none
            access to * by self read by * none
            """;

    private static string People =>
        $"""
            dn: {Suffix}
            objectClass: dcObject
            objectClass: organization
            dc: example
            o: example

            dn: ou=people,{Suffix}
            objectClass: organizationalUnit
            ou: people

            dn: ou=fixed,{Suffix}
            objectClass: organizationalUnit
            ou: fixed

            {Person("zhaosheng", "people")}

            {Person("xinwen", "fixed")}

            """;

    private static string Person(string login, string unit) =>
        $"""
            dn: uid={login},ou={unit},{Suffix}
            objectClass: inetOrgPerson
            uid: {login}
            cn: {login}
            sn: {login}
            userPassword: {First}
            """;
}

/// <summary>An authority of one test, and what it signs.</summary>
internal sealed class Authority : IDisposable
{
    private readonly X509Certificate2 _own;

    public Authority()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            "CN=Example Test CA",
            key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        var now = TimeProvider.System.GetUtcNow();
        _own = request.CreateSelfSigned(now.AddYears(-2), now.AddYears(1));
    }

    public string Pem => _own.ExportCertificatePem();

    /// <summary>Certificate and key, as PEM.</summary>
    public (string Certificate, string Key) Issue(IPAddress address, bool isExpired)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=directory", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        var (from, to) = isExpired ? (now.AddDays(-30), now.AddDays(-1)) : (now.AddDays(-1), now.AddDays(30));
        using var issued = request.Create(_own, from, to, RandomNumberGenerator.GetBytes(8));
        return (issued.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    public void Dispose() => _own.Dispose();
}
