using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Vault.TestKit;
using Vault.Web.Hosting;
using Xunit;

namespace Vault.Web.Tests.Deployment;

/// <summary>The site in <c>deploy/nginx</c>, with ports, certificate and logs of the test's own, in front of the vault.</summary>
public sealed class NginxSiteTests : IDisposable
{
    private const string Name = "vault.example.edu.cn";

    private readonly string _root = Directory.CreateTempSubdirectory("vault-nginx-").FullName;
    private readonly int _vault = FreePort();
    private readonly int _tls = FreePort();
    private readonly int _plain = FreePort();

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [NeedsTool("nginx")]
    public async Task It_serves_the_vault_over_tls_and_nothing_in_the_clear()
    {
        await using var vault = await TestVault.Founded();
        await using var app = VaultApp.Build(
            vault.Instance,
            Listening.Parse($"http://127.0.0.1:{_vault}", [Name], ["127.0.0.1"])
        );
        await app.StartAsync();
        using var nginx = await Started();
        try
        {
            using var client = Client(SslProtocols.None);
            using var page = await client.GetAsync(new Uri("/sign-in", UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.Equal(HttpVersion.Version20, page.Version);
            // The vault believes the proxy that the request came over TLS: otherwise it would have refused it.
            Assert.Contains(
                "max-age",
                page.Headers.GetValues("Strict-Transport-Security").Single(),
                StringComparison.Ordinal
            );
            Assert.Equal("nginx", page.Headers.Server.ToString());
            Assert.Contains(
                "name=\"UserName\"",
                await page.Content.ReadAsStringAsync(),
                StringComparison.OrdinalIgnoreCase
            );

            using var plain = await client.GetAsync(new Uri($"http://{Name}:{_plain}/sign-in?x=1"));
            Assert.Equal(HttpStatusCode.PermanentRedirect, plain.StatusCode);
            Assert.Equal(new Uri($"https://{Name}/sign-in?x=1"), plain.Headers.Location);

#pragma warning disable SYSLIB0039, CA5397 // That the old ones are refused is what is looked at.
            using var old = Client(SslProtocols.Tls11);
#pragma warning restore SYSLIB0039, CA5397
            await Assert.ThrowsAsync<HttpRequestException>(() => old.GetAsync(new Uri("/sign-in", UriKind.Relative)));
        }
        finally
        {
            nginx.Kill(entireProcessTree: true);
            await nginx.WaitForExitAsync();
        }
    }

    private async Task<Process> Started()
    {
        WriteCertificate();
        var site = (
            await File.ReadAllTextAsync(Path.Combine(Repository.Root, "deploy", "nginx", "credential-vault.conf"))
        )
            .Replace("[::]:", "[::1]:", StringComparison.Ordinal)
            .Replace("listen 80;", $"listen 127.0.0.1:{_plain};", StringComparison.Ordinal)
            .Replace("listen 443 ", $"listen 127.0.0.1:{_tls} ", StringComparison.Ordinal)
            .Replace("listen [::1]:80;", $"listen [::1]:{_plain};", StringComparison.Ordinal)
            .Replace("listen [::1]:443 ", $"listen [::1]:{_tls} ", StringComparison.Ordinal)
            .Replace($"/etc/ssl/private/{Name}.pem", Path.Combine(_root, "tls.pem"), StringComparison.Ordinal)
            .Replace($"/etc/ssl/private/{Name}.key", Path.Combine(_root, "tls.key"), StringComparison.Ordinal)
            .Replace("/var/log/nginx/", _root + "/", StringComparison.Ordinal)
            .Replace("127.0.0.1:5080", $"127.0.0.1:{_vault}", StringComparison.Ordinal);
        if (!Socket.OSSupportsIPv6)
            site = string.Join(
                '\n',
                site.Split('\n').Where(l => !l.Contains("listen [::1]", StringComparison.Ordinal))
            );
        var file = Path.Combine(_root, "nginx.conf");
        await File.WriteAllTextAsync(
            file,
            $$"""
            daemon off;
            pid {{_root}}/nginx.pid;
            error_log {{_root}}/error.log;
            events { }
            http {
              client_body_temp_path {{_root}}/body;
              proxy_temp_path {{_root}}/proxy;
              fastcgi_temp_path {{_root}}/fastcgi;
              uwsgi_temp_path {{_root}}/uwsgi;
              scgi_temp_path {{_root}}/scgi;
              {{site}}
            }
            """
        );
        var nginx = Process.Start(
            new ProcessStartInfo("nginx", ["-c", file, "-e", Path.Combine(_root, "error.log")])
            {
                RedirectStandardError = true,
            }
        )!;
        for (var tries = 0; tries < 100 && !await Answers(); tries++)
        {
            Assert.False(nginx.HasExited, nginx.HasExited ? await nginx.StandardError.ReadToEndAsync() : "");
            await Task.Delay(100);
        }
        return nginx;
    }

    private async Task<bool> Answers()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, _tls);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Goes to the test's nginx whatever the name, and trusts its one certificate.</summary>
    private HttpClient Client(SslProtocols protocols)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            SslOptions =
            {
                EnabledSslProtocols = protocols,
                TargetHost = Name,
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore =
                    {
                        X509CertificateLoader.LoadCertificateFromFile(Path.Combine(_root, "tls.pem")),
                    },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        return new HttpClient(handler)
        {
            BaseAddress = new Uri($"https://{Name}:{_tls}"),
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
    }

    private void WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Name);
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddHours(-1), now.AddDays(1));
        File.WriteAllText(Path.Combine(_root, "tls.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_root, "tls.key"), key.ExportPkcs8PrivateKeyPem());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return int.Parse(
            listener.LocalEndpoint.ToString()!.Split(':')[^1],
            NumberStyles.None,
            CultureInfo.InvariantCulture
        );
    }
}
